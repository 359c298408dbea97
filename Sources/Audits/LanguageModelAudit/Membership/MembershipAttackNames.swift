// SPDX-License-Identifier: Apache-2.0

import Attacks

/// The membership attacks of an audit, by the names under which results stand.
struct MembershipAttackNames: Sendable {
  /// All that there are, whether they could be made or not.
  let all: [String]
  /// Those for which everything needed was asked for; the level of bounds is split over them.
  let made: [String]
  private let questions: MembershipQuestions
  private let shadowCount: Int

  /// Names attacks.
  ///
  /// - Parameters:
  ///   - questions: What is asked of each text.
  ///   - shadowCount: The number of shadow models.
  init(_ questions: MembershipQuestions, shadowCount: Int) {
    self.questions = questions
    self.shadowCount = shadowCount
    all = questions.names + ShadowAttacks.names
    var left: Set<MembershipAttack> = []
    if questions.reference == nil { left.insert(.reference) }
    if questions.neighbours == nil { left.insert(.neighbour) }
    let asked = MembershipQuestions(questions.attacks.filter { !left.contains($0) })
    made = asked.names + (shadowCount > 0 ? ShadowAttacks.names : [])
  }

  /// Why an attack has no result.
  func reason(_ name: String) -> String {
    ShadowAttacks.names.contains(name)
      ? ShadowAttacks.reason(count: shadowCount) : questions.reason(without: name)
  }
}
