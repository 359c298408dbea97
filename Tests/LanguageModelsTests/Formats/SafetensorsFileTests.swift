// SPDX-License-Identifier: Apache-2.0

import Foundation
import LanguageModels
import TestSupport
import Testing

@Suite struct SafetensorsFileTests {
  /// A file with a header, spelled out, and so many bytes of data.
  private static func file(_ header: String, dataCount: Int, length: UInt64? = nil) -> [UInt8] {
    var bytes = LittleEndian()
    bytes.add(length ?? UInt64(header.utf8.count))
    return bytes.bytes + Array(header.utf8) + [UInt8](repeating: 0, count: dataCount)
  }

  private static func tensor(
    _ type: String = "F32", _ shape: String = "[2]", _ places: String = "[0,8]"
  ) -> String {
    #"{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(places)}"#
  }

  private static func one(
    _ type: String = "F32", _ shape: String = "[2]", _ places: String = "[0,8]", dataCount: Int = 8
  ) -> [UInt8] {
    file(#"{"a":\#(tensor(type, shape, places))}"#, dataCount: dataCount)
  }

  private static func two(_ first: String, _ second: String, dataCount: Int) -> [UInt8] {
    file(
      #"{"a":\#(tensor("F32", "[2]", first)),"b":\#(tensor("F32", "[2]", second))}"#,
      dataCount: dataCount)
  }

  static let headerOfOne = one().count - 16
  static let headerOfTwo = two("[0,8]", "[8,16]", dataCount: 0).count - 8

  static let hostile = [
    Refusal("empty", [], "LMD004", at: 0),
    Refusal("seven bytes", [UInt8](repeating: 1, count: 7), "LMD004", at: 0),
    Refusal("a header of 2^60 bytes", file("{}", dataCount: 0, length: 1 << 60), "LMD019", at: 0),
    Refusal("a header of 2^64 - 1 bytes", file("{}", dataCount: 0, length: .max), "LMD019", at: 0),
    Refusal("a header of no byte", file("", dataCount: 8), "LMD019", at: 0),
    Refusal("a header beyond the end", file("{}", dataCount: 0, length: 3), "LMD004", at: 8),
    Refusal("a list", file("[]", dataCount: 0), "LMD019", at: 8),
    Refusal("an open object", file("{\"a\":", dataCount: 0), "LMD019", at: 8),
    Refusal(
      "deep nesting",
      file("{\"a\":" + String(repeating: "[", count: 200_000), dataCount: 0), "LMD019", at: 8),
    Refusal(
      "a name that stands twice",
      file(#"{"a":\#(tensor()),"a":\#(tensor())}"#, dataCount: 8), "LMD019", at: 8),
    Refusal(
      "numbers as metadata", file(#"{"__metadata__":{"a":1}}"#, dataCount: 0), "LMD019", at: 8),
    Refusal("no description", file(#"{"a":1}"#, dataCount: 0), "LMD019", at: 8),
    Refusal("an unknown type", one("F31"), "LMD010", at: 8),
    Refusal("a negative dimension", one("F32", "[-2]"), "LMD009", at: 8 + headerOfOne + 1),
    Refusal("no elements", one("F32", "[0]", "[0,0]", dataCount: 0), "LMD009", at: 8 + headerOfOne),
    Refusal("a fraction", one("F32", "[2.5]"), "LMD009", at: 8 + headerOfOne + 2),
    Refusal("another shape", one("F32", "[3]"), "LMD009", at: 8 + headerOfOne),
    Refusal(
      "2^64 elements", one("F32", "[4294967296,4294967296]"), "LMD009", at: 8 + headerOfOne + 20),
    Refusal("places swapped", one("F32", "[2]", "[8,0]"), "LMD011", at: 8),
    Refusal("a negative place", one("F32", "[2]", "[-8,0]"), "LMD011", at: 8),
    Refusal("a place beyond the end", one("F32", "[2]", "[4,12]"), "LMD011", at: 8),
    Refusal("a place near 2^63", one("F32", "[2]", "[0,9223372036854775807]"), "LMD011", at: 8),
    Refusal("three places", one("F32", "[2]", "[0,8,8]"), "LMD011", at: 8),
    Refusal("an overlap", two("[0,8]", "[4,12]", dataCount: 12), "LMD011", at: 8 + headerOfTwo + 4),
    Refusal("a gap", two("[0,8]", "[9,17]", dataCount: 17), "LMD011", at: 8 + headerOfTwo + 8),
    Refusal("bytes after the data", one(dataCount: 9), "LMD011", at: 8 + headerOfOne + 8),
  ]

  @Test(arguments: hostile) func aHostileFileIsRefused(_ refusal: Refusal) throws {
    try TemporaryFolder.with { folder in
      let path = try folder.write(Data(refusal.bytes), to: "hostile.safetensors")
      let error = try #require(throws: LanguageModelError.self) { try SafetensorsFile(path: path) }
      #expect(error.code == refusal.code, "\(error.message)")
      #expect(
        error.message.contains("hostile.safetensors, byte \(refusal.offset): "), "\(error.message)")
    }
  }

  @Test func theValidTwinOfTheHostileFilesIsRead() throws {
    try TemporaryFolder.with { folder in
      let path = try folder.write(Data(Self.one()), to: "valid.safetensors")
      let file = try SafetensorsFile(path: path)
      #expect(file.entries.map(\.name) == ["a"] && file.entries[0].shape == [2])
      #expect(try file.tensor(file.entries[0]).range == Self.one().count - 8..<Self.one().count)
    }
  }

  @Test func numbersThatATypeCannotHoldAreNotWritten() throws {
    try TemporaryFolder.with { folder in
      try folder.write("old", to: "a.safetensors")
      for (element, value) in [
        (TensorElement.f16, 65_520 as Float), (.f32, .nan), (.bf16, .infinity),
        (.bf16, Float.greatestFiniteMagnitude),
      ] {
        let path = folder.path("a.safetensors")
        let error = try #require(throws: LanguageModelError.self) {
          try SafetensorsWriter(tensors: [
            TensorContent("a", shape: [1], element: element) { () throws(LanguageModelError) in
              [value]
            }
          ]).write(to: path)
        }
        #expect(error.code == "LMD023")
        #expect(try folder.contents() == ["a.safetensors": Data("old".utf8)])
      }
      let error = try #require(throws: LanguageModelError.self) {
        try SafetensorsWriter(tensors: []).write(to: folder.path("none/a.safetensors"))
      }
      #expect(error.code == "LMD022")
    }
  }

  @Test func brainNumbersAreRoundedToTheNearestEven() throws {
    // Between 1 and the next, 1 + 2^-7: the middle goes to the even one, a little more goes up.
    let values: [Float] = [1, 1 + 0x1p-8, 1 + 0x1p-8 + 0x1p-20, 1 + 3 * 0x1p-8, -1 - 0x1p-8]
    try TemporaryFolder.with { folder in
      let path = folder.path("a.safetensors")
      try SafetensorsWriter(tensors: [
        TensorContent("a", shape: [5], element: .bf16) { () throws(LanguageModelError) in values }
      ]).write(to: path)
      let file = try SafetensorsFile(path: path)
      let expected: [Float] = [1, 1, 1 + 0x1p-7, 1 + 0x1p-6, -1]
      #expect(try ModelFixture.numbers(file.tensor(file.entries[0])) == expected)
    }
  }
}
