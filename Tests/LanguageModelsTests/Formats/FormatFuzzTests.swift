// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import Glibc
import LanguageModels
import TestSupport
import Testing

/// Damaged files: each is read or refused, and no reader leaves the file.
///
/// That a reader crashes, or that a range lies outside, would end the whole run of tests.
@Suite struct FormatFuzzTests {
  /// How many damaged files of each kind are tried.
  static let variantCount = 3_000

  @Test func aDamagedGGUFFileIsReadOrRefused() throws {
    try TemporaryFolder.with { folder in
      let path = try ModelFixture.writeGGUF(ModelFixture.configuration(), in: folder)
      try damage(path) { () throws(LanguageModelError) in
        try ModelFile.open(path).tensors.values.map(\.weight)
      }
    }
  }

  @Test func aDamagedFileOfEveryTypeOfValueIsReadOrRefused() throws {
    try TemporaryFolder.with { folder in
      let oracle = Oracle.url("every_type").deletingLastPathComponent()
      let path = try folder.write(
        Data(contentsOf: oracle.appendingPathComponent("every_type.gguf")), to: "a.gguf")
      try damage(path) { () throws(LanguageModelError) in
        try GGUFFile(path: path).tensors
      }
    }
  }

  @Test func aDamagedLlama2CFileIsReadOrRefused() throws {
    try TemporaryFolder.with { folder in
      let bytes = ModelFixture.llama2c(ModelFixture.llama2cConfiguration(isTied: false))
      let path = try folder.write(Data(bytes), to: "model.bin")
      // Only the header can be damaged; the rest are numbers.
      try damage(path, within: 28) { () throws(LanguageModelError) in
        try ModelFile.open(path).tensors.values.map(\.weight)
      }
    }
  }

  @Test(arguments: ["model.safetensors", "config.json"])
  func aDamagedFolderIsReadOrRefused(_ name: String) throws {
    try TemporaryFolder.with { folder in
      try ModelFixture.export(ModelFixture.configuration(.gpt2)).writeHuggingFace(to: folder.path)
      let within = name == "config.json" ? Int.max : 2_000
      try damage(folder.path(name), within: within) { () throws(LanguageModelError) in
        try ModelFile.open(folder.path).tensors.values.map(\.weight)
      }
    }
  }

  /// Cuts a file at every length, then changes bytes of the whole one.
  private func damage(
    _ path: String, within limit: Int = .max,
    _ read: () throws(LanguageModelError) -> [WeightTensor]
  ) throws {
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(codeOfReading(read) == nil)
    for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 2_000)) {
      try replace(path, bytes.prefix(length))
      // The filling after the last tensor may be cut, and white space at the end of JSON.
      if length < bytes.count - 32 { #expect(codeOfReading(read) != nil, "cut at \(length)") }
    }
    var generator = SeededGenerator(seed: Seed(20_261_126))
    var refusedCount = 0
    for _ in 0..<Self.variantCount {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        change(&changed, within: limit, using: &generator)
      }
      try replace(path, changed[...])
      if codeOfReading(read) != nil { refusedCount += 1 }
    }
    // Neither all nor none: the changes reach what is checked, and leave some files whole.
    #expect((1..<Self.variantCount).contains(refusedCount), "\(refusedCount) refused")
    try replace(path, bytes[...])
  }

  /// Changes one byte, or eight to a number that counts and lengths are afraid of.
  private func change(
    _ bytes: inout [UInt8], within limit: Int, using generator: inout SeededGenerator
  ) {
    let end = min(limit, bytes.count)
    let index = Int.random(in: 0..<end, using: &generator)
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: bytes[index] = UInt8.random(in: 0...255, using: &generator)
    case 2: bytes[index] = bytes[Int.random(in: 0..<end, using: &generator)]
    default:
      let number = [UInt64.max, 1 << 63, 1 << 60, 1 << 32, 0][
        Int.random(in: 0..<5, using: &generator)]
      for place in 0..<8 where index + place < end {
        bytes[index + place] = UInt8(truncatingIfNeeded: number >> (8 * UInt64(place)))
      }
    }
  }

  /// Puts a new file in place; the old one may still be mapped.
  private func replace(_ path: String, _ bytes: ArraySlice<UInt8>) throws {
    unlink(path)
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    defer { close(file) }
    let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    try #require(file >= 0 && written == bytes.count)
  }
}
