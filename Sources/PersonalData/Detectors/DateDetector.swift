// SPDX-License-Identifier: Apache-2.0

/// Finds days, and months with their year, written in figures or in English.
///
/// In figures: `2020-03-12`, `12/03/2020`, `12.3.20`, with one mark throughout and numbers that a day, a
/// month and a year may have, in any order that makes a day. In words: `12 March 2020`, `March 12th`, `12th
/// of March`, `March 2020`. A year alone and the name of a month alone are none.
public struct DateDetector: PersonalDataDetector {
  /// `date`.
  public let name = "date"
  /// Days and months.
  public let kinds: [PersonalDataKind] = [.date]

  private static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec",
  ]

  /// Creates a detector.
  public init() {}

  /// Finds dates.
  public func spans(in text: ScannedText) -> [PersonalDataSpan] {
    let figures = text.words.indices.compactMap { DateDetector.inFigures(text, $0) }
      .map { span($0, .date, 0.9) }
    let words = text.words.indices.compactMap { DateDetector.inWords(text, $0) }
      .map { span($0, .date, 0.9) }
    return inOrder(figures + words)
  }

  /// Sorted, each that overlaps an earlier one left out.
  private func inOrder(_ spans: [PersonalDataSpan]) -> [PersonalDataSpan] {
    var found: [PersonalDataSpan] = []
    for span in spans.sorted(by: {
      ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count)
    }) where span.range.lowerBound >= (found.last?.range.upperBound ?? 0) {
      found.append(span)
    }
    return found
  }

  /// Three numbers with one mark between them, from a word on.
  private static func inFigures(_ text: ScannedText, _ first: Int) -> Range<Int>? {
    guard first + 2 < text.words.count else { return nil }
    let words = text.words[first...first + 2]
    let start = words[first].range.lowerBound
    let mark = text.byte(words[first].range.upperBound)
    guard mark == 45 || mark == 47 || mark == 46, text.byte(start - 1) != mark else { return nil }
    for place in first...first + 1 {
      let gap = words[place].range.upperBound..<words[place + 1].range.lowerBound
      guard gap.count == 1, text.bytes[gap.lowerBound] == mark else { return nil }
    }
    // The time of day after a T belongs to the word of the day.
    let digits = words.map { $0.text.utf8.prefix { ByteClass.isDigit($0) } }
    let sizes = digits.map(\.count)
    let values = digits.map { $0.reduce(0) { $0 * 10 + Int($1) - 48 } % 1_000_000 }
    let isWhole =
      words[first].text.utf8.count == sizes[0]
      && words[first + 1].text.utf8.count == sizes[1]
    let rest = words[first + 2].text.utf8.dropFirst(sizes[2]).first
    guard isWhole, sizes.allSatisfy({ (1...4).contains($0) }), rest == nil || rest == 116 else {
      return nil
    }
    let end = words[first + 2].range.upperBound
    guard !(text.byte(end) == mark && text.isWord(end + 1)) else { return nil }
    let isDay =
      (sizes[0] == 4 && isYear(values[0]) && isDayAndMonth(values[1], values[2]))
      || (sizes[2] == 4 && isYear(values[2]) && isDayAndMonth(values[0], values[1]))
      || (sizes[2] == 2 && mark != 46 && isDayAndMonth(values[0], values[1]))
    return isDay ? start..<end : nil
  }

  /// A month's name with a day or year beside it, around a word.
  private static func inWords(_ text: ScannedText, _ place: Int) -> Range<Int>? {
    guard months.contains(text.words[place].text) else { return nil }
    var start = text.words[place].range.lowerBound
    var end = text.words[place].range.upperBound
    var hasNumber = false
    // "12 March", "12th of March".
    let isOf = place > 0 && text.words[place - 1].text == "of" && text.areAdjacent(place - 1, place)
    let before = isOf ? place - 2 : place - 1
    if before >= 0, isDay(text.words[before].text), text.areAdjacent(before, before + 1) {
      start = text.words[before].range.lowerBound
      hasNumber = true
    }
    // "March 12", then "2020" with or without a comma.
    var next = place + 1
    if next < text.words.count, !hasNumber, isDay(text.words[next].text), isNear(text, next - 1) {
      end = text.words[next].range.upperBound
      hasNumber = true
      next += 1
    }
    if next < text.words.count, text.words[next].text.utf8.count == 4,
      let year = Int(text.words[next].text), isYear(year), isNear(text, next - 1)
    {
      end = text.words[next].range.upperBound
      hasNumber = true
    }
    return hasNumber ? start..<end : nil
  }

  /// Whether spaces, a comma, a full stop or a hyphen, three bytes at most, stand after a word.
  private static func isNear(_ text: ScannedText, _ word: Int) -> Bool {
    let gap = text.words[word].range.upperBound..<text.words[word + 1].range.lowerBound
    return gap.count <= 3
      && text.bytes[gap].allSatisfy { $0 == 32 || $0 == 44 || $0 == 46 || $0 == 45 }
  }

  private static func isDay(_ word: String) -> Bool {
    let digits = word.utf8.prefix { ByteClass.isDigit($0) }
    guard (1...2).contains(digits.count) else { return false }
    let value = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    let end = String(word.dropFirst(digits.count))
    return (1...31).contains(value) && ["", "st", "nd", "rd", "th"].contains(end)
  }

  private static func isYear(_ value: Int) -> Bool { (1800...2199).contains(value) }

  private static func isDayAndMonth(_ a: Int, _ b: Int) -> Bool {
    ((1...12).contains(a) && (1...31).contains(b)) || ((1...31).contains(a) && (1...12).contains(b))
  }
}
