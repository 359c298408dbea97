// SPDX-License-Identifier: Apache-2.0

/// An age as somebody stated it: a point, or a span with both ends in it.
public struct AgeSpan: Hashable, Sendable {
  /// The youngest age in years.
  public let low: Int
  /// The oldest age in years.
  public let high: Int
  /// Whether one end was left open, as in `over 60`.
  public let isOpen: Bool

  init(_ low: Int, _ high: Int, isOpen: Bool = false) {
    self.low = min(low, high)
    self.high = max(low, high)
    self.isOpen = isOpen
  }

  /// The number of years in it, at least one.
  public var width: Int { high - low + 1 }

  /// The oldest age that an open span ends with.
  public static let oldest = 120

  /// Reads an age: `31`, `25-34`, `30s`, `mid-thirties`, `early 40s`, `over 60`, `60+`, `thirty-five`.
  ///
  /// Early is the years 0 to 3 of ten, mid 4 to 6, late 7 to 9. Nil where no age is stated, where it
  /// is above 120, and where several spans that do not touch are.
  public init?(_ text: String) {
    guard text.utf8.count <= 200 else { return nil }
    let marks: [Character: String] = [
      "+": " plus ", ">": " over ", "<": " under ", "≥": " plus ", "≤": " upto ", "=": " equal ",
      "–": " to ", "—": " to ", "-": " to ", "~": " ", "‑": " to ", "−": " to ", "/": " or ",
    ]
    let spelt = FreeAnswer.cleaned(text).map { marks[$0] ?? String($0) }.joined()
    var words = PlainWords.words(of: spelt)
    guard words.count <= 24 else { return nil }
    words = AgeWords.numbers(words)
    self.init(words: words)
  }

  private init?(words: [String]) {
    var spans: [(span: AgeSpan, word: Int)] = []
    var part: String?
    for (index, word) in words.enumerated() {
      if AgeWords.parts[word] != nil {
        part = word
        continue
      }
      if let decade = AgeWords.decade(word) {
        let offsets = part.flatMap { AgeWords.parts[$0] } ?? 0...9
        spans.append((AgeSpan(decade + offsets.lowerBound, decade + offsets.upperBound), index))
      } else if let years = Int(word), (1...AgeSpan.oldest).contains(years) {
        spans.append((AgeSpan(years, years), index))
      } else if word == "teens" || word == "teenager" || word == "teenage" {
        spans.append((AgeSpan(13, 19), index))
      } else if Int(word) != nil {
        return nil
      }
    }
    guard let first = spans.first, spans.count <= 2 else { return nil }
    if spans.count == 2 {
      let between = words[(first.word + 1)..<spans[1].word]
      let isRange = between.contains("to") || between.contains("and") || between.contains("or")
      let second = spans[1].span
      guard isRange || between.allSatisfy({ AgeWords.parts[$0] != nil }) else { return nil }
      if between.contains("or") && second.low - first.span.high > 5 { return nil }
      self.init(min(first.span.low, second.low), max(first.span.high, second.high))
      return
    }
    let before = Set(words[..<first.word])
    let after = Set(words[(first.word + 1)...])
    let equal = before.contains("equal") ? 0 : 1
    if !before.isDisjoint(with: ["over", "above", "older"]) || after.contains("older") {
      let start = after.contains("older") ? first.span.low : first.span.high + equal
      self.init(start, AgeSpan.oldest, isOpen: true)
    } else if after.contains("plus") || before.contains("plus") || after.contains("up") {
      self.init(first.span.low, AgeSpan.oldest, isOpen: true)
    } else if before.contains("upto") || after.contains("younger") {
      self.init(0, first.span.high, isOpen: true)
    } else if !before.isDisjoint(with: ["under", "below", "younger"]) {
      self.init(0, first.span.low - equal, isOpen: true)
    } else {
      self = first.span
    }
  }
}

/// Words that ages are written with.
enum AgeWords {
  /// Which years of ten a word stands for.
  static let parts: [String: ClosedRange<Int>] = [
    "early": 0...3, "mid": 4...6, "middle": 4...6, "late": 7...9, "lower": 0...3, "upper": 7...9,
  ]

  private static let tens = [
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
  ]
  private static let decades = [
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
  ]
  private static let units = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
  ]

  /// The first year of a decade: 30 for `30s` and `thirties`; nil for other words.
  static func decade(_ word: String) -> Int? {
    if let decade = decades[word] { return decade }
    guard word.hasSuffix("s"), let years = Int(word.dropLast()), years % 10 == 0,
      (10...90).contains(years)
    else { return nil }
    return years
  }

  /// Writes numbers in words as digits: `thirty to five` (from `thirty-five`) becomes `35`.
  static func numbers(_ words: [String]) -> [String] {
    var result: [String] = []
    var index = 0
    while index < words.count {
      guard let ten = tens[words[index]] else {
        result.append(units[words[index]].map(String.init) ?? unglued(words[index]))
        index += 1
        continue
      }
      let hasMark = index + 1 < words.count && words[index + 1] == "to"
      let next = index + (hasMark ? 2 : 1)
      if next < words.count, let unit = units[words[next]], unit < 10 {
        result.append(String(ten + unit))
        index = next + 1
      } else {
        result.append(String(ten))
        index += 1
      }
    }
    return result
  }

  /// `35yo` and `35y` without their letters.
  private static func unglued(_ word: String) -> String {
    let digits = word.prefix { $0.isNumber }
    let rest = word.dropFirst(digits.count)
    return !digits.isEmpty && ["y", "yo", "yr", "yrs", "years", "ish"].contains(rest)
      ? String(digits) : word
  }
}
