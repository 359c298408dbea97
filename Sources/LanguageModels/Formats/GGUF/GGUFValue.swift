// SPDX-License-Identifier: Apache-2.0

/// A value in the metadata of a GGUF file; the type is kept as the file states it.
package enum GGUFValue: Equatable, Sendable {
  case uint8(UInt8)
  case int8(Int8)
  case uint16(UInt16)
  case int16(Int16)
  case uint32(UInt32)
  case int32(Int32)
  case float32(Float)
  case bool(Bool)
  case string(String)
  case array(GGUFArray)
  case uint64(UInt64)
  case int64(Int64)
  case float64(Double)

  /// The number of the type in a file.
  package var typeCode: UInt32 {
    switch self {
    case .uint8: 0
    case .int8: 1
    case .uint16: 2
    case .int16: 3
    case .uint32: 4
    case .int32: 5
    case .float32: 6
    case .bool: 7
    case .string: 8
    case .array: 9
    case .uint64: 10
    case .int64: 11
    case .float64: 12
    }
  }

  /// The whole number, where this is one that fits.
  package var wholeNumber: Int? {
    switch self {
    case .uint8(let value): Int(value)
    case .int8(let value): Int(value)
    case .uint16(let value): Int(value)
    case .int16(let value): Int(value)
    case .uint32(let value): Int(value)
    case .int32(let value): Int(value)
    case .uint64(let value): Int(exactly: value)
    case .int64(let value): Int(value)
    default: nil
    }
  }

  /// The number, where this is one of any kind.
  package var number: Double? {
    switch self {
    case .float32(let value): Double(value)
    case .float64(let value): value
    case .uint64(let value): Double(value)
    default: wholeNumber.map(Double.init)
    }
  }

  /// The value as `model inspect` shows it; arrays by their count alone.
  package var description: String {
    switch self {
    case .string(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .array(let array): "\(array.count) \(array.typeName)"
    case .float32(let value): value.description
    case .float64(let value): value.description
    case .uint64(let value): String(value)
    default: wholeNumber.map(String.init) ?? ""
    }
  }
}

/// An array in the metadata of a GGUF file; all elements have one type.
package enum GGUFArray: Equatable, Sendable {
  case uint8([UInt8])
  case int8([Int8])
  case uint16([UInt16])
  case int16([Int16])
  case uint32([UInt32])
  case int32([Int32])
  case float32([Float])
  case bool([Bool])
  case string([String])
  case array([GGUFArray])
  case uint64([UInt64])
  case int64([Int64])
  case float64([Double])

  /// The number of elements.
  package var count: Int {
    switch self {
    case .uint8(let elements): elements.count
    case .int8(let elements): elements.count
    case .uint16(let elements): elements.count
    case .int16(let elements): elements.count
    case .uint32(let elements): elements.count
    case .int32(let elements): elements.count
    case .float32(let elements): elements.count
    case .bool(let elements): elements.count
    case .string(let elements): elements.count
    case .array(let elements): elements.count
    case .uint64(let elements): elements.count
    case .int64(let elements): elements.count
    case .float64(let elements): elements.count
    }
  }

  /// What the elements are, in the plural.
  package var typeName: String {
    switch self {
    case .uint8, .int8, .uint16, .int16, .uint32, .int32, .uint64, .int64: "whole numbers"
    case .float32, .float64: "numbers"
    case .bool: "truth values"
    case .string: "strings"
    case .array: "arrays"
    }
  }

  /// The elements, where they are strings.
  package var strings: [String]? {
    guard case .string(let elements) = self else { return nil }
    return elements
  }

  /// The elements, where they are whole numbers that fit.
  package var wholeNumbers: [Int]? {
    switch self {
    case .uint8(let elements): return elements.map(Int.init)
    case .int8(let elements): return elements.map(Int.init)
    case .uint16(let elements): return elements.map(Int.init)
    case .int16(let elements): return elements.map(Int.init)
    case .uint32(let elements): return elements.map(Int.init)
    case .int32(let elements): return elements.map(Int.init)
    case .int64(let elements): return elements.map(Int.init)
    case .uint64(let elements):
      let numbers = elements.compactMap(Int.init(exactly:))
      return numbers.count == elements.count ? numbers : nil
    default: return nil
    }
  }

  /// The elements as single-precision numbers, where they are numbers of any kind.
  package var floats: [Float]? {
    switch self {
    case .float32(let elements): elements
    case .float64(let elements): elements.map(Float.init)
    case .uint64(let elements): elements.map(Float.init)
    default: wholeNumbers?.map(Float.init)
    }
  }
}
