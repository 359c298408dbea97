// SPDX-License-Identifier: Apache-2.0

/// Finds numbers of payment cards: 12 to 19 digits, in one or with spaces or hyphens, that Luhn's check
/// accepts.
///
/// One in ten numbers of that length passes by chance. The check: ISO/IEC 7812-1, annex B.
public struct PaymentCardDetector: PersonalDataDetector {
  /// `card`.
  public let name = "card"
  /// Card numbers.
  public let kinds: [PersonalDataKind] = [.card]

  /// Creates a detector.
  public init() {}

  /// Finds numbers.
  public func spans(in text: ScannedText) -> [PersonalDataSpan] {
    DigitGroups.all(in: text, marks: [32, 45], brackets: false).compactMap { run in
      guard (12...19).contains(run.digitCount), run.groups.count == 1 || isGrouped(run) else {
        return nil
      }
      let digits = run.digits(in: text)
      guard Set(digits).count > 1, PaymentCardDetector.passesLuhn(digits) else { return nil }
      return span(run.range, .card, 0.95)
    }
  }

  /// Whether groups hold three to seven digits, with one mark between all of them.
  private func isGrouped(_ run: DigitGroups) -> Bool {
    run.groups.allSatisfy { (3...7).contains($0.count) } && Set(run.marks).count == 1
  }

  /// Whether digits pass the check: every second from the right doubled, the digits' sum ends in 0.
  static func passesLuhn(_ digits: [UInt8]) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = Int(digit) * (place % 2 == 0 ? 1 : 2)
      sum += value > 9 ? value - 9 : value
    }
    return sum % 10 == 0
  }
}
