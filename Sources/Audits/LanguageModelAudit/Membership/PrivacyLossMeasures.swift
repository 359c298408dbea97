// SPDX-License-Identifier: Apache-2.0

import Attacks
import Corpora
import Evidence
import Statistics

/// A lower bound of epsilon from one training, for people.
///
/// The attacker guesses which person of each pair the model was trained on. A corpus draws members and
/// twins from one distribution, person by person, so which of two is the member is one fair coin for
/// all their documents. A model that is private for each person to epsilon lets at most a share
/// e^epsilon / (1 + e^epsilon) of guesses be right (Steinke, Nasr and Jagielski, "Privacy Auditing with
/// One (1) Training Run", 2023, arXiv:2305.08846, with one of two people in place of in or out). The
/// number of guesses is fixed beforehand, and the level is split over the attacks. The bound is one for
/// exchanging a person for another; one for adding or removing a person is half of it.
struct PrivacyLossMeasures {
  /// The share of pairs that are guessed: those whose scores lie furthest apart.
  private static let guessedShare = 0.25
  /// The probability with which a private model may break its promise.
  private static let delta = 1e-5

  private let pairs: [AdvantageMeasures.Read]
  private let attacks: MembershipAttackNames

  init(_ pairs: [AdvantageMeasures.Read], _ attacks: MembershipAttackNames) {
    self.pairs = pairs
    self.attacks = attacks
  }

  /// What stands in place of every bound where membership cannot be measured.
  static func missing(_ reason: String, _ attacks: MembershipAttackNames) -> [Measurement] {
    attacks.all.map {
      Measurement(
        missing: "epsilon-lower-bound", reason: reason, group: ["attack": $0, "unit": "person"])
    }
  }

  /// One bound for each attack.
  var all: [Measurement] { attacks.all.map(bound) }

  private func bound(_ attack: String) -> Measurement {
    let labels = ["attack": attack, "unit": "person"]
    guard attacks.made.contains(attack) else {
      return Measurement(
        missing: "epsilon-lower-bound", reason: attacks.reason(attack), group: labels)
    }
    let (people, guesses, correct) = guesses(by: attack)
    guard guesses > 0 else {
      return Measurement(
        missing: "epsilon-lower-bound",
        reason: "\(people) pairs of people", group: labels)
    }
    guard let bound = lowerBound(people, guesses, correct, delta: PrivacyLossMeasures.delta) else {
      return Measurement(
        missing: "epsilon-lower-bound", reason: "it could not be computed", group: labels)
    }
    return Measurement(
      "epsilon-lower-bound", bound, n: people, group: labels,
      level: 0.95, method: "one run, \(guesses) guesses fixed beforehand, delta 1e-5, level split",
      control: 0)
  }

  /// The lower bounds of all attacks for another delta, at 95 % together.
  func bounds(delta: Double) -> [Double] {
    attacks.made.compactMap { attack in
      let (people, guesses, correct) = guesses(by: attack)
      return guesses > 0 ? lowerBound(people, guesses, correct, delta: delta) : nil
    }
  }

  private func lowerBound(
    _ people: Int, _ guesses: Int, _ correct: Int, delta: Double
  ) -> Double? {
    let audit = try? OneRunAudit(
      canaryCount: people, guessCount: guesses, correctCount: correct, delta: delta)
    return try? audit?.lowerBound(choiceCount: attacks.made.count)
  }

  /// The pairs of people that an attack has scores for, how many are guessed, and how many rightly.
  private func guesses(by attack: String) -> (people: Int, guesses: Int, correct: Int) {
    var people: [String: (sum: Double, count: Double)] = [:]
    for read in pairs {
      guard let own = read.member.scores[attack], let twin = read.twin.scores[attack] else {
        continue
      }
      let old = people[read.pair.member.profile] ?? (0, 0)
      people[read.pair.member.profile] = (old.sum + own - twin, old.count + 1)
    }
    let differences = people.sorted { $0.key < $1.key }.map { $0.value.sum / $0.value.count }
    let guesses = Int(PrivacyLossMeasures.guessedShare * Double(differences.count))
    let furthest = differences.sorted { abs($0) > abs($1) }.prefix(guesses)
    return (differences.count, guesses, furthest.count { $0 > 0 })
  }
}
