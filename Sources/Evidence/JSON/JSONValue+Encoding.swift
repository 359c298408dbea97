// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
  /// The one byte string that digests of this value are computed over.
  ///
  /// UTF-8, no white space, members sorted by the bytes of their keys, the shortest decimal that
  /// reads back as the same double, and no escapes but those that JSON demands.
  ///
  /// - Returns: The bytes, without a final newline.
  /// - Throws: `notRepresentable`, naming the member, for numbers that JSON cannot hold.
  public func canonicalBytes() throws(EvidenceError) -> [UInt8] {
    try requireRepresentable()
    var writer = JSONWriter(columns: nil)
    writer.write(self, indent: 0)
    return writer.bytes
  }

  /// The same document laid out for people: as deterministic, one short value a line.
  ///
  /// Arrays of scalars and whatever fits 100 columns stand on one line.
  ///
  /// - Returns: The bytes, with a final newline.
  /// - Throws: `notRepresentable`, naming the member, for numbers that JSON cannot hold.
  public func readableBytes() throws(EvidenceError) -> [UInt8] {
    try requireRepresentable()
    var writer = JSONWriter(columns: 100)
    writer.write(self, indent: 0)
    return writer.bytes + [UInt8(ascii: "\n")]
  }

  private func requireRepresentable() throws(EvidenceError) {
    guard let path = unrepresentablePath else { return }
    throw EvidenceError(
      .notRepresentable, "The number at '\(path)' is infinite, not a number, or beyond 64 bits.",
      remedy: "Record it as missing, with a reason.")
  }

  /// Where the first number stands that JSON cannot hold; nil where all can be written.
  private var unrepresentablePath: String? {
    switch self {
    case .number(let value):
      return value.isFinite ? nil : ""
    case .integer(let value):
      return JSONValue.wholeNumbers.contains(value) ? nil : ""
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        if let rest = element.unrepresentablePath { return "[\(index)]" + rest }
      }
      return nil
    case .object(let members):
      for key in JSONWriter.sortedKeys(of: members) {
        if let rest = members[key]?.unrepresentablePath { return ".\(key)" + rest }
      }
      return nil
    case .null, .bool, .string:
      return nil
    }
  }

  /// The whole numbers that documents may hold.
  static let wholeNumbers = Int128(Int64.min)...Int128(UInt64.max)
}

/// Writes values that were found representable.
private struct JSONWriter {
  /// What was written so far.
  var bytes: [UInt8] = []
  /// The width to which containers stay on one line; nil for no white space at all.
  let columns: Int?

  init(columns: Int?) {
    self.columns = columns
  }

  static func sortedKeys(of members: [String: JSONValue]) -> [String] {
    members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  mutating func write(_ value: JSONValue, indent: Int) {
    switch value {
    case .null: write("null")
    case .bool(let flag): write(flag ? "true" : "false")
    case .integer(let number): write(String(number))
    case .number(let number): write(number.description)
    case .string(let text): quote(text)
    case .array(let elements):
      container("[", "]", breaks: breaks(value, indent), indent, elements) {
        $0.write($1, indent: $2)
      }
    case .object(let members):
      let keys = JSONWriter.sortedKeys(of: members)
      container("{", "}", breaks: breaks(value, indent), indent, keys) { writer, key, indent in
        writer.quote(key)
        writer.write(writer.columns == nil ? ":" : ": ")
        writer.write(members[key] ?? .null, indent: indent)
      }
    }
  }

  private mutating func container<Element>(
    _ opening: String, _ closing: String, breaks: Bool, _ indent: Int, _ elements: [Element],
    _ writeElement: (inout JSONWriter, Element, Int) -> Void
  ) {
    write(opening)
    for (index, element) in elements.enumerated() {
      if index > 0 { write(columns == nil || breaks ? "," : ", ") }
      if breaks { newLine(indent + 2) }
      writeElement(&self, element, indent + 2)
    }
    if breaks { newLine(indent) }
    write(closing)
  }

  /// Whether a container's elements go on lines of their own.
  private func breaks(_ value: JSONValue, _ indent: Int) -> Bool {
    guard let columns else { return false }
    if case .array(let elements) = value, elements.allSatisfy(\.isScalar) { return false }
    return !value.fits(in: columns - indent)
  }

  private mutating func newLine(_ indent: Int) {
    write("\n" + String(repeating: " ", count: indent))
  }

  private mutating func write(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func quote(_ text: String) {
    write("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): write("\\\"")
      case UInt8(ascii: "\\"): write("\\\\")
      case 0x08: write("\\b")
      case 0x09: write("\\t")
      case 0x0A: write("\\n")
      case 0x0C: write("\\f")
      case 0x0D: write("\\r")
      case 0..<0x20: write((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    write("\"")
  }
}

extension JSONValue {
  fileprivate var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  /// Whether the value, on one line, takes at most `columns` bytes; escapes count as one.
  fileprivate func fits(in columns: Int) -> Bool {
    var left = columns
    spend(&left)
    return left >= 0
  }

  private func spend(_ left: inout Int) {
    guard left >= 0 else { return }
    switch self {
    case .null, .bool: left -= 5
    case .integer(let value): left -= String(value).utf8.count
    case .number(let value): left -= value.description.utf8.count
    case .string(let text): left -= text.utf8.count + 2
    case .array(let elements):
      left -= 2
      for element in elements where left >= 0 {
        left -= 2
        element.spend(&left)
      }
    case .object(let members):
      left -= 2
      for key in JSONWriter.sortedKeys(of: members) where left >= 0 {
        left -= key.utf8.count + 6
        members[key]?.spend(&left)
      }
    }
  }
}
