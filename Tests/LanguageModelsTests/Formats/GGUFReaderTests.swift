// SPDX-License-Identifier: Apache-2.0

import Foundation
import LanguageModels
import TestSupport
import Testing

/// A file that has to be refused: its bytes, the code, and the byte that the message names.
struct Refusal: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let bytes: [UInt8]
  let code: String
  let offset: Int

  init(_ name: String, _ bytes: [UInt8], _ code: String, at offset: Int) {
    testDescription = name
    self.bytes = bytes
    self.code = code
    self.offset = offset
  }
}

@Suite struct GGUFReaderTests {
  @Test(arguments: HostileGGUF.headers + HostileGGUF.values + HostileGGUF.tensors)
  func aHostileFileIsRefusedWithTheByteThatGivesItAway(_ refusal: Refusal) throws {
    try TemporaryFolder.with { folder in
      let path = try folder.write(Data(refusal.bytes), to: "hostile.gguf")
      let error = try #require(throws: LanguageModelError.self) { try GGUFFile(path: path) }
      #expect(error.code == refusal.code, "\(error.message)")
      #expect(error.message.contains("hostile.gguf, byte \(refusal.offset): "), "\(error.message)")
    }
  }

  @Test func theValidTwinOfTheHostileFilesIsRead() throws {
    try TemporaryFolder.with { folder in
      let bytes = HostileGGUF.twoTensors(places: [0, 32])
      let file = try GGUFFile(path: folder.write(Data(bytes), to: "valid.gguf"))
      #expect(file.tensors.map(\.name) == ["a", "b"])
      #expect(file.tensors.map(\.shape) == [[2, 4], [4]])
      #expect(file.tensors.map(\.range) == [128..<160, 160..<176])
      let second = HostileGGUF.file(version: 2) { _ in }
      #expect(try GGUFFile(path: folder.write(Data(second), to: "v2.gguf")).version == 2)
    }
  }

  @Test(arguments: [0, 4, 12, 1 << 33])
  func anAlignmentThatCannotBeIsRefused(_ alignment: UInt64) throws {
    try TemporaryFolder.with { folder in
      let bytes = HostileGGUF.file(entries: 1) { bytes in
        bytes.add("general.alignment")
        bytes.add(UInt32(10))
        bytes.add(alignment)
      }
      let path = try folder.write(Data(bytes), to: "hostile.gguf")
      let error = try #require(throws: LanguageModelError.self) { try GGUFFile(path: path) }
      #expect(error.code == "LMD011")
    }
  }

  @Test func aLargeAlignmentIsKeptTo() throws {
    try TemporaryFolder.with { folder in
      let writer = GGUFWriter(
        metadata: GGUFMetadata([GGUFEntry("general.alignment", .uint32(256))]),
        tensors: ["a", "b"].map { name in
          TensorContent(name, shape: [3]) { () throws(LanguageModelError) in [1, 2, 3] }
        })
      let path = folder.path("model.gguf")
      try writer.write(to: path)
      let file = try GGUFFile(path: path)
      #expect(file.alignment == 256)
      #expect(file.tensors.map(\.range) == [256..<268, 512..<524])
    }
  }

  @Test func accessorsTellAbsentFromWrong() throws {
    let metadata = GGUFMetadata([
      GGUFEntry("a", .uint64(.max)), GGUFEntry("b", .string("x")), GGUFEntry("c", .int8(-3)),
      GGUFEntry("d", .array(.uint8([1, 2]))),
    ])
    #expect(try metadata.integer("none") == nil)
    #expect(try metadata.integer("c") == -3)
    #expect(try metadata.number("a") == 0x1p64)
    #expect(try metadata.integers("d") == [1, 2])
    #expect(try metadata.floats("d") == [1, 2])
    for read in [
      { _ = try metadata.integer("a") }, { _ = try metadata.integer("b") },
      { _ = try metadata.strings("d") }, { _ = try metadata.flag("c") },
      { _ = try metadata.string("d") }, { _ = try metadata.floats("c") },
      { _ = try metadata.required("none", Int?.none) },
    ] as [() throws -> Void] {
      let error = try #require(throws: LanguageModelError.self) { try read() }
      #expect(error.code == "LMD012")
    }
  }
}
