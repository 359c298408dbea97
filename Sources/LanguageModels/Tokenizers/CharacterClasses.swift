// SPDX-License-Identifier: Apache-2.0

/// The classes of characters that pre-tokenizers tell apart, for every Unicode scalar.
///
/// General categories come from Swift's Unicode tables, held to the versions of the reference,
/// `tokenizers` 0.23.3: its regular expressions (Oniguruma) know Unicode 16.0, its digits (Rust)
/// Unicode 17.0. A character that is younger is neither letter nor number, so the tokens of a text
/// do not change when Swift learns a new Unicode.
package struct CharacterClasses: Sendable {
  /// `\p{L}`.
  package static let letter: UInt8 = 1
  /// `\p{N}`.
  package static let number: UInt8 = 2
  /// `\s`: the property White_Space.
  package static let blank: UInt8 = 4
  /// Carriage return or line feed.
  package static let newline: UInt8 = 8
  /// A number to the pre-tokenizer of single digits.
  package static let digit: UInt8 = 16
  /// What makes a character more than a symbol.
  package static let text: UInt8 = letter | number | blank

  /// All classes; computed once.
  package static let all = CharacterClasses()

  /// The page of each 256 scalars.
  private var pages: [UInt16] = []
  /// 256 classes a page.
  private var classes: [UInt8] = []

  private init() {
    var known: [[UInt8]: UInt16] = [:]
    for high in UInt32(0)..<0x1100 {
      // Planes 4 to 13 and 15 to 16 hold no letters, numbers or blanks.
      let isEmpty = (0x400..<0xE00).contains(high) || high >= 0xF00
      let page = (UInt32(0)..<256).map { low in
        isEmpty ? 0 : Unicode.Scalar(high << 8 | low).map(CharacterClasses.classify) ?? 0
      }
      if known[page] == nil {
        known[page] = UInt16(known.count)
        classes.append(contentsOf: page)
      }
      pages.append(known[page] ?? 0)
    }
  }

  private static func classify(_ scalar: Unicode.Scalar) -> UInt8 {
    let properties = scalar.properties
    if properties.isWhitespace {
      return scalar == "\r" || scalar == "\n" ? blank | newline : blank
    }
    guard let age = properties.age else { return 0 }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return age.major <= 16 ? letter : 0
    case .decimalNumber, .letterNumber, .otherNumber:
      return (age.major <= 16 ? number : 0) | (age.major <= 17 ? digit : 0)
    default:
      return 0
    }
  }

  /// The classes of a scalar by its number; 0 for a symbol.
  @inline(__always)
  package subscript(scalar: UInt32) -> UInt8 {
    classes[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)]
  }

  /// Returns the classes and the number of bytes of the character at an offset of valid UTF-8.
  @inline(__always)
  package func character(_ text: [UInt8], _ offset: Int) -> (classes: UInt8, length: Int) {
    let first = text[offset]
    if first < 0x80 { return (classes[Int(first)], 1) }
    var scalar: UInt32
    let length: Int
    switch first {
    case ..<0xE0: (scalar, length) = (UInt32(first & 0x1F), 2)
    case ..<0xF0: (scalar, length) = (UInt32(first & 0x0F), 3)
    default: (scalar, length) = (UInt32(first & 0x07), 4)
    }
    for step in 1..<length { scalar = scalar << 6 | UInt32(text[offset + step] & 0x3F) }
    return (self[scalar], length)
  }
}
