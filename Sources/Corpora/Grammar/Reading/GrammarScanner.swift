// SPDX-License-Identifier: Apache-2.0

/// A cursor over the bytes of one line of a grammar.
struct GrammarScanner {
  /// What is wrong with the line.
  struct Failure: Error {
    let column: Int
    let reason: String
    let remedy: String
  }

  let bytes: [UInt8]
  var place: Int
  /// The end without trailing blanks.
  let end: Int

  init(_ bytes: [UInt8], from start: Int = 0) {
    self.bytes = bytes
    place = start
    var last = bytes.count
    while last > start, GrammarScanner.isBlank(bytes[last - 1]) { last -= 1 }
    end = last
  }

  var isAtEnd: Bool { place >= end }

  /// The column of the cursor, from 1, in Unicode scalars.
  var column: Int { column(of: place) }

  func column(of place: Int) -> Int {
    1 + bytes[..<place].count { $0 & 0xc0 != 0x80 }
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Whether the text at the cursor begins with a literal.
  func isAt(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard place + length <= end else { return false }
    return (0..<length).allSatisfy { bytes[place + $0] == text.utf8Start[$0] }
  }

  /// Steps over a literal, where it is there.
  mutating func take(_ text: StaticString) -> Bool {
    guard isAt(text) else { return false }
    place += text.utf8CodeUnitCount
    return true
  }

  /// Steps over a literal that must be there.
  mutating func expect(_ text: StaticString, in what: String) throws(Failure) {
    guard take(text) else {
      throw failure(
        "'\(text)' is missing in \(what).", "Close what was opened, or escape brackets by '\\'.")
    }
  }

  /// Steps over blanks and returns how many there were.
  @discardableResult
  mutating func skipBlanks() -> Int {
    let start = place
    while place < end, GrammarScanner.isBlank(bytes[place]) { place += 1 }
    return place - start
  }

  /// Reads the letters, digits, dots, dashes and low lines at the cursor.
  mutating func name() -> String {
    let start = place
    while place < end, GrammarScanner.isNamePart(bytes[place]) { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  /// Reads a whole number; nil, and the cursor stays, where there is none or it is absurd.
  mutating func number() -> Int? {
    let start = place
    while place < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) {
      place += 1
    }
    guard place - start < 6, let number = Int(String(decoding: bytes[start..<place], as: UTF8.self))
    else {
      place = start
      return nil
    }
    return number
  }

  /// Reads a name that must be one of a set.
  mutating func name<Value>(
    _ what: String, among names: @autoclosure () -> [String], _ value: (String) -> Value?
  ) throws(Failure) -> Value {
    let start = place
    let text = name()
    if let found = value(text) { return found }
    place = start
    let article = what.first.map { "aeiou".contains($0) } == true ? "an" : "a"
    throw failure(
      text.isEmpty ? "The name of \(article) \(what) is missing." : "'\(text)' is no \(what).",
      GrammarScanner.remedy(among: names()))
  }

  func failure(_ reason: String, _ remedy: String) -> Failure {
    Failure(column: column, reason: reason, remedy: remedy)
  }

  /// Names what could have been written.
  static func remedy(among names: [String]) -> String {
    "Take one of: \(names.joined(separator: ", "))."
  }
}
