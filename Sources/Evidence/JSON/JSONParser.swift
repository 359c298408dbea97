// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
  /// Reads one strict JSON document.
  ///
  /// Refused are repeated keys, anything after the value, byte-order marks, malformed UTF-8, lone
  /// surrogates, whole numbers beyond 64 bits, numbers that overflow a double, and nesting deeper
  /// than 128. A number with a fraction or exponent, and `-0`, becomes `.number`.
  ///
  /// - Parameters:
  ///   - bytes: The document.
  ///   - name: What the document is called in messages, such as a file's path.
  /// - Throws: `malformedJSON` with the offset of the byte that could not be read.
  public init(parsing bytes: [UInt8], name: String = "document") throws(EvidenceError) {
    var parser = JSONParser(bytes: bytes, name: name)
    self = try parser.document()
  }

  /// Reads one strict JSON document whose tables of strangers' spellings keep order and bytes.
  ///
  /// An object's keys are Swift strings, which compare by canonical equivalence; a vocabulary may
  /// hold an accent both composed and decomposed. Such objects are read as lists of pairs.
  ///
  /// - Parameters:
  ///   - bytes: The document.
  ///   - name: What the document is called in messages, such as a file's path.
  ///   - pairsOf: The names of members whose value, where it is an object, becomes an array of
  ///     arrays of a name and a value, in the order of the document; names may stand twice.
  /// - Throws: `malformedJSON` with the offset of the byte that could not be read.
  package init(
    parsing bytes: [UInt8], name: String, pairsOf: Set<String>
  ) throws(EvidenceError) {
    var parser = JSONParser(bytes: bytes, name: name)
    parser.pairsOf = pairsOf
    self = try parser.document()
  }

  /// Reads one strict JSON document from a string.
  public init(parsing text: String, name: String = "document") throws(EvidenceError) {
    try self.init(parsing: Array(text.utf8), name: name)
  }
}

/// A recursive-descent reader over bytes (RFC 8259).
struct JSONParser {
  /// The deepest nesting that is read.
  static let depthLimit = 128

  let bytes: [UInt8]
  let name: String
  /// The names of members whose objects are read as lists of pairs.
  var pairsOf: Set<String> = []
  var offset = 0

  init(bytes: [UInt8], name: String) {
    self.bytes = bytes
    self.name = name
  }

  /// The byte to be read next; nil at the end.
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func failure(_ problem: String, at position: Int? = nil) -> EvidenceError {
    EvidenceError(
      .malformedJSON, "\(name), byte \(position ?? offset): \(problem).",
      remedy: "Give one strict JSON document in UTF-8.")
  }

  mutating func document() throws(EvidenceError) -> JSONValue {
    skipSpace()
    let value = try value(depth: 0)
    skipSpace()
    guard next == nil else { throw failure("something follows the document") }
    return value
  }

  private mutating func value(depth: Int) throws(EvidenceError) -> JSONValue {
    guard depth <= JSONParser.depthLimit else {
      throw failure("nesting is deeper than \(JSONParser.depthLimit)")
    }
    guard let byte = next else {
      throw failure("the document ends where a value should stand")
    }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw failure("no value starts like this")
    }
  }

  private mutating func object(depth: Int) throws(EvidenceError) -> JSONValue {
    offset += 1
    var members: [String: JSONValue] = [:]
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipSpace()
      let start = offset
      guard next == UInt8(ascii: "\"") else { throw failure("a member's name should stand here") }
      let key = try string()
      guard members[key] == nil else { throw failure("this name stands twice", at: start) }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw failure("a colon should stand here") }
      skipSpace()
      let isList = next == UInt8(ascii: "{") && pairsOf.contains(key)
      members[key] = isList ? try pairs(depth: depth + 1) : try value(depth: depth + 1)
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw failure("a comma or '}' should stand here") }
    }
  }

  /// Reads an object as an array of arrays of a name and a value.
  private mutating func pairs(depth: Int) throws(EvidenceError) -> JSONValue {
    guard depth <= JSONParser.depthLimit else {
      throw failure("nesting is deeper than \(JSONParser.depthLimit)")
    }
    offset += 1
    var pairs: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .array(pairs) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw failure("a member's name should stand here") }
      let key = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw failure("a colon should stand here") }
      skipSpace()
      pairs.append(.array([.string(key), try value(depth: depth + 1)]))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .array(pairs) }
      guard take(UInt8(ascii: ",")) else { throw failure("a comma or '}' should stand here") }
    }
  }

  private mutating func array(depth: Int) throws(EvidenceError) -> JSONValue {
    offset += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      skipSpace()
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw failure("a comma or ']' should stand here") }
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(EvidenceError) -> JSONValue
  {
    guard bytes[offset...].starts(with: word.utf8) else {
      throw failure("no value starts like this")
    }
    offset += word.utf8.count
    return value
  }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      offset += 1
    }
  }

  /// Moves past this byte where it comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    offset += 1
    return true
  }
}
