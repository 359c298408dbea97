// SPDX-License-Identifier: Apache-2.0

/// Finds statements of somebody's age in English: `I'm 34`, `34 years old`, `aged 34`, `34F`, `in my 30s`.
///
/// Ages are 1 to 119; after `I'm` and in `34F` they are 13 to 99, and no unit may follow. Only the age
/// itself is the span, with its unit where it has one: of `I'm 34 years old` it is `34 years old`.
public struct AgeDetector: PersonalDataDetector {
  /// `age`.
  public let name = "age"
  /// Ages.
  public let kinds: [PersonalDataKind] = [.age]

  private static let units: Set<String> = [
    "percent", "minutes", "minute", "mins", "min", "hours", "hour", "hrs", "seconds", "sec",
    "miles", "mile", "km", "kms", "kilometers", "meters", "feet", "ft", "inches", "days", "day",
    "weeks", "week", "months", "month", "pounds", "lbs", "kg", "kilos", "dollars", "bucks",
    "euros", "degrees", "points", "times", "pages", "people", "th", "st", "of",
  ]
  private static let decades: Set<String> = [
    "20s", "30s", "40s", "50s", "60s", "70s", "80s", "90s", "twenties", "thirties", "forties",
    "fifties", "sixties", "seventies", "eighties", "nineties", "teens",
  ]

  /// Creates a detector.
  public init() {}

  /// Finds ages.
  public func spans(in text: ScannedText) -> [PersonalDataSpan] {
    var found: [PersonalDataSpan] = []
    for place in text.words.indices {
      guard let (end, confidence) = AgeDetector.age(text, place) else { continue }
      let range = text.words[place].range.lowerBound..<text.words[end].range.upperBound
      if range.lowerBound >= (found.last?.range.upperBound ?? 0) {
        found.append(span(range, .age, confidence))
      }
    }
    return found
  }

  /// The last word of an age that begins at a word, and how sure that is.
  private static func age(_ text: ScannedText, _ place: Int) -> (last: Int, confidence: Double)? {
    let word = text.words[place]
    if decades.contains(word.text) { return decade(text, place).map { ($0, 0.9) } }
    guard let digit = word.text.utf8.first, ByteClass.isDigit(digit) || word.text.utf8.count <= 4
    else { return nil }
    if let value = word.smallNumber {
      guard (1...119).contains(value), isFree(text, word) else { return nil }
      if let last = years(text, place) { return (last, 1) }
      if isAfterAge(text, place) { return (place, 0.95) }
      if (13...99).contains(value), isAfterSelf(text, place), !hasUnit(text, place) {
        return (place, 0.8)
      }
      return nil
    }
    return isShort(word.text) && isFree(text, word) ? (place, 0.7) : nil
  }

  /// Whether no mark beside a number makes it part of a larger one, of money or of a share.
  private static func isFree(_ text: ScannedText, _ word: ScannedText.Word) -> Bool {
    let before = text.byte(word.range.lowerBound - 1)
    let after = text.byte(word.range.upperBound)
    let next = text.byte(word.range.upperBound + 1)
    guard before != 36, before != 46, before != 58, before != 47, after != 37, after != 36 else {
      return false
    }
    return !((after == 46 || after == 44 || after == 58 || after == 47) && ByteClass.isDigit(next))
  }

  /// The last word of `34 years old`, `34-year-old`, `34 yo`, `34 y/o`.
  private static func years(_ text: ScannedText, _ place: Int) -> Int? {
    for unit in ["years", "year", "yrs", "yr"] {
      for old in ["old", "olds"] where text.follows(place + 1, [unit, old]) {
        if text.areAdjacent(place, place + 1) { return place + 2 }
      }
      if text.follows(place + 1, [unit, "of", "age"]), text.areAdjacent(place, place + 1) {
        return place + 3
      }
    }
    if text.follows(place + 1, ["yo"]), text.areAdjacent(place, place + 1) { return place + 1 }
    let isSlashed =
      place + 2 < text.words.count && text.words[place + 1].text == "y"
      && text.words[place + 2].text == "o" && text.areAdjacent(place, place + 1)
      && text.words[place + 1].range.upperBound + 1 == text.words[place + 2].range.lowerBound
      && text.byte(text.words[place + 1].range.upperBound) == 47
    return isSlashed ? place + 2 : nil
  }

  /// After `aged`, `age`, `age of`, `at age`, `turned`, `turning`.
  private static func isAfterAge(_ text: ScannedText, _ place: Int) -> Bool {
    guard place > 0, !hasUnit(text, place) else { return false }
    let last = text.words[place - 1].text
    if last == "of" { return place > 1 && text.follows(place - 2, ["age", "of"]) }
    let gap = text.words[place - 1].range.upperBound..<text.words[place].range.lowerBound
    let isNear = gap.count <= 2 && text.bytes[gap].allSatisfy { $0 == 32 || $0 == 58 }
    return isNear && ["aged", "age", "turned", "turning"].contains(last)
  }

  /// After `I'm`, `I am`, `im`, `he's`, `she's`, `I was`.
  private static func isAfterSelf(_ text: ScannedText, _ place: Int) -> Bool {
    guard place > 0, text.areAdjacent(place - 1, place) else { return false }
    if ["i'm", "im", "he's", "she's", "who's"].contains(text.words[place - 1].text) { return true }
    return ["am", "was", "is"].contains(text.words[place - 1].text) && place > 1
      && ["i", "he", "she"].contains(text.words[place - 2].text)
      && text.areAdjacent(place - 2, place - 1)
  }

  private static func hasUnit(_ text: ScannedText, _ place: Int) -> Bool {
    place + 1 < text.words.count && text.areAdjacent(place, place + 1)
      && units.contains(text.words[place + 1].text)
  }

  /// `34f`, `m34`, `34yo`: 13 to 99 with one letter of a sex, or `yo`.
  private static func isShort(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    let digits = bytes.filter(ByteClass.isDigit)
    guard digits.count == 2, digits[0] > 49 || digits[1] >= 51, digits[0] > 48 else { return false }
    let rest = String(decoding: bytes.filter { !ByteClass.isDigit($0) }, as: UTF8.self)
    let isFirst = ByteClass.isDigit(bytes[0]) && ByteClass.isDigit(bytes[1])
    let isLast = ByteClass.isDigit(bytes[bytes.count - 1]) && bytes.count == 3
    return (rest == "f" || rest == "m") ? isFirst || isLast : rest == "yo" && isFirst
  }

  /// `30s` after `my`, `his`, `her`, `their`, with `early`, `mid` or `late` between.
  private static func decade(_ text: ScannedText, _ place: Int) -> Int? {
    var before = place - 1
    if before > 0, ["early", "mid", "late"].contains(text.words[before].text) { before -= 1 }
    guard before >= 0 else { return nil }
    let isOwn = ["my", "his", "her", "their"].contains(text.words[before].text)
    return isOwn && (before..<place).allSatisfy { text.areAdjacent($0, $0 + 1) } ? place : nil
  }
}
