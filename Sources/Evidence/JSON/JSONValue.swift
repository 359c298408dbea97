// SPDX-License-Identifier: Apache-2.0

/// A JSON document as a value; integers and floating-point numbers stay apart.
///
/// Strings compare as Swift strings do, by canonical equivalence, so an object cannot hold two keys
/// that differ in Unicode normalization alone.
public enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  /// A whole number in Int64.min...UInt64.max, written without a fraction.
  case integer(Int128)
  /// A finite number, written with a fraction or an exponent.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// Wraps a whole number of any width up to 64 bits.
  public static func int(_ value: some FixedWidthInteger) -> JSONValue {
    .integer(Int128(value))
  }

  /// Wraps an optional number; nil becomes `null`.
  public static func number(orNull value: Double?) -> JSONValue {
    value.map(JSONValue.number) ?? .null
  }

  /// Wraps a table of strings.
  public static func strings(_ table: [String: String]) -> JSONValue {
    .object(table.mapValues(JSONValue.string))
  }

  /// The member with this key, where this is an object that has it.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  /// The text, where this is a string.
  public var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The number, where this is one of either kind.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The whole number, where this is one that fits.
  public var wholeNumber: Int? {
    guard case .integer(let value) = self else { return nil }
    return Int(exactly: value)
  }

  /// The elements, where this is an array.
  public var elements: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members, where this is an object.
  public var members: [String: JSONValue]? {
    guard case .object(let members) = self else { return nil }
    return members
  }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Creates `null`.
  public init(nilLiteral: ()) { self = .null }
  /// Creates a truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Creates a whole number.
  public init(integerLiteral value: Int64) { self = .int(value) }
  /// Creates a floating-point number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// Creates a string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Creates an array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Creates an object; a repeated key is a programmer's mistake.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(uniqueKeysWithValues: elements))
  }
}
