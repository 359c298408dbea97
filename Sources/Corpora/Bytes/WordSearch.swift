// SPDX-License-Identifier: Apache-2.0

import Glibc

extension [UInt8] {
  /// Whether a word or several stand somewhere in the bytes, with no letter or digit beside them.
  ///
  /// - Parameter word: What is looked for; not empty.
  /// - Returns: Whether it stands there.
  func holds(word: ArraySlice<UInt8>) -> Bool {
    // The system finds the first byte, many at a time; a loop in Swift took a tenth of a corpus's time.
    guard let first = word.first else { return false }
    return withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return false }
      var start = 0
      while start + word.count <= bytes.count,
        let found = memchr(base + start, Int32(first), bytes.count - start)
      {
        let place = UnsafeRawPointer(found) - base
        if bytes[place...].starts(with: word), Self.isWord(place..<place + word.count, bytes) {
          return true
        }
        start = place + 1
      }
      return false
    }
  }

  private static func isWord(_ range: Range<Int>, _ bytes: UnsafeRawBufferPointer) -> Bool {
    (range.lowerBound == 0 || !bytes[range.lowerBound - 1].isPartOfWord)
      && (range.upperBound == bytes.count || !bytes[range.upperBound].isPartOfWord)
  }
}

extension UInt8 {
  /// Whether an ASCII letter or digit, or part of any other character.
  fileprivate var isPartOfWord: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x80...: true
    default: false
    }
  }
}
