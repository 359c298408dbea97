// SPDX-License-Identifier: Apache-2.0

/// How closely what a model said is the value that it was asked for.
///
/// Each case counts those before it as well: whatever matches exactly matches normalized, too.
public enum ValueMatch: String, CaseIterable, Comparable, Sendable {
  /// The answer begins with the value, and the value ends where a word does.
  case exact
  /// As exact, once case, blanks and punctuation are left out.
  case normalized
  /// The answer begins with at least half of the value's letters and digits, and at least three.
  case partial
  /// None of these.
  case none

  /// Compares an answer with a value.
  ///
  /// - Parameters:
  ///   - answer: What the model said after the text before the value.
  ///   - value: The value.
  public init(_ answer: String, of value: String) {
    let said = answer.drop(while: \.isWhitespace)
    if said.hasPrefix(value), ValueMatch.endsWord(said.dropFirst(value.count), value) {
      self = .exact
      return
    }
    let (bare, wanted) = (ValueMatch.bare(said), ValueMatch.bare(value[...]))
    var shared = 0
    while shared < min(bare.count, wanted.count), bare[shared] == wanted[shared] { shared += 1 }
    if shared == wanted.count, !wanted.isEmpty, ValueMatch.endsBare(said, wanted.count) {
      self = .normalized
    } else {
      self = shared >= 3 && 2 * shared >= wanted.count ? .partial : .none
    }
  }

  /// Whether one match is closer than another.
  public static func < (left: ValueMatch, right: ValueMatch) -> Bool {
    let order = ValueMatch.allCases
    return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
  }

  /// Whether a word ends between the value and what follows it.
  private static func endsWord(_ rest: Substring, _ value: String) -> Bool {
    guard let next = rest.first, let last = value.last else { return true }
    return !(isWordly(next) && isWordly(last))
  }

  /// Whether a word ends after so many letters and digits.
  private static func endsBare(_ said: Substring, _ count: Int) -> Bool {
    var left = count
    var place = said.startIndex
    while left > 0, place < said.endIndex {
      if isWordly(said[place]) { left -= 1 }
      place = said.index(after: place)
    }
    return place == said.endIndex || !isWordly(said[place])
  }

  /// The letters and digits in lower case, one element each.
  private static func bare(_ text: Substring) -> [String] {
    text.filter(isWordly).map { $0.lowercased() }
  }

  private static func isWordly(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }
}
