// SPDX-License-Identifier: Apache-2.0

/// The one meaning of an unquoted scalar, or that it has more than one.
///
/// Versions of YAML and its readers differ over `no`, `010`, `1_000`, `12:30`, `2026-01-02`, `~` and
/// their like. Here only `true`, `false`, and numbers as JSON writes them have a type of their own;
/// what another reader might take for something else than text is refused, and the rest is text.
enum PlainScalar: Equatable {
  case text(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  /// Refused; the string says what other readers may take it for.
  case ambiguous(String)

  init(_ text: String) {
    if text == "true" || text == "false" {
      self = .boolean(text == "true")
    } else if let reason = PlainScalar.ambiguousWord(text) {
      self = .ambiguous(reason)
    } else if PlainScalar.looksNumeric(text) {
      self = PlainScalar.number(text)
    } else {
      self = .text(text)
    }
  }

  /// What a word may mean to other readers besides text.
  private static func ambiguousWord(_ text: String) -> String? {
    switch text.lowercased() {
    case "", "~", "null": "nothing"
    case "yes", "no", "on", "off", "y", "n", "true", "false": "a truth value"
    case ".inf", "+.inf", "-.inf", ".nan", "inf", "nan", "-inf", "infinity": "a special number"
    case "<<": "a merge key"
    case "=": "a default key"
    default: nil
    }
  }

  /// Whether text begins like a number: a digit, after a sign or a point at most.
  private static func looksNumeric(_ text: String) -> Bool {
    let rest = text.utf8.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
      .drop { $0 == UInt8(ascii: ".") }
    return text.utf8.count - rest.count <= 2 && rest.first.map(isDigit) == true
  }

  private static func number(_ text: String) -> PlainScalar {
    var form = NumberForm(text)
    switch form.read() {
    case .integer: return Int(text).map(PlainScalar.integer) ?? .ambiguous("a rounded number")
    case .fraction:
      guard let value = Double(text), value.isFinite else { return .ambiguous("infinity") }
      return .number(value)
    case nil: break
    }
    if text.utf8.allSatisfy({ isDigit($0) || punctuation.contains($0) }) {
      return dotted(text) ? .text(text) : .ambiguous("a number or a date")
    }
    return otherBase(text) || dateAndTime(text) ? .ambiguous("a number or a date") : .text(text)
  }

  private static let punctuation = Array("+-.,:_/eE".utf8)

  /// Whether text is digits parted by two points or more, such as a version.
  private static func dotted(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count > 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }
  }

  /// Whether text is a number in base two, eight or sixteen.
  private static func otherBase(_ text: String) -> Bool {
    let rest = text.lowercased().drop { $0 == "+" || $0 == "-" }
    guard ["0x", "0o", "0b"].contains(where: rest.hasPrefix) else { return false }
    return rest.dropFirst(2).allSatisfy { $0.isHexDigit || $0 == "_" }
  }

  /// Whether text begins with year, month and day.
  private static func dateAndTime(_ text: String) -> Bool {
    let parts = text.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0].count == 4
      && parts[0].utf8.allSatisfy(isDigit) && parts[1].utf8.allSatisfy(isDigit)
      && parts[2].utf8.first.map(isDigit) == true
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}

/// Recognizes numbers in the form of RFC 8259, section 6.
private struct NumberForm {
  enum Kind {
    case integer
    case fraction
  }

  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = Substring(text).utf8
  }

  /// The kind of number that the whole text is; nil where it is none.
  mutating func read() -> Kind? {
    take("-")
    let digits = takeDigits()
    guard digits == 1 || (digits > 1 && !startsWithZero) else { return nil }
    var kind = Kind.integer
    if take(".") {
      kind = .fraction
      guard takeDigits() > 0 else { return nil }
    }
    if take("e") || take("E") {
      kind = .fraction
      if !take("+") { take("-") }
      guard takeDigits() > 0 else { return nil }
    }
    return rest.isEmpty ? kind : nil
  }

  private var startsWithZero = false

  @discardableResult
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func takeDigits() -> Int {
    startsWithZero = rest.first == UInt8(ascii: "0")
    let count = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
    rest.removeFirst(count)
    return count
  }
}
