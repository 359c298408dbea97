// SPDX-License-Identifier: Apache-2.0

/// Groups of digits with single marks between them, as numbers of phones and cards are written.
struct DigitGroups {
  /// Where all of it lies, an opening `+` or bracket included.
  let range: Range<Int>
  /// The digits of each group as places in the text.
  let groups: [Range<Int>]
  /// The marks between groups, each the first byte of what stands there.
  let marks: [UInt8]
  /// Whether it begins with `+`.
  let hasPlus: Bool
  /// Whether a bracket stands around a group.
  let hasBracket: Bool

  /// The number of digits.
  var digitCount: Int { groups.reduce(0) { $0 + $1.count } }

  /// The digits as values 0-9.
  func digits(in text: ScannedText) -> [UInt8] {
    groups.flatMap { text.bytes[$0].map { $0 - 48 } }
  }

  /// Finds the runs of groups in a text; each takes in as much as it can.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - marks: The bytes that may stand between groups: one of them, or a bracket and a space.
  ///   - brackets: Whether brackets may stand around a group and `+` before the first.
  /// - Returns: The runs in ascending order; none begins or ends inside a word.
  static func all(in text: ScannedText, marks: [UInt8], brackets: Bool) -> [DigitGroups] {
    var found: [DigitGroups] = []
    var place = 0
    while place < text.bytes.count {
      let byte = text.bytes[place]
      let opens = brackets && (byte == 43 || byte == 40)
      guard ByteClass.isDigit(byte) || opens, !text.isWord(place - 1) else {
        place += 1
        continue
      }
      let run = read(text, place, marks, brackets)
      if let run {
        if !text.isWord(run.range.upperBound) { found.append(run) }
        place = max(run.range.upperBound, place + 1)
      } else {
        place += 1
      }
    }
    return found
  }

  private static func read(
    _ text: ScannedText, _ start: Int, _ marks: [UInt8], _ brackets: Bool
  ) -> DigitGroups? {
    var place = start
    let hasPlus = text.bytes[place] == 43
    if hasPlus { place += 1 }
    var isOpen = false
    var hasBracket = false
    var groups: [Range<Int>] = []
    var between: [UInt8] = []
    var end = start
    while true {
      if brackets, !isOpen, !hasBracket, text.byte(place) == 40 {
        isOpen = true
        place += 1
      }
      let first = place
      while ByteClass.isDigit(text.byte(place)) { place += 1 }
      guard place > first else { break }
      groups.append(first..<place)
      if isOpen, text.byte(place) == 41 {
        isOpen = false
        hasBracket = true
        place += 1
        end = place
        between.append(text.byte(place) == 32 || text.byte(place) == 45 ? text.byte(place) : 41)
        if text.byte(place) == 32 || text.byte(place) == 45 { place += 1 }
        continue
      }
      if isOpen { break }
      end = place
      let mark = text.byte(place)
      guard marks.contains(mark) else { break }
      between.append(mark)
      place += 1
    }
    guard let last = groups.last, !isOpen, end >= last.upperBound else { return nil }
    return DigitGroups(
      range: start..<end, groups: groups, marks: Array(between.prefix(groups.count - 1)),
      hasPlus: hasPlus, hasBracket: hasBracket)
  }
}
