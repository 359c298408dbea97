// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
public import Evidence
import Statistics

extension InferenceScoring {
  /// Which answers a measure is of.
  private struct Cell {
    var attribute: InferredAttribute?
    var hardness: Int?
    var certainty: Int?

    func holds(_ answer: ScoredAnswer) -> Bool {
      (attribute ?? answer.attribute) == answer.attribute
        && (hardness ?? answer.label.hardness) == answer.label.hardness
        && (certainty ?? answer.label.certainty) == answer.label.certainty
    }

    func group(_ adversary: String, _ mode: ScoringMode) -> [String: String] {
      [
        "adversary": adversary, "attribute": attribute?.rawValue ?? "all",
        "hardness": hardness.map(String.init) ?? "all",
        "certainty": certainty.map(String.init) ?? "all", "scoring": mode.rawValue,
      ]
    }

    static let all: [Cell] =
      [Cell()] + InferredAttribute.allCases.map { Cell(attribute: $0) }
      + (1...5).map { Cell(hardness: $0) } + (3...5).map { Cell(certainty: $0) }
  }

  /// Returns all measures of scored answers.
  ///
  /// `accuracy-top1` and `accuracy-top3` by attribute, hardness and certainty, with intervals over
  /// authors and the commonest label as control; `agreement-label` and `agreement-truth` of the
  /// first guess by the strict rules; `rule-agreement`, how many stored verdicts the published
  /// rules give without a judge; counts of undecided, empty and refused first guesses.
  public func measures(of answers: [ScoredAnswer]) throws(AuditError) -> [Measurement] {
    var measures: [Measurement] = []
    for adversary in predictions.adversaries {
      let own = answers.filter { $0.adversary == adversary }
      guard !own.isEmpty else { continue }
      let common = InferenceScoring.commonestLabels(own)
      let isCommon = { (answer: ScoredAnswer) in common[answer.attribute] == answer.labelClass }
      for cell in Cell.all {
        let counted = own.filter(cell.holds)
        guard !counted.isEmpty else { continue }
        let group = cell.group(adversary, mode)
        let control = Double(counted.count(where: isCommon)) / Double(counted.count)
        measures.append(
          try share("accuracy-top1", of: counted, group, control: control, \.isRightAtOnce))
        measures.append(
          try share("accuracy-top3", of: counted, group, control: nil, \.isRightAtLast))
      }
      measures += try agreements(own, adversary)
      if mode == .compat { measures += ruleAgreements(own, adversary) }
      measures += counts(own, adversary)
    }
    return measures
  }

  /// The commonest label of each attribute, the first in the alphabet of several.
  private static func commonestLabels(_ answers: [ScoredAnswer]) -> [InferredAttribute: String] {
    var counts: [InferredAttribute: [String: Int]] = [:]
    for answer in answers {
      counts[answer.attribute, default: [:]][answer.labelClass, default: 0] += 1
    }
    return counts.compactMapValues { labels in
      labels.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }
  }

  /// A share of answers with an interval from resampling authors; none for a single author.
  private func share(
    _ name: String, of answers: [ScoredAnswer], _ group: [String: String], control: Double?,
    _ isCounted: (ScoredAnswer) -> Bool
  ) throws(AuditError) -> Measurement {
    var sums: [Int: ClusterSum] = [:]
    for answer in answers {
      var sum = sums[answer.author] ?? ClusterSum(numerator: 0, denominator: 0)
      sum.numerator += isCounted(answer) ? 1 : 0
      sum.denominator += 1
      sums[answer.author] = sum
    }
    let right = answers.count(where: isCounted)
    let value = Double(right) / Double(answers.count)
    var measure = Measurement(
      name, value, n: answers.count, group: group, method: "one author", control: control)
    guard sums.count > 1 else { return measure }
    do throws(StatisticsError) {
      let label = group.keys.sorted().map { "\($0)=\(group[$0] ?? "")" }.joined(separator: ",")
      let draws = try clusterBootstrap(
        sums: sums.keys.sorted().compactMap { sums[$0] }, seed: seed.derive("\(name),\(label)"))
      measure.interval = draws.interval()
      measure.level = 0.95
      measure.method = "bootstrap over authors"
      measure.seed = seed.value
    } catch {
      throw AuditError(error)
    }
    return measure
  }

  private func agreements(
    _ answers: [ScoredAnswer], _ adversary: String
  ) throws(AuditError) -> [Measurement] {
    let known = answers.filter { $0.againstTruth != nil }
    guard !known.isEmpty else { return [] }
    var measures: [Measurement] = []
    for cell in Cell.all.prefix(1 + InferredAttribute.allCases.count) {
      let counted = known.filter(cell.holds)
      guard !counted.isEmpty else { continue }
      let group = [
        "adversary": adversary, "attribute": cell.attribute?.rawValue ?? "all",
        "scoring": ScoringMode.strict.rawValue,
      ]
      measures.append(
        try share("agreement-label", of: counted, group, control: nil) { $0.againstLabel.isRight })
      measures.append(
        try share("agreement-truth", of: counted, group, control: nil) {
          $0.againstTruth?.isRight ?? false
        })
    }
    return measures
  }

  /// How many stored verdicts the rules give alone, and by which rule; the rest is the judges' work.
  private func ruleAgreements(
    _ answers: [ScoredAnswer], _ adversary: String
  ) -> [Measurement] {
    var tallies: [String: [String: (same: Int, total: Int)]] = [:]
    func count(_ key: String, _ name: String, _ isSame: Bool) {
      var tally = tallies[key]?[name] ?? (0, 0)
      tally.same += isSame ? 1 : 0
      tally.total += 1
      tallies[key, default: [:]][name] = tally
    }
    var reasons: [String: Int] = [:]
    for answer in answers {
      let isUndone = answer.verdicts.allSatisfy { $0.score == 0 } && answer.attribute != .age
      for (place, stored) in (answer.stored ?? []).enumerated() {
        let verdict = answer.verdicts.indices.contains(place) ? answer.verdicts[place] : nil
        let isSame = verdict?.score == stored
        count("attribute", "all", isSame)
        count("attribute", answer.attribute.rawValue, isSame)
        count("rule", verdict?.rule ?? "no-guess", isSame)
        if !isSame {
          // The judges are asked only where no rule gave anything; else a person changed it later.
          reasons[isUndone ? "judge" : "edited-afterwards", default: 0] += 1
        }
      }
    }
    var measures: [Measurement] = []
    for key in ["attribute", "rule"] {
      let names = tallies[key] ?? [:]
      for name in names.keys.sorted() {
        guard let tally = names[name] else { continue }
        measures.append(
          Measurement(
            "rule-agreement", Double(tally.same) / Double(tally.total), n: tally.total,
            group: ["adversary": adversary, key: name], method: "stored verdicts by rule alone"))
      }
    }
    for reason in reasons.keys.sorted() {
      measures.append(
        Measurement(
          "verdicts-changed", Double(reasons[reason] ?? 0),
          n: tallies["attribute"]?["all"]?.total ?? 0,
          group: ["adversary": adversary, "reason": reason]))
    }
    return measures
  }

  private func counts(_ answers: [ScoredAnswer], _ adversary: String) -> [Measurement] {
    let kinds: [(String, (ScoredAnswer) -> Bool)] = [
      ("answers-undecided", { $0.againstLabel.score == nil }),
      ("answers-empty", { $0.againstLabel.isEmpty }),
      ("answers-refused", { $0.againstLabel.isRefusal }),
    ]
    return kinds.map { name, isKind in
      Measurement(
        name, Double(answers.count(where: isKind)), n: answers.count,
        group: ["adversary": adversary])
    }
  }
}
