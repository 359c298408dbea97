// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import LanguageModels
import TestSupport
import Testing

/// Files that the packages `gguf` and `safetensors` wrote; `Oracles/model_files.py` made them.
@Suite struct FormatOracleTests {
  private struct Document: Decodable {
    let gguf: [String: Described]
    let safetensors: [String: Described]
  }

  private struct Described: Decodable {
    let shape: [Int]
    let type: String
    let numbers: [Float]
    let sha256: String
  }

  private func path(_ name: String) -> String {
    Oracle.url("model_files").deletingLastPathComponent().appendingPathComponent(name).path
  }

  private func check(_ tensor: WeightTensor, _ described: Described) throws {
    #expect(tensor.shape == described.shape)
    #expect(tensor.element.rawValue == described.type)
    let bytes = Array(tensor.file.bytes[tensor.range])
    #expect(try Digest.sha256(bytes).hex == described.sha256)
    if !described.numbers.isEmpty { #expect(ModelFixture.numbers(tensor) == described.numbers) }
  }

  @Test func everyTypeOfValueOfAForeignFileIsRead() throws {
    let file = try GGUFFile(path: path("every_type.gguf"))
    let expected: [GGUFEntry] = [
      GGUFEntry("general.architecture", .string("llama")), GGUFEntry("t.uint8", .uint8(255)),
      GGUFEntry("t.int8", .int8(-128)), GGUFEntry("t.uint16", .uint16(65_535)),
      GGUFEntry("t.int16", .int16(-32_768)), GGUFEntry("t.uint32", .uint32(.max)),
      GGUFEntry("t.int32", .int32(.min)), GGUFEntry("t.float32", .float32(0.1)),
      GGUFEntry("t.bool", .bool(true)),
      GGUFEntry("t.string", .string("na\u{EF}ve \u{2581}\u{1F600}")),
      GGUFEntry("t.uint64", .uint64(.max)), GGUFEntry("t.int64", .int64(.min)),
      GGUFEntry("t.float64", .float64(0.1)), GGUFEntry("a.int32", .array(.int32([1, -2, 3]))),
      GGUFEntry("a.float32", .array(.float32([0.5, -0.25]))),
      GGUFEntry("a.bool", .array(.bool([true, false, true]))),
      GGUFEntry("a.string", .array(.string(["", "a", "\u{E9}"]))),
      GGUFEntry("a.array", .array(.array([.int32([1, 2]), .int32([3])]))),
      GGUFEntry("a.uint8", .array(.uint8([0, 255]))),
      GGUFEntry("a.int8", .array(.int8([-1, 127]))),
      GGUFEntry("a.uint16", .array(.uint16([65_535]))),
      GGUFEntry("a.int16", .array(.int16([-32_768]))),
      GGUFEntry("a.uint32", .array(.uint32([.max]))),
      GGUFEntry("a.uint64", .array(.uint64([.max]))),
      GGUFEntry("a.int64", .array(.int64([-1]))),
      GGUFEntry("a.float64", .array(.float64([0.1]))),
    ]
    #expect(file.version == 3 && file.metadata.entries == expected)
  }

  @Test func tensorsOfForeignFilesAreRead() throws {
    let oracle = try Oracle.load("model_files", as: Document.self)
    let file = try GGUFFile(path: path("every_type.gguf"))
    #expect(file.tensors.map(\.name) == ["single", "half", "blocks"])
    for tensor in file.tensors { try check(tensor, #require(oracle.gguf[tensor.name])) }
    let other = try SafetensorsFile(path: path("tensors.safetensors"))
    #expect(other.metadata == ["format": "pt"])
    #expect(Set(other.entries.map(\.name)) == Set(oracle.safetensors.keys))
    for entry in other.entries {
      let described = try #require(oracle.safetensors[entry.name])
      #expect(entry.shape == described.shape && entry.type == described.type)
      if entry.type.hasPrefix("F") {
        try check(other.tensor(entry), described)
      } else {
        let error = try #require(throws: LanguageModelError.self) { try other.tensor(entry) }
        #expect(error.code == "LMD010")
      }
    }
  }

  @Test func aRewrittenFileHoldsTheSameMetadata() throws {
    try TemporaryFolder.with { folder in
      let file = try GGUFFile(path: path("every_type.gguf"))
      try GGUFWriter(metadata: file.metadata, tensors: []).write(to: folder.path("again.gguf"))
      let again = try GGUFFile(path: folder.path("again.gguf"))
      #expect(again.metadata.entries == file.metadata.entries)
    }
  }
}
