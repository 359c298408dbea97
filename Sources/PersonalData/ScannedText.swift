// SPDX-License-Identifier: Apache-2.0

/// A text with its bytes and words, read once for all detectors.
public struct ScannedText: Sendable {
  /// A word: letters, digits and what is no ASCII, with apostrophes inside.
  public struct Word: Sendable {
    /// Where it lies, in UTF-8 bytes.
    public let range: Range<Int>
    /// The word with A-Z in lower case and apostrophes straight.
    public let text: String
    /// Its value where it is one to three digits; else nil.
    public let smallNumber: Int?
  }

  /// The UTF-8 bytes.
  public let bytes: [UInt8]
  /// The words in order.
  public let words: [Word]

  /// Reads a text.
  public init(_ text: String) {
    bytes = Array(text.utf8)
    words = ScannedText.words(bytes)
  }

  /// The byte at an offset; 0 outside the text, which no pattern takes for anything.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { bytes.indices.contains(offset) ? bytes[offset] : 0 }

  /// Whether a byte belongs to a word: an ASCII letter or digit, or part of a character beyond.
  @inline(__always)
  func isWord(_ offset: Int) -> Bool {
    let byte = byte(offset)
    return ByteClass.isLetter(byte) || ByteClass.isDigit(byte)
      || (byte >= 0x80 && !isGeneralPunctuation(offset))
  }

  /// Whether a byte is part of a mark beyond ASCII; see `punctuationSize`.
  private func isGeneralPunctuation(_ offset: Int) -> Bool {
    let (byte, before) = (byte(offset), self.byte(offset - 1))
    if byte == 0xc2 || before == 0xc2 { return true }
    if byte == 0xe2 { return ScannedText.isMarkBlock(self.byte(offset + 1)) }
    if before == 0xe2 { return ScannedText.isMarkBlock(byte) }
    return self.byte(offset - 2) == 0xe2 && ScannedText.isMarkBlock(before)
  }

  /// Whether a second byte belongs to U+2000-203F or U+2080-20BF.
  private static func isMarkBlock(_ byte: UInt8) -> Bool { byte == 0x80 || byte == 0x82 }

  /// Whether only spaces, one hyphen or nothing lies between two words, in one line.
  func areAdjacent(_ first: Int, _ second: Int) -> Bool {
    guard words.indices.contains(first), words.indices.contains(second) else { return false }
    let gap = words[first].range.upperBound..<words[second].range.lowerBound
    return gap.count <= 3 && bytes[gap].allSatisfy { $0 == 32 || $0 == 45 }
  }

  /// Whether some words follow from a place on, with only spaces or hyphens between them.
  func follows(_ place: Int, _ expected: [String]) -> Bool {
    for (step, word) in expected.enumerated() {
      let index = place + step
      guard words.indices.contains(index), words[index].text == word else { return false }
      if step > 0, !areAdjacent(index - 1, index) { return false }
    }
    return true
  }

  private static func words(_ bytes: [UInt8]) -> [Word] {
    var words: [Word] = []
    var start = 0
    while start < bytes.count {
      var end = start
      var letters: [UInt8] = []
      while end < bytes.count {
        if let size = apostrophe(bytes, end) {
          let next = end + size
          guard !letters.isEmpty, next < bytes.count, isWordStart(bytes, next) else { break }
          letters.append(39)
          end = next
        } else if isWordStart(bytes, end) {
          letters.append(ByteClass.lower(bytes[end]))
          end += 1
        } else {
          break
        }
      }
      if letters.isEmpty {
        start += punctuationSize(bytes, start)
        continue
      }
      words.append(
        Word(
          range: start..<end, text: String(decoding: letters, as: UTF8.self),
          smallNumber: letters.count <= 3 && letters.allSatisfy(ByteClass.isDigit)
            ? letters.reduce(0) { $0 * 10 + Int($1) - 48 } : nil))
      start = end
    }
    return words
  }

  /// The size of an apostrophe at an offset, straight or curly; nil where there is none.
  private static func apostrophe(_ bytes: [UInt8], _ offset: Int) -> Int? {
    if bytes[offset] == 39 { return 1 }
    let isCurly =
      offset + 2 < bytes.count && bytes[offset] == 0xe2 && bytes[offset + 1] == 0x80
      && bytes[offset + 2] == 0x99
    return isCurly ? 3 : nil
  }

  /// Whether a word may go on at an offset that no continuation byte of a mark stands at.
  private static func isWordStart(_ bytes: [UInt8], _ offset: Int) -> Bool {
    let byte = bytes[offset]
    if byte < 0x80 { return ByteClass.isLetter(byte) || ByteClass.isDigit(byte) }
    return punctuationSize(bytes, offset) == 1
  }

  /// The size of a mark beyond ASCII at an offset: 2 at one of U+0080-00BF (`£`), 3 at one of U+2000-203F
  /// (dashes, quotes, spaces) and U+2080-20BF (`€`); else 1.
  private static func punctuationSize(_ bytes: [UInt8], _ offset: Int) -> Int {
    if bytes[offset] == 0xc2 { return min(2, bytes.count - offset) }
    let isMark =
      offset + 2 < bytes.count && bytes[offset] == 0xe2 && isMarkBlock(bytes[offset + 1])
    return isMark ? 3 : 1
  }
}

/// What a byte of ASCII is.
enum ByteClass {
  @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
  @inline(__always) static func isUpper(_ byte: UInt8) -> Bool { byte >= 65 && byte <= 90 }
  @inline(__always) static func isLetter(_ byte: UInt8) -> Bool {
    let low = byte | 32
    return low >= 97 && low <= 122
  }
  @inline(__always) static func isHex(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 32 >= 97 && byte | 32 <= 102)
  }
  @inline(__always) static func isSpace(_ byte: UInt8) -> Bool {
    byte == 32 || (byte >= 9 && byte <= 13)
  }
  @inline(__always) static func lower(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte + 32 : byte }
}
