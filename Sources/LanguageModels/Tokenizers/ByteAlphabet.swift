// SPDX-License-Identifier: Apache-2.0

/// The 256 letters that byte-level vocabularies write bytes with.
///
/// They are GPT-2's (Radford and others 2019). Printable Latin-1 stands for itself; the other 68 bytes, in order, are U+0100 to U+0143.
package enum ByteAlphabet {
  /// The letter of each byte.
  package static let letters: [Unicode.Scalar] = {
    var letters: [Unicode.Scalar] = []
    var next: UInt32 = 0x100
    for byte in UInt8.min...UInt8.max {
      if isPrintable(byte) {
        letters.append(Unicode.Scalar(byte))
      } else {
        letters.append(Unicode.Scalar(next) ?? Unicode.Scalar(byte))
        next += 1
      }
    }
    return letters
  }()

  /// The bytes in the order of their letters: the identifiers of a fresh vocabulary.
  package static let order: [UInt8] = (UInt8.min...UInt8.max).sorted {
    letters[Int($0)] < letters[Int($1)]
  }

  private static let bytes: [Unicode.Scalar: UInt8] = Dictionary(
    uniqueKeysWithValues: zip(letters, UInt8.min...UInt8.max))

  private static func isPrintable(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || byte >= 0xAE
  }

  /// Returns the bytes that a spelling stands for; nil where a character is no letter.
  package static func bytes(of spelling: String) -> [UInt8]? {
    var result: [UInt8] = []
    for scalar in spelling.unicodeScalars {
      guard let byte = bytes[scalar] else { return nil }
      result.append(byte)
    }
    return result
  }

  /// Returns how bytes are spelled.
  package static func spelling(of bytes: some Sequence<UInt8>) -> String {
    var spelling = String.UnicodeScalarView()
    for byte in bytes { spelling.append(letters[Int(byte)]) }
    return String(spelling)
  }
}
