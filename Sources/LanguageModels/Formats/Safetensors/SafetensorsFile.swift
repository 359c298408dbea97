// SPDX-License-Identifier: Apache-2.0

import Evidence

/// A safetensors file: a JSON header, then the tensors' bytes without gaps.
///
/// Layout: the header's length as 8 little-endian bytes; the header, one JSON object from a tensor's
/// name to its type, shape and place, with a table of strings under `__metadata__`; the data. The
/// safetensors project documents the format in its README, section "Format".
package struct SafetensorsFile: Sendable {
  /// One tensor as the header describes it.
  package struct Entry: Equatable, Sendable {
    /// The name.
    package let name: String
    /// The type of the numbers as the file spells it, such as `BF16` or `I64`.
    package let type: String
    /// The shape, outermost dimension first; empty for a single number.
    package let shape: [Int]
    /// Where the bytes stand in the file.
    package let range: Range<Int>
  }

  /// The longest header that is read; a language model of a thousand tensors has a tenth of it.
  package static let headerLimit = 4 << 20

  /// The file's bytes.
  package let file: MappedFile
  /// The strings under `__metadata__`.
  package let metadata: [String: String]
  /// The tensors in the order of their places.
  package let entries: [Entry]

  /// Maps and reads a file.
  ///
  /// - Throws: `LMD001`, `LMD002`, and what `init(_:)` throws.
  package init(path: String) throws(LanguageModelError) {
    try self.init(MappedFile(path))
  }

  /// Reads a mapped file's header.
  ///
  /// - Throws: `LMD004` for a file that ends early, `LMD009` for a shape that does not match its
  ///   bytes, `LMD010` for a type of unknown size, `LMD011` for places that overlap, leave a gap or
  ///   lie beyond the end, `LMD019` for a header that is too long or not of the format.
  package init(_ file: MappedFile) throws(LanguageModelError) {
    self.file = file
    var reader = ByteReader(file)
    let length: UInt64 = try reader.integer("the header's length")
    guard length >= 2, length <= UInt64(SafetensorsFile.headerLimit) else {
      throw reader.failure("LMD019", at: 0, "the header cannot be \(length) bytes long")
    }
    let range = try reader.take(length, "the header")
    let members = try SafetensorsFile.members(reader, range)
    var entries: [Entry] = []
    entries.reserveCapacity(members.count)
    // In a fixed order, so that of several faults always the same one is told.
    for name in members.keys.sorted() where name != "__metadata__" {
      guard let value = members[name] else { continue }
      entries.append(try SafetensorsFile.entry(name, value, reader))
    }
    self.entries = entries.sorted {
      ($0.range.lowerBound, $0.range.upperBound, $0.name)
        < ($1.range.lowerBound, $1.range.upperBound, $1.name)
    }
    metadata = try SafetensorsFile.strings(members["__metadata__"], reader)
    try SafetensorsFile.requireFilled(self.entries, reader)
  }

  /// Returns a tensor of numbers that a model can be made of.
  ///
  /// - Throws: `LMD010` for a type other than F32, F16 and BF16.
  package func tensor(_ entry: Entry) throws(LanguageModelError) -> WeightTensor {
    guard let element = TensorElement(rawValue: entry.type), element.blockCount == 1 else {
      throw LanguageModelError.malformed(
        "LMD010", file.path, at: entry.range.lowerBound,
        "the tensor \(entry.name.shown) is of type \(entry.type.shown)",
        remedy: "Use a file of F32, F16 or BF16.")
    }
    return WeightTensor(
      name: entry.name, shape: entry.shape, element: element, file: file, range: entry.range)
  }

  private static func members(
    _ reader: ByteReader, _ range: Range<Int>
  ) throws(LanguageModelError) -> [String: JSONValue] {
    let bytes = Array(reader.file.bytes[range])
    guard bytes.first == UInt8(ascii: "{") else {
      throw reader.failure("LMD019", at: 8, "the header does not begin with '{'")
    }
    do {
      return try JSONValue(parsing: bytes, name: "header").members ?? [:]
    } catch {
      throw LanguageModelError(
        "LMD019", .badData, "\(reader.file.path), byte 8: the header is not strict JSON.",
        remedy: "Download or copy the file again.", cause: error.message)
    }
  }

  private static func strings(
    _ value: JSONValue?, _ reader: ByteReader
  ) throws(LanguageModelError) -> [String: String] {
    guard let value else { return [:] }
    let strings = value.members?.compactMapValues(\.text)
    guard let strings, strings.count == value.members?.count else {
      throw reader.failure("LMD019", at: 8, "the metadata are no table of strings")
    }
    return strings
  }

  private static func entry(
    _ name: String, _ value: JSONValue, _ reader: ByteReader
  ) throws(LanguageModelError) -> Entry {
    guard let members = value.members, members.count == 3, let type = members["dtype"]?.text,
      let shape = members["shape"]?.elements?.map({ $0.wholeNumber ?? -1 }),
      let places = members["data_offsets"]?.elements?.map({ $0.wholeNumber ?? -1 })
    else {
      throw reader.failure(
        "LMD019", at: 8, "the tensor \(name.shown) is not described by type, shape and place")
    }
    guard let size = byteCount(of: type) else {
      throw reader.failure(
        "LMD010", at: 8, "the tensor \(name.shown) is of the unknown type \(type.shown)")
    }
    guard places.count == 2, places[0] >= 0, places[0] <= places[1], places[1] <= reader.remaining
    else {
      throw reader.failure(
        "LMD011", at: 8, "the tensor \(name.shown) would lie outside the file: \(places)")
    }
    guard shape.allSatisfy({ $0 > 0 }), elementCount(shape + [size]) == places[1] - places[0] else {
      throw reader.failure(
        "LMD009", at: reader.offset + places[0],
        "the tensor \(name.shown) of type \(type) and shape \(shape) does not match its bytes")
    }
    return Entry(
      name: name, type: type, shape: shape,
      range: reader.offset + places[0]..<reader.offset + places[1])
  }

  /// Requires the tensors to fill the data without gap or overlap.
  private static func requireFilled(
    _ entries: [Entry], _ reader: ByteReader
  ) throws(LanguageModelError) {
    var end = reader.offset
    for entry in entries {
      guard entry.range.lowerBound == end else {
        throw reader.failure(
          "LMD011", at: min(end, entry.range.lowerBound),
          "before the tensor \(entry.name.shown) there is an overlap or a gap")
      }
      end = entry.range.upperBound
    }
    guard end == reader.file.count else {
      throw reader.failure("LMD011", at: end, "bytes follow that belong to no tensor")
    }
  }

  /// The bytes of one number of a type; nil for a type whose size is not known here.
  private static func byteCount(of type: String) -> Int? {
    switch type {
    case "BOOL", "U8", "I8", "F8_E4M3", "F8_E5M2": 1
    case "F16", "BF16", "I16", "U16": 2
    case "F32", "I32", "U32": 4
    case "F64", "I64", "U64": 8
    default: nil
    }
  }
}
