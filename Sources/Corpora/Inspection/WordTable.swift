// SPDX-License-Identifier: Apache-2.0

/// Numbers words in the order in which they first occur.
public struct WordTable: Sendable {
  private var numbers: [String: Int32] = [:]

  /// Creates an empty table.
  public init() {}

  /// The words of a text as numbers.
  ///
  /// A word is a longest run of ASCII letters, digits and apostrophes and of all characters beyond
  /// ASCII, with ASCII letters lowered; whatever stands between words is left out.
  public mutating func words(of text: String) -> [Int32] {
    var words: [Int32] = []
    var word: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "'"), 0x80...:
        word.append(byte)
      default: take(&word, &words)
      }
    }
    take(&word, &words)
    return words
  }

  private mutating func take(_ word: inout [UInt8], _ words: inout [Int32]) {
    guard !word.isEmpty else { return }
    let next = Int32(numbers.count)
    let text = String(decoding: word, as: UTF8.self)
    words.append(numbers[text] ?? next)
    if words.last == next { numbers[text] = next }
    word.removeAll(keepingCapacity: true)
  }
}
