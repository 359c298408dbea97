// SPDX-License-Identifier: Apache-2.0

extension GGUFValue {
  /// Reads a type and a value of it.
  ///
  /// - Throws: `LMD004` beyond the end, `LMD006` for text that is no UTF-8, `LMD008` for a type that
  ///   does not exist, a truth value that is neither 0 nor 1, and arrays nested too deep.
  init(reading reader: inout ByteReader) throws(LanguageModelError) {
    let start = reader.offset
    let type: UInt32 = try reader.integer("the type of a value")
    switch type {
    case 0: self = .uint8(try reader.integer("a value"))
    case 1: self = .int8(try reader.integer("a value"))
    case 2: self = .uint16(try reader.integer("a value"))
    case 3: self = .int16(try reader.integer("a value"))
    case 4: self = .uint32(try reader.integer("a value"))
    case 5: self = .int32(try reader.integer("a value"))
    case 6: self = .float32(Float(bitPattern: try reader.integer("a value")))
    case 7: self = .bool(try GGUFValue.flag(&reader))
    case 8: self = .string(try reader.text("a value"))
    case 9: self = .array(try GGUFArray(reading: &reader, depth: 1))
    case 10: self = .uint64(try reader.integer("a value"))
    case 11: self = .int64(try reader.integer("a value"))
    case 12: self = .float64(Double(bitPattern: try reader.integer("a value")))
    default: throw GGUFValue.unknownType(type, reader, at: start)
    }
  }

  private static func flag(_ reader: inout ByteReader) throws(LanguageModelError) -> Bool {
    let start = reader.offset
    let byte: UInt8 = try reader.integer("a value")
    guard byte <= 1 else {
      throw reader.failure("LMD008", at: start, "a truth value is \(byte), neither 0 nor 1")
    }
    return byte == 1
  }

  /// The error for a type that does not exist.
  static func unknownType(
    _ type: UInt32, _ reader: ByteReader, at offset: Int
  ) -> LanguageModelError {
    reader.failure("LMD008", at: offset, "there is no type of values with the number \(type)")
  }
}

extension GGUFArray {
  /// How deep arrays may lie in each other; no known writer nests them at all.
  static let depthLimit = 4

  /// Reads the type of the elements, their count and the elements.
  init(reading reader: inout ByteReader, depth: Int) throws(LanguageModelError) {
    let start = reader.offset
    guard depth <= GGUFArray.depthLimit else {
      throw reader.failure(
        "LMD008", at: start, "arrays are nested deeper than \(GGUFArray.depthLimit)")
    }
    let type: UInt32 = try reader.integer("the type of elements")
    guard let minimum = GGUFArray.minimumBytes(of: type) else {
      throw GGUFValue.unknownType(type, reader, at: start)
    }
    let count = try reader.count(of: "elements", minimum: minimum)
    switch type {
    case 0: self = .uint8(try reader.numbers(count, as: UInt8.self))
    case 1: self = .int8(try reader.numbers(count, as: Int8.self))
    case 2: self = .uint16(try reader.numbers(count, as: UInt16.self))
    case 3: self = .int16(try reader.numbers(count, as: Int16.self))
    case 4: self = .uint32(try reader.numbers(count, as: UInt32.self))
    case 5: self = .int32(try reader.numbers(count, as: Int32.self))
    case 6: self = .float32(try reader.numbers(count, as: Float.self))
    case 7: self = .bool(try GGUFArray.flags(count, &reader))
    case 8: self = .string(try GGUFArray.strings(count, &reader))
    case 9: self = .array(try GGUFArray.arrays(count, &reader, depth: depth))
    case 10: self = .uint64(try reader.numbers(count, as: UInt64.self))
    case 11: self = .int64(try reader.numbers(count, as: Int64.self))
    default: self = .float64(try reader.numbers(count, as: Double.self))
    }
  }

  /// The fewest bytes of an element of a type; nil for a type that does not exist.
  private static func minimumBytes(of type: UInt32) -> Int? {
    switch type {
    case 0, 1, 7: 1
    case 2, 3: 2
    case 4, 5, 6: 4
    case 8, 10, 11, 12: 8
    case 9: 12
    default: nil
    }
  }

  private static func flags(
    _ count: Int, _ reader: inout ByteReader
  ) throws(LanguageModelError) -> [Bool] {
    let start = reader.offset
    let bytes = try reader.numbers(count, as: UInt8.self)
    if let index = bytes.firstIndex(where: { $0 > 1 }) {
      throw reader.failure(
        "LMD008", at: start + index, "a truth value is \(bytes[index]), neither 0 nor 1")
    }
    return bytes.map { $0 == 1 }
  }

  private static func strings(
    _ count: Int, _ reader: inout ByteReader
  ) throws(LanguageModelError) -> [String] {
    var strings: [String] = []
    strings.reserveCapacity(count)
    for _ in 0..<count { strings.append(try reader.text("an element")) }
    return strings
  }

  private static func arrays(
    _ count: Int, _ reader: inout ByteReader, depth: Int
  ) throws(LanguageModelError) -> [GGUFArray] {
    var arrays: [GGUFArray] = []
    arrays.reserveCapacity(count)
    for _ in 0..<count { arrays.append(try GGUFArray(reading: &reader, depth: depth + 1)) }
    return arrays
  }
}
