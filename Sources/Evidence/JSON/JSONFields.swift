// SPDX-License-Identifier: Apache-2.0

/// An object's members by name and type, with messages that say where one is amiss.
public struct JSONFields: Sendable {
  /// The members.
  public let members: [String: JSONValue]
  /// Where the object stands, such as `measures.json: measures[3]`.
  public let path: String

  /// Opens an object.
  public init(_ value: JSONValue, path: String) throws(EvidenceError) {
    guard let members = value.members else {
      throw JSONFields.mismatch(path, "an object")
    }
    self.members = members
    self.path = path
  }

  /// The member, or nil where it is absent or null.
  public func optional(_ key: String) -> JSONValue? {
    guard let value = members[key], value != .null else { return nil }
    return value
  }

  /// The member; absent or null is an error.
  public func value(_ key: String) throws(EvidenceError) -> JSONValue {
    guard let value = optional(key) else {
      throw EvidenceError(
        .unexpectedShape, "\(path) has no '\(key)'.",
        remedy: "Give a document of the schema in docs/schemas.")
    }
    return value
  }

  /// The member as text.
  public func string(_ key: String) throws(EvidenceError) -> String {
    guard let text = try value(key).text else { throw mismatch(key, "text") }
    return text
  }

  /// The member as text, where present.
  public func optionalString(_ key: String) throws(EvidenceError) -> String? {
    optional(key) == nil ? nil : try string(key)
  }

  /// The member as a number, where present.
  public func optionalNumber(_ key: String) throws(EvidenceError) -> Double? {
    guard let value = optional(key) else { return nil }
    guard let number = value.double else { throw mismatch(key, "a number") }
    return number
  }

  /// The member as a whole number of the wanted type, where present.
  public func optionalInteger<Integer: FixedWidthInteger>(
    _ key: String, as type: Integer.Type = Integer.self
  ) throws(EvidenceError) -> Integer? {
    guard let value = optional(key) else { return nil }
    guard case .integer(let whole) = value, let integer = Integer(exactly: whole) else {
      throw mismatch(key, "a whole number")
    }
    return integer
  }

  /// The member as a truth value.
  public func bool(_ key: String) throws(EvidenceError) -> Bool {
    guard case .bool(let flag) = try value(key) else { throw mismatch(key, "true or false") }
    return flag
  }

  /// The member as an array; an absent one is an error.
  public func array(_ key: String) throws(EvidenceError) -> [JSONValue] {
    guard let elements = try value(key).elements else { throw mismatch(key, "an array") }
    return elements
  }

  /// The member as an array of numbers.
  public func numbers(_ key: String) throws(EvidenceError) -> [Double] {
    let numbers = try array(key).map(\.double)
    guard !numbers.contains(nil) else { throw mismatch(key, "an array of numbers") }
    return numbers.compactMap(\.self)
  }

  /// The member as an array of strings.
  public func strings(_ key: String) throws(EvidenceError) -> [String] {
    let texts = try array(key).map(\.text)
    guard !texts.contains(nil) else { throw mismatch(key, "an array of strings") }
    return texts.compactMap(\.self)
  }

  /// The member as an object.
  public func object(_ key: String) throws(EvidenceError) -> JSONFields {
    try JSONFields(value(key), path: "\(path).\(key)")
  }

  /// The member as a table of strings; an absent one is empty.
  public func stringTable(_ key: String) throws(EvidenceError) -> [String: String] {
    guard optional(key) != nil else { return [:] }
    let members = try object(key).members
    let texts = members.compactMapValues(\.text)
    guard texts.count == members.count else { throw mismatch(key, "an object of strings") }
    return texts
  }

  /// The member as an interval, where present: two numbers in order.
  public func optionalInterval(_ key: String) throws(EvidenceError) -> ClosedRange<Double>? {
    guard optional(key) != nil else { return nil }
    let ends = try numbers(key)
    guard ends.count == 2, ends[0] <= ends[1] else {
      throw mismatch(key, "an array of a lower and an upper end")
    }
    return ends[0]...ends[1]
  }

  /// The member as one of a closed set of words.
  public func word<Word: RawRepresentable<String>>(
    _ key: String, as type: Word.Type = Word.self
  ) throws(EvidenceError) -> Word {
    guard let word = Word(rawValue: try string(key)) else { throw mismatch(key, "a known word") }
    return word
  }

  /// Reads every element of an array member.
  public func list<Element>(
    _ key: String, _ read: (JSONValue, String) throws(EvidenceError) -> Element
  ) throws(EvidenceError) -> [Element] {
    var elements: [Element] = []
    for (index, value) in try array(key).enumerated() {
      elements.append(try read(value, "\(path).\(key)[\(index)]"))
    }
    return elements
  }

  /// Requires the document to state this schema.
  public func require(schema: String) throws(EvidenceError) {
    let stated = try string("schema")
    guard stated == schema else {
      throw EvidenceError(
        .unknownSchema, "\(path) states the schema '\(stated)'; '\(schema)' is read here.",
        remedy: "Use the version of the tool that wrote it.")
    }
  }

  /// The error for a member of another type.
  package func mismatch(_ key: String, _ wanted: String) -> EvidenceError {
    JSONFields.mismatch("\(path).\(key)", wanted)
  }

  private static func mismatch(_ path: String, _ wanted: String) -> EvidenceError {
    EvidenceError(
      .unexpectedShape, "\(path) is not \(wanted).",
      remedy: "Give a document of the schema in docs/schemas.")
  }
}
