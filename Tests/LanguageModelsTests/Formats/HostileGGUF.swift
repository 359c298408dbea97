// SPDX-License-Identifier: Apache-2.0

/// GGUF files that lie.
///
/// The header's 24 bytes: magic, version, counts of tensors and of entries.
enum HostileGGUF {
  static func file(
    magic: String = "GGUF", version: UInt32 = 3, tensors: UInt64 = 0, entries: UInt64 = 0,
    _ body: (inout LittleEndian) -> Void
  ) -> [UInt8] {
    var bytes = LittleEndian(bytes: Array(magic.utf8))
    bytes.add(version)
    bytes.add(tensors)
    bytes.add(entries)
    body(&bytes)
    return bytes.bytes
  }

  /// A file with one entry `k`, whose type stands at byte 33 and whose value begins at 37.
  static func entry(_ type: UInt32, _ value: (inout LittleEndian) -> Void) -> [UInt8] {
    file(entries: 1) { bytes in
      bytes.add("k")
      bytes.add(type)
      value(&bytes)
      bytes.bytes += [UInt8](repeating: 0, count: 16)
    }
  }

  /// A file with one tensor `t`: count of dimensions at byte 33, dimensions from 37, then type and
  /// place.
  static func tensor(
    _ dimensions: [UInt64], type: UInt32 = 0, place: UInt64 = 0, count: UInt32? = nil
  ) -> [UInt8] {
    file(tensors: 1) { bytes in
      bytes.add("t")
      bytes.add(count ?? UInt32(dimensions.count))
      for dimension in dimensions { bytes.add(dimension) }
      bytes.add(type)
      bytes.add(place)
      bytes.bytes += [UInt8](repeating: 0, count: 256)
    }
  }

  /// Tensors of 32 and 16 bytes; descriptions at 24 and 65, places stated at 57 and 90, data from
  /// 128.
  static func twoTensors(names: [String] = ["a", "b"], places: [UInt64]) -> [UInt8] {
    var bytes = file(tensors: 2) { bytes in
      for (index, dimensions) in [[4, 2] as [UInt64], [4]].enumerated() {
        bytes.add(names[index])
        bytes.add(UInt32(dimensions.count))
        for dimension in dimensions { bytes.add(dimension) }
        bytes.add(UInt32(0))
        bytes.add(places[index])
      }
    }
    bytes += [UInt8](repeating: 0, count: 128 - bytes.count + 48)
    return bytes
  }

  static let headers = [
    Refusal("empty", [], "LMD004", at: 0),
    Refusal("shorter than the magic", Array("GGU".utf8), "LMD004", at: 0),
    Refusal("magic alone", Array("GGUF".utf8), "LMD004", at: 4),
    Refusal("another magic", file(magic: "GGML") { _ in }, "LMD003", at: 0),
    Refusal("swapped magic", file(magic: "FUGG") { _ in }, "LMD005", at: 0),
    Refusal("big-endian version", file(version: 3 << 24) { _ in }, "LMD005", at: 4),
    Refusal("version 0", file(version: 0) { _ in }, "LMD005", at: 4),
    Refusal("version 1", file(version: 1) { _ in }, "LMD005", at: 4),
    Refusal("version 4", file(version: 4) { _ in }, "LMD005", at: 4),
    Refusal("2^60 tensors", file(tensors: 1 << 60) { _ in }, "LMD004", at: 8),
    Refusal("2^64 - 1 tensors", file(tensors: .max) { _ in }, "LMD004", at: 8),
    Refusal("2^60 entries", file(entries: 1 << 60) { _ in }, "LMD004", at: 16),
    Refusal("2^64 - 1 entries", file(entries: .max) { _ in }, "LMD004", at: 16),
    Refusal("one entry and no byte", file(entries: 1) { _ in }, "LMD004", at: 16),
  ]

  static let values = [
    Refusal("a key of 2^60 bytes", key(length: 1 << 60), "LMD004", at: 32),
    Refusal("a key of 2^64 - 1 bytes", key(length: .max), "LMD004", at: 32),
    Refusal("an empty key", key(length: 0), "LMD006", at: 24),
    Refusal("a key that is not UTF-8", key(length: 2, [0xC3, 0x28]), "LMD006", at: 32),
    Refusal("a type 13", entry(13) { _ in }, "LMD008", at: 33),
    Refusal("a truth value of 2", entry(7) { $0.add(UInt8(2)) }, "LMD008", at: 37),
    Refusal("a string of 2^62 bytes", entry(8) { $0.add(UInt64(1 << 62)) }, "LMD004", at: 45),
    Refusal(
      "a string that is not UTF-8",
      entry(8) {
        $0.add(UInt64(1))
        $0.add(UInt8(0xFF))
      }, "LMD006", at: 45),
    Refusal("an array of type 99", array(99, count: 1), "LMD008", at: 37),
    Refusal("2^60 strings", array(8, count: 1 << 60), "LMD004", at: 41),
    Refusal("2^64 - 1 bytes", array(0, count: .max), "LMD004", at: 41),
    Refusal("2^61 numbers of 8 bytes", array(12, count: 1 << 61), "LMD004", at: 41),
    Refusal("2^60 arrays", array(9, count: 1 << 60), "LMD004", at: 41),
    // The fifth array begins after four headers of 12 bytes.
    Refusal("arrays in arrays", nested(5), "LMD008", at: 37 + 4 * 12),
    Refusal("arrays without end", nested(1_000), "LMD008", at: 37 + 4 * 12),
    Refusal(
      "an array of truth values",
      entry(9) {
        $0.add(UInt32(7))
        $0.add(UInt64(3))
        $0.bytes += [1, 0, 9]
      }, "LMD008", at: 51),
    Refusal(
      "a key that stands twice",
      file(entries: 2) { bytes in
        for _ in 0..<2 {
          bytes.add("k")
          bytes.add(UInt32(0))
          bytes.add(UInt8(1))
        }
      }, "LMD007", at: 38),
  ]

  static let tensors = [
    Refusal("no dimension", tensor([1], count: 0), "LMD009", at: 33),
    Refusal("five dimensions", tensor([1, 1, 1, 1, 1]), "LMD009", at: 33),
    Refusal("2^32 - 1 dimensions", tensor([1], count: .max), "LMD009", at: 33),
    Refusal("no elements", tensor([4, 0]), "LMD009", at: 45),
    Refusal("2^63 elements", tensor([1 << 63]), "LMD009", at: 37),
    Refusal("2^64 elements", tensor([1 << 32, 1 << 32]), "LMD009", at: 33),
    Refusal("2^64 bytes", tensor([1 << 62]), "LMD009", at: 33),
    Refusal("a row of half a block", tensor([48], type: 8), "LMD009", at: 33),
    Refusal("Q2_K", tensor([256], type: 10), "LMD010", at: 45),
    Refusal("a type that was removed", tensor([32], type: 4), "LMD010", at: 45),
    Refusal("a type 2^32 - 1", tensor([32], type: .max), "LMD010", at: 45),
    Refusal("a place between multiples", tensor([4], place: 16), "LMD011", at: 49),
    Refusal("a place beyond the end", tensor([4], place: 1 << 20), "LMD011", at: 49),
    Refusal("a place near 2^64", tensor([4], place: 0 &- 32), "LMD011", at: 49),
    Refusal("data beyond the end", tensor([1 << 20]), "LMD011", at: 49),
    Refusal("2^60 bytes of data", tensor([1 << 58]), "LMD011", at: 49),
    Refusal("one name twice", twoTensors(names: ["a", "a"], places: [0, 32]), "LMD007", at: 65),
    Refusal("one place twice", twoTensors(places: [0, 0]), "LMD011", at: 90),
    Refusal("a first tensor beyond the end", twoTensors(places: [32, 0]), "LMD011", at: 57),
    Refusal("no data at all", Array(twoTensors(places: [0, 32]).prefix(98)), "LMD004", at: 98),
    Refusal("a cut description", Array(twoTensors(places: [0, 32]).prefix(95)), "LMD004", at: 90),
  ]

  private static func key(length: UInt64, _ text: [UInt8] = []) -> [UInt8] {
    file(entries: 1) { bytes in
      bytes.add(length)
      bytes.bytes += text + [UInt8](repeating: 0, count: 16)
    }
  }

  private static func array(_ type: UInt32, count: UInt64) -> [UInt8] {
    entry(9) { bytes in
      bytes.add(type)
      bytes.add(count)
    }
  }

  private static func nested(_ depth: Int) -> [UInt8] {
    entry(9) { bytes in
      for _ in 0..<depth {
        bytes.add(UInt32(9))
        bytes.add(UInt64(1))
      }
    }
  }
}
