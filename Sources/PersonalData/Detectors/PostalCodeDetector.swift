// SPDX-License-Identifier: Apache-2.0

/// Finds postal codes of the United Kingdom, Canada and the United States.
///
/// British and Canadian codes are told by their form, in capitals. Five digits alone are no code:
/// they need `ZIP` or a state's two capitals before them, or four more digits behind a hyphen.
public struct PostalCodeDetector: PersonalDataDetector {
  /// `postcode`.
  public let name = "postcode"
  /// Postal codes.
  public let kinds: [PersonalDataKind] = [.postalCode]

  private static let callers: Set<String> = ["zip", "zipcode", "postcode", "code"]

  /// Creates a detector.
  public init() {}

  /// Finds codes.
  public func spans(in text: ScannedText) -> [PersonalDataSpan] {
    var found: [PersonalDataSpan] = []
    for place in text.words.indices {
      guard let (range, confidence) = code(text, place),
        range.lowerBound >= (found.last?.range.upperBound ?? 0)
      else { continue }
      found.append(span(range, .postalCode, confidence))
    }
    return found
  }

  private func code(_ text: ScannedText, _ place: Int) -> (Range<Int>, Double)? {
    let word = text.words[place]
    let form = PostalCodeDetector.form(text, word.range)
    if form == "99999" { return zip(text, place) }
    guard place + 1 < text.words.count, text.areAdjacent(place, place + 1) else { return nil }
    let next = text.words[place + 1].range
    let tail = PostalCodeDetector.form(text, next)
    let isBritish =
      ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"].contains(form) && tail == "9AA"
    let isCanadian = form == "A9A" && tail == "9A9"
    return isBritish || isCanadian ? (word.range.lowerBound..<next.upperBound, 0.95) : nil
  }

  private func zip(_ text: ScannedText, _ place: Int) -> (Range<Int>, Double)? {
    let word = text.words[place].range
    let next = place + 1
    if next < text.words.count, text.words[next].range.lowerBound == word.upperBound + 1,
      text.byte(word.upperBound) == 45,
      PostalCodeDetector.form(text, text.words[next].range) == "9999"
    {
      return (word.lowerBound..<text.words[next].range.upperBound, 0.9)
    }
    guard place > 0 else { return nil }
    let before = text.words[place - 1]
    let gap = before.range.upperBound..<word.lowerBound
    guard gap.count <= 2, text.bytes[gap].allSatisfy({ $0 == 32 || $0 == 58 }) else { return nil }
    let isState = PostalCodeDetector.form(text, before.range) == "AA"
    return isState || PostalCodeDetector.callers.contains(before.text) ? (word, 0.8) : nil
  }

  /// A word with `9` for each digit and `A` for each capital, up to six; "" for other words.
  private static func form(_ text: ScannedText, _ range: Range<Int>) -> String {
    guard range.count <= 6 else { return "" }
    var form = ""
    for byte in text.bytes[range] {
      guard ByteClass.isDigit(byte) || ByteClass.isUpper(byte) else { return "" }
      form.append(ByteClass.isDigit(byte) ? "9" : "A")
    }
    return form
  }
}
