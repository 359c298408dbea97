// SPDX-License-Identifier: Apache-2.0

/// Finds amounts of money: with a sign, a currency's code or its name, or by year.
///
/// `$1,200.50`, `€40k`, `1.5 million dollars`, `USD 300`, `45k a year`. A number alone is none.
public struct MoneyDetector: PersonalDataDetector {
  /// `money`.
  public let name = "money"
  /// Amounts of money.
  public let kinds: [PersonalDataKind] = [.money]

  private static let currencies: Set<String> = [
    "usd", "eur", "gbp", "chf", "cad", "aud", "nzd", "jpy", "inr", "cny", "sek", "nok", "dkk",
    "pln", "brl", "mxn", "zar", "dollars", "dollar", "euros", "euro", "bucks", "rupees", "yen",
    "francs", "pesos", "quid", "cents", "yuan", "rand", "kroner", "kronor",
  ]
  /// Names before the currency's, as in `90 thousand canadian dollars`.
  private static let nations: Set<String> = [
    "us", "canadian", "australian", "american", "chinese", "japanese", "swiss", "indian", "british",
    "mexican", "singapore", "hong", "new",
  ]
  private static let scales: Set<String> = [
    "k", "m", "bn", "thousand", "million", "billion", "grand", "lakh", "lakhs", "crore",
  ]
  private static let rates: [[String]] = [
    ["a", "year"], ["per", "year"], ["an", "hour"], ["per", "hour"], ["a", "month"],
    ["per", "month"], ["a", "week"], ["annually"], ["yearly"], ["salary"], ["income"],
  ]

  /// Creates a detector.
  public init() {}

  /// Finds amounts.
  public func spans(in text: ScannedText) -> [PersonalDataSpan] {
    var found: [PersonalDataSpan] = []
    var place = 0
    while place < text.words.count {
      guard let amount = MoneyDetector.amount(text, place) else {
        place += 1
        continue
      }
      place = amount.next
      if let (range, confidence) = MoneyDetector.money(text, amount),
        range.lowerBound >= (found.last?.range.upperBound ?? 0)
      {
        found.append(span(range, .money, confidence))
      }
    }
    return found
  }

  /// A number with its thousands, fraction and scale, as places among the words.
  private struct Amount {
    var first: Int
    var next: Int
    var start: Int
    var end: Int
    /// Whether it ends in `k` or `grand`.
    var isThousands: Bool
  }

  private static func amount(_ text: ScannedText, _ place: Int) -> Amount? {
    guard let head = split(text.words[place].text) else { return nil }
    var amount = Amount(
      first: place, next: place + 1, start: text.words[place].range.lowerBound,
      end: text.words[place].range.upperBound, isThousands: head == "k")
    var scale = head
    while scale.isEmpty, amount.next < text.words.count,
      text.words[amount.next].range.lowerBound == amount.end + 1,
      text.byte(amount.end) == 44 || text.byte(amount.end) == 46,
      let tail = split(text.words[amount.next].text)
    {
      scale = tail
      amount.end = text.words[amount.next].range.upperBound
      amount.isThousands = tail == "k"
      amount.next += 1
    }
    if scale.isEmpty, amount.next < text.words.count,
      scales.contains(text.words[amount.next].text), text.areAdjacent(amount.next - 1, amount.next)
    {
      amount.isThousands = ["k", "grand"].contains(text.words[amount.next].text)
      amount.end = text.words[amount.next].range.upperBound
      amount.next += 1
    }
    return amount
  }

  /// The scale behind the digits of a word, "" where there is none; nil for other words.
  private static func split(_ word: String) -> String? {
    let digits = word.utf8.prefix { ByteClass.isDigit($0) }.count
    guard digits > 0, digits <= 15 else { return nil }
    let rest = String(word.dropFirst(digits))
    return rest.isEmpty || scales.contains(rest) ? rest : nil
  }

  private static func money(_ text: ScannedText, _ amount: Amount) -> (Range<Int>, Double)? {
    if let size = sign(text, before: amount.start) {
      return (amount.start - size..<amount.end, 1)
    }
    if let size = sign(text, after: amount.end) { return (amount.start..<amount.end + size, 0.95) }
    let last = amount.next - 1
    var name = amount.next
    if name < text.words.count, nations.contains(text.words[name].text) { name += 1 }
    if name < text.words.count, currencies.contains(text.words[name].text),
      (last..<name).allSatisfy({ text.areAdjacent($0, $0 + 1) })
    {
      return (amount.start..<text.words[name].range.upperBound, 0.95)
    }
    let before = amount.first - 1
    if before >= 0, text.words[before].text.utf8.count == 3,
      currencies.contains(text.words[before].text), text.areAdjacent(before, amount.first)
    {
      return (text.words[before].range.lowerBound..<amount.end, 0.95)
    }
    guard amount.isThousands, text.areAdjacent(last, amount.next) else { return nil }
    let isRate = rates.contains { text.follows(amount.next, $0) }
    return isRate ? (amount.start..<amount.end, 0.8) : nil
  }

  /// The size of `$`, `£`, `€`, `¥` or `₹`, with a space at most, before an offset.
  private static func sign(_ text: ScannedText, before offset: Int) -> Int? {
    for space in 0...1 {
      if space == 1, text.byte(offset - 1) != 32 { return nil }
      let end = offset - space
      if text.byte(end - 1) == 36 { return 1 + space }
      if text.byte(end - 2) == 0xc2, [0xa3, 0xa5].contains(text.byte(end - 1)) { return 2 + space }
      if text.byte(end - 3) == 0xe2, text.byte(end - 2) == 0x82,
        [0xac, 0xb9].contains(text.byte(end - 1))
      {
        return 3 + space
      }
    }
    return nil
  }

  private static func sign(_ text: ScannedText, after offset: Int) -> Int? {
    for space in 0...1 {
      if space == 1, text.byte(offset) != 32 { return nil }
      let start = offset + space
      if text.byte(start) == 36, !ByteClass.isDigit(text.byte(start + 1)) { return 1 + space }
      if text.byte(start) == 0xc2, text.byte(start + 1) == 0xa3 { return 2 + space }
      if text.byte(start) == 0xe2, text.byte(start + 1) == 0x82, text.byte(start + 2) == 0xac {
        return 3 + space
      }
    }
    return nil
  }
}
