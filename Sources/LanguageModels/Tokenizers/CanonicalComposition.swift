// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Unicode's normalization form C.
package enum CanonicalComposition {
  /// The four characters that are base characters by class and decompose into marks alone.
  ///
  /// Foundation decomposes them without sorting the marks among their neighbours (observed with
  /// Swift 6.3), so they are decomposed first. Unicode's stability policy adds no more of them.
  private static let markPairs: [Unicode.Scalar: [Unicode.Scalar]] = [
    "\u{0344}": ["\u{0308}", "\u{0301}"],
    "\u{0F73}": ["\u{0F71}", "\u{0F72}"],
    "\u{0F75}": ["\u{0F71}", "\u{0F74}"],
    "\u{0F81}": ["\u{0F71}", "\u{0F80}"],
  ]

  /// Returns UTF-8 text in form C; text that cannot change comes back as it is.
  package static func composed(_ text: [UInt8]) -> [UInt8] {
    guard mayChange(text) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if let marks = markPairs[scalar] {
        scalars.append(contentsOf: marks)
      } else {
        scalars.append(scalar)
      }
    }
    return Array(String(scalars).precomposedStringWithCanonicalMapping.utf8)
  }

  /// Whether there is a character from U+0300 on, the first that composition can change.
  private static func mayChange(_ text: [UInt8]) -> Bool {
    text.contains { $0 >= 0xCC }
  }
}
