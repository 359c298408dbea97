// SPDX-License-Identifier: Apache-2.0

/// Finds telephone numbers: 7 to 15 digits in groups, as people write them in many countries.
///
/// A number with `+` or a bracket is one at once; others need two groups or more, or 10 or 11 digits in one,
/// and must not look like a date, an internet address, a span of years, a number in thousands, or a
/// card's number. The limit of 15 digits is that of ITU-T E.164.
public struct PhoneDetector: PersonalDataDetector {
  /// `phone`.
  public let name = "phone"
  /// Telephone numbers.
  public let kinds: [PersonalDataKind] = [.phone]

  /// Creates a detector.
  public init() {}

  /// Finds numbers.
  public func spans(in text: ScannedText) -> [PersonalDataSpan] {
    DigitGroups.all(in: text, marks: [32, 45, 46, 47], brackets: true).compactMap { run in
      PhoneDetector.confidence(run, text).map { span(run.range, .phone, $0) }
    }
  }

  private static func confidence(_ run: DigitGroups, _ text: ScannedText) -> Double? {
    let count = run.digitCount
    guard (7...15).contains(count) else { return nil }
    let before = text.byte(run.range.lowerBound - 1)
    // $ and # before, and a decimal comma or colon on either side, make it another number.
    guard before != 36, before != 35, before != 44, before != 58, before != 46 else { return nil }
    if run.hasPlus { return count >= 8 ? 1 : nil }
    if run.hasBracket { return 0.9 }
    let sizes = run.groups.map(\.count)
    if sizes.count == 1 { return count == 10 || count == 11 ? 0.5 : nil }
    guard sizes.allSatisfy({ $0 <= 6 }), !isDate(run, text), !isAddress(run) else { return nil }
    if sizes == [4, 4], isYear(run.groups[0], text), isYear(run.groups[1], text) { return nil }
    let inThousands =
      sizes.dropFirst().allSatisfy { $0 == 3 } && sizes[0] <= 3
      && text.byte(run.groups[0].lowerBound) != 48 && Set(run.marks).count == 1
      && run.marks[0] != 45 && !(sizes[0] == 3 && sizes.count == 3)
    return inThousands ? nil : 0.8
  }

  private static func isYear(_ group: Range<Int>, _ text: ScannedText) -> Bool {
    let first = text.byte(group.lowerBound)
    let second = text.byte(group.lowerBound + 1)
    return group.count == 4 && ((first == 49 && second >= 55) || (first == 50 && second == 48))
  }

  /// Whether it begins as year-month-day or day-month-year.
  private static func isDate(_ run: DigitGroups, _ text: ScannedText) -> Bool {
    guard run.groups.count >= 3, run.marks[0] == run.marks[1], run.marks[0] != 32 else {
      return false
    }
    let sizes = run.groups.prefix(3).map(\.count)
    return (sizes[0] == 4 && sizes[1] <= 2 && sizes[2] <= 2 && isYear(run.groups[0], text))
      || (sizes[0] <= 2 && sizes[1] <= 2 && sizes[2] == 4 && isYear(run.groups[2], text))
  }

  private static func isAddress(_ run: DigitGroups) -> Bool {
    run.groups.count >= 4 && run.marks.prefix(3).allSatisfy { $0 == 46 }
      && run.groups.prefix(4).allSatisfy { $0.count <= 3 }
  }
}
