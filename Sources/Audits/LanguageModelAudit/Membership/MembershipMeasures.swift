// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Statistics

/// How well each attack tells texts that were trained on from those that never were.
struct MembershipMeasures {
  /// A text's scores, and to whom and which class it belongs.
  struct Text {
    let scores: [String: Double]
    let person: String
    let copies: Int
  }

  /// The rates of false alarms at which the share of members found is told.
  private static let rates = [0.01, 0.001]

  private let members: [Text]
  private let nonmembers: [Text]
  private let isPaired: Bool
  private let attacks: MembershipAttackNames
  private let seed: UInt64

  /// Takes both sides.
  ///
  /// - Parameters:
  ///   - members: Texts that were trained on.
  ///   - nonmembers: Texts that were not.
  ///   - isPaired: Whether texts at the same place belong to one another and persons have several:
  ///     intervals are then drawn by person.
  ///   - attacks: The attacks, made or not.
  ///   - seed: The seed of draws.
  init(
    members: [Text], nonmembers: [Text], isPaired: Bool, attacks: MembershipAttackNames,
    seed: UInt64
  ) {
    self.members = members
    self.nonmembers = nonmembers
    self.isPaired = isPaired
    self.attacks = attacks
    self.seed = seed
  }

  /// What stands in place of every attack where the two sides cannot be compared.
  static func missing(_ reason: String, _ attacks: MembershipAttackNames) -> [Measurement] {
    attacks.all.flatMap { attack in
      (["membership-auc"] + rates.map(name)).map {
        Measurement(missing: $0, reason: reason, group: ["attack": attack])
      }
    }
  }

  /// The numbers of copies, where there is more than one.
  private var classes: [Int] {
    let classes = Set(members.map(\.copies)).sorted()
    return classes.count > 1 ? classes : []
  }

  /// The measures of every attack: pooled, then by number of copies.
  var all: [Measurement] {
    attacks.all.flatMap { attack in
      let pooled = measures(of: attack, copies: nil)
      // What was not made at all is said once.
      guard pooled.contains(where: { $0.value != nil }) else { return pooled }
      return pooled + classes.flatMap { measures(of: attack, copies: $0) }
    }
  }

  /// The curves of every attack, pooled.
  var curves: [Series] {
    attacks.all.compactMap { attack in
      let (positives, negatives) = scores(of: attack, copies: nil)
      guard let curve = try? RankingCurve(positives: positives, negatives: negatives) else {
        return nil
      }
      let rates = curve.thinned(to: 200).map(curve.rates(at:))
      return Series(
        "roc", group: ["attack": attack], xName: "false positive rate",
        yName: "true positive rate", x: rates.map(\.falsePositive), y: rates.map(\.truePositive))
    }
  }

  private func scores(of attack: String, copies: Int?) -> (members: [Double], others: [Double]) {
    let chosen = { (texts: [Text]) in
      texts.filter { copies == nil || $0.copies == copies }.compactMap { $0.scores[attack] }
    }
    return (chosen(members), chosen(nonmembers))
  }

  private func measures(of attack: String, copies: Int?) -> [Measurement] {
    var labels = ["attack": attack]
    labels["copies"] = copies.map(String.init)
    let (positives, negatives) = scores(of: attack, copies: copies)
    guard let found = try? DeLongEstimate(positives: positives, negatives: negatives),
      let curve = try? RankingCurve(positives: positives, negatives: negatives)
    else {
      let reason = attacks.reason(attack)
      return (["membership-auc"] + MembershipMeasures.rates.map(MembershipMeasures.name)).map {
        Measurement(missing: $0, reason: reason, group: labels)
      }
    }
    let area = Measurement(
      "membership-auc", byPerson(attack, copies) ?? found.estimate(), group: labels, control: 0.5,
      seed: isPaired ? seed : nil)
    return [area]
      + MembershipMeasures.rates.map { rate in
        let name = MembershipMeasures.name(rate)
        guard let point = try? curve.truePositiveRate(atFalsePositiveRate: rate),
          let share = point.truePositiveRate
        else {
          let reason =
            (try? curve.truePositiveRate(atFalsePositiveRate: rate))?.reason ?? "not computable"
          return Measurement(missing: name, reason: reason, group: labels)
        }
        return Measurement(name, share, group: labels, control: rate)
      }
  }

  /// The area with an interval by person; nil where texts are no pairs.
  private func byPerson(_ attack: String, _ copies: Int?) -> Estimate? {
    guard isPaired else { return nil }
    let pairs = zip(members, nonmembers).filter { copies == nil || $0.0.copies == copies }
    var people: [String: Int] = [:]
    var (labels, positives, negatives): ([Int], [Double], [Double]) = ([], [], [])
    for (member, other) in pairs {
      guard let own = member.scores[attack], let twin = other.scores[attack] else { continue }
      labels.append(people[member.person] ?? people.count)
      people[member.person] = labels[labels.count - 1]
      positives.append(own)
      negatives.append(twin)
    }
    let (own, others) = (positives, negatives)
    return try? bootstrap(
      .clustered(labels), resamples: 1000,
      seed: Seed(seed).derive("membership-\(attack)-\(copies ?? 0)")
    ) { rows in
      try? areaUnderCurve(positives: rows.map { own[$0] }, negatives: rows.map { others[$0] })
    }.estimate(method: "bootstrap by person")
  }

  private static func name(_ rate: Double) -> String { "tpr@fpr=\(rate)" }
}
