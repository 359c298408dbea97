// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Unicode's normalization form C, as the reference, `tokenizers` 0.23.3, brings text to it.
///
/// The reference knows Unicode 9.0: a younger character neither moves nor composes there, and
/// vocabularies were trained so. Such a character stays as it is, and nothing is sorted or joined
/// across it.
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

  /// How many characters are brought to form C at once.
  ///
  /// Foundation takes time that grows with the square of what it composes or sorts.
  private static let stretchLength = 64

  /// Returns UTF-8 text in form C; text that cannot change comes back as it is.
  package static func composed(_ text: [UInt8]) -> [UInt8] {
    guard mayChange(text) else { return text }
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var stretch: [Unicode.Scalar] = []
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if let syllable = stretch.last.flatMap({ syllable($0, scalar) }) {
        stretch[stretch.count - 1] = syllable
      } else if let marks = markPairs[scalar] {
        stretch.append(contentsOf: marks)
      } else if standsAlone(scalar) {
        finish(&stretch, &output)
        output.append(contentsOf: String(scalar).utf8)
      } else {
        if stretch.count >= stretchLength, begins(scalar) { finish(&stretch, &output) }
        stretch.append(scalar)
      }
    }
    finish(&stretch, &output)
    return output
  }

  private static func finish(_ stretch: inout [Unicode.Scalar], _ output: inout [UInt8]) {
    guard !stretch.isEmpty else { return }
    if stretch.count > 2 * stretchLength { sortMarks(&stretch) }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: stretch)
    output.append(contentsOf: String(text).precomposedStringWithCanonicalMapping.utf8)
    stretch.removeAll(keepingCapacity: true)
  }

  /// Puts the marks of each run in canonical order, by class; those of one class keep their order.
  private static func sortMarks(_ stretch: inout [Unicode.Scalar]) {
    let classes = stretch.map { $0.properties.canonicalCombiningClass.rawValue }
    var order = Array(stretch.indices)
    var start = 0
    while start < order.count {
      var end = start + 1
      if classes[start] != 0 {
        while end < order.count, classes[end] != 0 { end += 1 }
        order[start..<end].sort { (classes[$0], $0) < (classes[$1], $1) }
      }
      start = end
    }
    stretch = order.map { stretch[$0] }
  }

  /// Whether nothing before a character ever moves behind it or composes with it.
  private static func begins(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x300 { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return false
    default:
      return !(0x1161...0x1175).contains(scalar.value) && !(0x11A8...0x11C2).contains(scalar.value)
    }
  }

  /// The Korean syllable that an open syllable makes with a final consonant; nil for other pairs.
  ///
  /// Unicode 3.12; Foundation composes three letters, but not these two (observed with Swift 6.3).
  private static func syllable(
    _ open: Unicode.Scalar, _ final: Unicode.Scalar
  ) -> Unicode.Scalar? {
    guard (0x11A8...0x11C2).contains(final.value), (0xAC00...0xD7A3).contains(open.value),
      (open.value - 0xAC00) % 28 == 0
    else { return nil }
    return Unicode.Scalar(open.value + final.value - 0x11A7)
  }

  /// Whether there is a character from U+0300 on, the first that composition can change.
  private static func mayChange(_ text: [UInt8]) -> Bool {
    text.contains { $0 >= 0xCC }
  }

  /// Whether a character keeps those on both sides apart, and is not changed.
  ///
  /// Beside young characters these are the ones that compose with none, but that Foundation takes
  /// for others (observed with Swift 6.3): old Korean letters next to the modern ones (U+1113,
  /// U+1176), and characters beyond U+FFFF, of which it composes the lower 16 bits, so that
  /// U+2006F and U+0308 become U+00F6.
  private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x300: return false
    case 0x1113...0x1160, 0x1176...0x11A7, 0x11C3...0x11FF: return true
    default:
      let properties = scalar.properties
      guard let age = properties.age, age.major <= 9 else { return true }
      return scalar.value > 0xFFFF && properties.canonicalCombiningClass == .notReordered
        && !takesPart(scalar)
    }
  }

  /// Whether a character beyond U+FFFF that is no mark composes or decomposes in Unicode 9.0.
  private static func takesPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Kaithi, Chakma, Grantha, Tirhuta, Siddham; musical symbols; compatibility ideographs.
    case 0x11099...0x1109C, 0x110A5, 0x110AB, 0x11127, 0x1112E...0x1112F, 0x11131...0x11132,
      0x1133E, 0x11347, 0x1134B...0x1134C, 0x11357, 0x114B0, 0x114B9...0x114BE, 0x115AF,
      0x115B8...0x115BB, 0x1D15E...0x1D164, 0x1D1BB...0x1D1C0, 0x2F800...0x2FA1D:
      true
    default: false
    }
  }
}
