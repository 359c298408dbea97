// SPDX-License-Identifier: Apache-2.0

/// Writes text as the inside of a JSON string.
enum JSONBytes {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Appends bytes of a text, escaped where JSON asks for it.
  ///
  /// Eight bytes at a time are looked at; a text is mostly runs in which nothing is escaped.
  ///
  /// - Parameters:
  ///   - range: Which bytes.
  ///   - text: The text, in UTF-8.
  ///   - lines: Takes the escaped text.
  /// - Returns: Whether all bytes were ASCII.
  @discardableResult
  static func append(
    _ range: Range<Int>, of text: borrowing ByteBuffer, to lines: inout ByteBuffer
  ) -> Bool {
    var high: UInt64 = 0
    var runStart = range.lowerBound
    var place = range.lowerBound
    while place < range.upperBound {
      if place &+ 8 <= range.upperBound {
        let word = text.word(at: place)
        high |= word
        if !mayNeedEscape(word) {
          place &+= 8
          continue
        }
      }
      let end = min(place &+ 8, range.upperBound)
      while place < end {
        let byte = text[place]
        high |= UInt64(byte)
        if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
          lines.append(text, runStart..<place)
          append(escaped: byte, to: &lines)
          runStart = place &+ 1
        }
        place &+= 1
      }
    }
    lines.append(text, runStart..<range.upperBound)
    return high & highs == 0
  }

  /// Whether one of eight bytes may be a quote, a backslash or a control character.
  ///
  /// The bytes' borrows may raise a false alarm above a true one, never hide one.
  @inline(__always)
  private static func mayNeedEscape(_ word: UInt64) -> Bool {
    let control = word &- ones &* 0x20
    let quote = (word ^ ones &* 0x22) &- ones
    let backslash = (word ^ ones &* 0x5c) &- ones
    return (control | quote | backslash) & ~word & highs != 0
  }

  private static func append(escaped byte: UInt8, to lines: inout ByteBuffer) {
    switch byte {
    case UInt8(ascii: "\""): lines.append("\\\"")
    case UInt8(ascii: "\\"): lines.append("\\\\")
    case 0x0a: lines.append("\\n")
    case 0x0d: lines.append("\\r")
    case 0x09: lines.append("\\t")
    default:
      lines.append("\\u00")
      let digits: StaticString = "0123456789abcdef"
      lines.append(digits.utf8Start[Int(byte >> 4)])
      lines.append(digits.utf8Start[Int(byte & 15)])
    }
  }
}
