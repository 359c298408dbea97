// SPDX-License-Identifier: Apache-2.0

/// How casual writers begin their sentences.
enum SentenceCase {
  /// Returns the literal with its sentences, and the word "I", in lower case; as many bytes as before.
  ///
  /// A capital is lowered at the start of the literal or after a full stop, question mark,
  /// exclamation mark or new line, unless another capital or digit follows, as in "TV".
  static func lowered(_ literal: [UInt8]) -> [UInt8] {
    var result = literal
    for (place, byte) in literal.enumerated() where isCapital(byte) {
      let next = place + 1 < literal.count ? literal[place + 1] : UInt8(ascii: " ")
      if isCapital(next) || isDigit(next) { continue }
      let isPronoun = byte == UInt8(ascii: "I") && !isSmall(next)
      if begins(literal, place) || (isPronoun && !isLetter(before: place, literal)) {
        result[place] = byte | 0x20
      }
    }
    return result
  }

  private static func begins(_ literal: [UInt8], _ place: Int) -> Bool {
    var before = place
    while before > 0, literal[before - 1] == UInt8(ascii: " ") { before -= 1 }
    guard before > 0 else { return true }
    let sign = literal[before - 1]
    if sign == 0x0a { return true }
    return before < place
      && [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(sign)
  }

  private static func isLetter(before place: Int, _ literal: [UInt8]) -> Bool {
    place > 0 && (isSmall(literal[place - 1]) || isCapital(literal[place - 1]))
  }

  static func isCapital(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  static func isSmall(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte >= 0x80
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
