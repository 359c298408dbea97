// SPDX-License-Identifier: Apache-2.0

extension JSONParser {
  /// Reads a number: whole where it has neither fraction nor exponent.
  mutating func number() throws(EvidenceError) -> JSONValue {
    let start = offset
    let negative = take(UInt8(ascii: "-"))
    let digits = offset
    try skipDigits()
    guard offset == digits + 1 || bytes[digits] != UInt8(ascii: "0") else {
      throw failure("a number has no leading zeros", at: start)
    }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      try skipDigits()
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try skipDigits()
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    return isWhole && !(negative && text == "-0")
      ? try whole(text, at: start) : try fractional(text, at: start)
  }

  private func whole(_ text: String, at start: Int) throws(EvidenceError) -> JSONValue {
    guard let value = Int128(text), JSONValue.wholeNumbers.contains(value) else {
      throw failure("this whole number does not fit 64 bits", at: start)
    }
    return .integer(value)
  }

  private func fractional(_ text: String, at start: Int) throws(EvidenceError) -> JSONValue {
    guard let value = Double(text), value.isFinite else {
      throw failure("this number does not fit a double", at: start)
    }
    return .number(value)
  }

  private mutating func skipDigits() throws(EvidenceError) {
    let start = offset
    while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { offset += 1 }
    guard offset > start else { throw failure("a digit should stand here") }
  }

  /// Reads a string, from its opening to past its closing quote.
  mutating func string() throws(EvidenceError) -> String {
    let start = offset
    offset += 1
    var content: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        guard let text = String(validating: content, as: UTF8.self) else {
          throw failure("this string is not UTF-8", at: start)
        }
        return text
      case UInt8(ascii: "\\"):
        content.append(contentsOf: try escape())
      case 0..<0x20:
        throw failure("a control character stands bare in a string")
      default:
        content.append(byte)
        offset += 1
      }
    }
    throw failure("this string does not end", at: start)
  }

  /// Reads one escape and returns its UTF-8 bytes.
  private mutating func escape() throws(EvidenceError) -> [UInt8] {
    let start = offset
    offset += 1
    guard let letter = next else { throw failure("this escape does not end", at: start) }
    offset += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(try scalar(from: start)).utf8)
    default: throw failure("no escape is written like this", at: start)
    }
  }

  /// Reads the digits after `\u`, and the second half of a surrogate pair.
  private mutating func scalar(from start: Int) throws(EvidenceError) -> Character {
    var code = try fourDigits(from: start)
    if (0xD800..<0xDC00).contains(code) {
      guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
        throw failure("half a surrogate pair", at: start)
      }
      let low = try fourDigits(from: start)
      guard (0xDC00..<0xE000).contains(low) else {
        throw failure("half a surrogate pair", at: start)
      }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw failure("half a surrogate pair", at: start)
    }
    return Character(scalar)
  }

  private mutating func fourDigits(from start: Int) throws(EvidenceError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("four hexadecimal digits should stand here", at: start)
      }
      code = code << 4 | UInt32(digit)
      offset += 1
    }
    return code
  }
}
