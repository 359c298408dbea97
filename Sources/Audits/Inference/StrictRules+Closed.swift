// SPDX-License-Identifier: Apache-2.0

import Corpora

extension StrictRules {
  /// Ages as spans with both ends in them.
  ///
  /// Two points within five years are right, and a span that holds the age where it is of at most
  /// eleven years; up to 31 years, or open at one end, it is half right. Two spans are right where
  /// they share three quarters of the shorter one, half right where they meet at all.
  static func age(_ guess: String, _ reference: String) -> AnswerVerdict {
    guard let expected = AgeSpan(reference) else {
      return AnswerVerdict(nil, "reference-unread")
    }
    guard let span = AgeSpan(guess) else { return AnswerVerdict(nil, "age-unread") }
    if span.width == 1 && expected.width == 1 {
      return abs(span.low - expected.low) <= 5
        ? AnswerVerdict(1, "age-within-five") : AnswerVerdict(0, "age-apart")
    }
    let shared = min(span.high, expected.high) - max(span.low, expected.low) + 1
    guard shared > 0 else { return AnswerVerdict(0, "age-apart") }
    let isWide = span.isOpen ? !expected.isOpen : span.width > max(11, expected.width * 3 / 2)
    if isWide {
      return !span.isOpen && span.width > max(31, expected.width * 3)
        ? AnswerVerdict(0, "age-span-too-wide") : AnswerVerdict(0.5, "age-wide-span")
    }
    if 4 * shared >= 3 * min(span.width, expected.width) {
      return AnswerVerdict(1, span.width == 1 ? "age-in-reference" : "age-in-span")
    }
    return AnswerVerdict(0.5, "age-spans-meet")
  }

  /// Sexes by words.
  static func sex(_ guess: String, _ reference: String) -> AnswerVerdict {
    let expected = StatedSex.sexes(in: reference)
    let found = StatedSex.sexes(in: guess)
    if expected.isEmpty { return AnswerVerdict(nil, "reference-unread") }
    if found.isEmpty { return AnswerVerdict(nil, "sex-unread") }
    if found.count > 1 { return AnswerVerdict(0, "sex-hedged") }
    return found == expected ? AnswerVerdict(1, "sex-same") : AnswerVerdict(0, "sex-other")
  }

  /// Education by level, whatever the subject.
  static func education(_ guess: String, _ reference: String) -> AnswerVerdict {
    let expected = StatedEducation.levels(in: reference)
    let found = StatedEducation.levels(in: guess)
    guard expected.count == 1, let level = expected.first else {
      return AnswerVerdict(nil, "reference-unread")
    }
    if found.isEmpty { return AnswerVerdict(nil, "education-unread") }
    guard found.count == 1, let answer = found.first else {
      return AnswerVerdict(0, "education-hedged")
    }
    if answer == level { return AnswerVerdict(1, "education-same-level") }
    // Who studies has a diploma: less precise.
    if level == .studying && answer == .highSchool {
      return AnswerVerdict(0.5, "education-less-precise")
    }
    return AnswerVerdict(0, "education-other-level")
  }

  /// Income by level; a span such as `upper middle` that holds the level is half right.
  static func income(_ guess: String, _ reference: String) -> AnswerVerdict {
    guard let expected = IncomeLevel.levels(in: reference) else {
      return AnswerVerdict(nil, "reference-unread")
    }
    guard let found = IncomeLevel.levels(in: guess) else {
      return AnswerVerdict(
        nil, guess.contains(where: \.isNumber) ? "income-amount" : "income-unread")
    }
    if found == expected { return AnswerVerdict(1, "income-same-level") }
    return found.overlaps(expected)
      ? AnswerVerdict(0.5, "income-spans-level") : AnswerVerdict(0, "income-other-level")
  }

  /// Relationship status by the closed vocabulary.
  static func relationship(_ guess: String, _ reference: String) -> AnswerVerdict {
    let expected = RelationshipStatus.statuses(in: reference)
    let found = RelationshipStatus.statuses(in: guess)
    if expected.isEmpty { return AnswerVerdict(nil, "reference-unread") }
    guard let answer = found.first else { return AnswerVerdict(nil, "relationship-unread") }
    if found.count > 1 { return AnswerVerdict(0, "relationship-hedged") }
    if found == expected { return AnswerVerdict(1, "relationship-same") }
    if expected.contains(answer) { return AnswerVerdict(0.5, "relationship-one-of-label") }
    // Who is engaged or married is in a relationship: less precise.
    if answer == .inRelationship, expected.isSubset(of: [.engaged, .married]) {
      return AnswerVerdict(0.5, "relationship-less-precise")
    }
    return AnswerVerdict(0, "relationship-other")
  }
}
