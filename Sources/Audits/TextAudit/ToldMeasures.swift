// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import Statistics

/// Turns what adversaries told into measures: accuracy, what it gains on the majority, calibration.
struct ToldMeasures {
  /// What was told of the texts as they would be handed on.
  let cells: [InferenceCell]
  /// The baselines' cells, on which attributes are told without reading.
  let baseline: [InferenceCell]
  /// Grades by author and attribute.
  let grades: [Int: [InferredAttribute: InferenceGrade]]
  /// What further groups say, such as `texts: before`.
  let group: [String: String]
  let seed: UInt64

  private static let level = 0.95
  /// Bins of equal width, as Guo et al., 2017, use them.
  static let binCount = 15

  /// The adversaries in order of first appearance.
  var adversaries: [String] {
    cells.reduce(into: []) { names, cell in
      if !names.contains(cell.adversary) { names.append(cell.adversary) }
    }
  }

  /// All measures: pooled, by attribute, by hardness, by certainty, then what each gains.
  var all: [Measurement] {
    adversaries.flatMap { adversary -> [Measurement] in
      let own = cells.filter { $0.adversary == adversary }
      let targets = Set(own.map(\.target)).sorted()
      let pooled = own.filter(\.target.isPooled)
      let name = ["adversary": adversary]
      return accuracies(pooled, name.merging(["attribute": "all"]) { $1 })
        + targets.flatMap { target in
          accuracies(own.filter { $0.target == target }, name.merging(target.group) { $1 })
        }
        + graded(pooled, name)
        + calibration(pooled, name)
    }
  }

  /// Accuracy of the first guess and of the first three.
  private func accuracies(
    _ cells: [InferenceCell], _ group: [String: String]
  ) -> [Measurement] {
    let group = self.group.merging(group) { $1 }
    let guessed = matched(cells)
    return [
      share(
        "accuracy-top1", cells, group,
        control: guessed.map { ToldMeasures.rate($0, \.isFirst) }
      ) { $0.isFirst },
      share(
        "accuracy-top3", cells, group,
        control: guessed.map { ToldMeasures.rate($0, \.isAmongThree) }
      ) { $0.isAmongThree },
      advantage(cells, guessed, group),
    ]
  }

  private func share(
    _ name: String, _ cells: [InferenceCell], _ group: [String: String], control: Double?,
    _ isRight: (InferenceCell) -> [Bool]
  ) -> Measurement {
    let clusters = ToldMeasures.byAuthor(cells).map { own in
      ClusteredProportion.Cluster(
        successes: own.reduce(0) { $0 + isRight($1).count { $0 } },
        trials: own.reduce(0) { $0 + isRight($1).count })
    }
    guard let found = try? ClusteredProportion(clusters) else {
      return Measurement(missing: name, reason: "there was nothing to tell", group: group)
    }
    let estimate = found.estimate(level: ToldMeasures.level)
    return Measurement(
      name, estimate.value, n: clusters.count, group: group, interval: estimate.interval,
      level: estimate.level, method: "share of right answers by author; \(estimate.method)",
      control: control)
  }

  /// What the adversary gains on naming the commonest class, on the same authors.
  private func advantage(
    _ cells: [InferenceCell], _ guessed: [InferenceCell]?, _ group: [String: String]
  ) -> Measurement {
    let name = "attribute-advantage"
    guard let guessed else {
      return Measurement(missing: name, reason: "there is no baseline for it", group: group)
    }
    return difference(
      name, cells, guessed, group,
      method: "accuracy less that of the majority class, on the same authors; bootstrap by author")
  }

  /// A paired difference of accuracies over authors.
  func difference(
    _ name: String, _ minuends: [InferenceCell], _ subtrahends: [InferenceCell],
    _ group: [String: String], method: String
  ) -> Measurement {
    let authors = Set(minuends.map(\.author)).intersection(subtrahends.map(\.author)).sorted()
    guard authors.count > 1,
      let found = try? clusterBootstrap(
        minuends: [ToldMeasures.sums(minuends, authors)],
        subtrahends: [ToldMeasures.sums(subtrahends, authors)],
        seed: Seed(seed).derive(name))
    else {
      return Measurement(missing: name, reason: "of fewer than two authors", group: group)
    }
    return Measurement(
      name, found.estimate, n: authors.count, group: group,
      interval: ToldMeasures.widened(found, authors: authors.count),
      level: ToldMeasures.level, method: method, control: 0, seed: seed)
  }

  /// The bootstrap's interval; where no author differs from another, as wide as one unseen could make it.
  ///
  /// Resampling what is all alike gives no spread, and no spread is no certainty: with none of n
  /// authors differing, up to `1 - (alpha / 2)^(1/n)` of all may.
  private static func widened(_ found: BootstrapDistribution, authors: Int) -> ClosedRange<Double> {
    let interval = found.interval()
    guard interval.upperBound - interval.lowerBound < 1e-12 else { return interval }
    let margin = 1 - SpecialFunctions.exp(SpecialFunctions.log((1 - level) / 2) / Double(authors))
    return max(-1, found.estimate - margin)...min(1, found.estimate + margin)
  }

  /// Accuracy by hardness and by certainty of the readers' labels, and each step of hardness.
  private func graded(_ cells: [InferenceCell], _ name: [String: String]) -> [Measurement] {
    let graded = cells.compactMap { cell in
      grades[cell.author]?[cell.target.attribute].map { (cell: cell, grade: $0) }
    }
    guard !graded.isEmpty else { return [] }
    let levels = Set(graded.map(\.grade.hardness)).sorted()
    let certainties = Set(graded.map(\.grade.certainty)).sorted()
    let of = { (hardness: Int) in graded.filter { $0.grade.hardness == hardness }.map(\.cell) }
    let base = name.merging(["attribute": "all"]) { $1 }
    return levels.flatMap { level in
      accuracies(of(level), base.merging(["hardness": String(level)]) { $1 })
    }
      + certainties.flatMap { level in
        accuracies(
          graded.filter { $0.grade.certainty == level }.map(\.cell),
          base.merging(["certainty": String(level)]) { $1 })
      }
      + zip(levels, levels.dropFirst()).map { easier, harder in
        step(of(easier), of(harder), name, "\(easier) to \(harder)")
      }
  }

  /// How much accuracy rises from one hardness to the next; authors of either side are drawn together.
  ///
  /// Grades differ in which attributes stand at them, and some attributes are told more often at any grade:
  /// so each answer counts by how much it is better than the adversary's mean on its attribute.
  private func step(
    _ easier: [InferenceCell], _ harder: [InferenceCell], _ name: [String: String], _ words: String
  ) -> Measurement {
    let usual = ToldMeasures.means(easier + harder)
    let group = self.group.merging(name) { $1 }.merging(["hardness": words]) { $1 }
    let authors = Set((easier + harder).map(\.author)).sorted()
    guard authors.count > 1,
      let found = try? clusterBootstrap(
        minuends: [ToldMeasures.sums(harder, authors, beyond: usual)],
        subtrahends: [ToldMeasures.sums(easier, authors, beyond: usual)],
        seed: Seed(seed).derive("hardness-step \(words)"))
    else {
      return Measurement(
        missing: "hardness-step", reason: "of fewer than two authors", group: group)
    }
    return Measurement(
      "hardness-step", found.estimate, n: authors.count, group: group,
      interval: ToldMeasures.widened(found, authors: authors.count), level: ToldMeasures.level,
      method: "accuracy beyond the attribute's mean at the harder grade less that at the easier; "
        + "bootstrap by author",
      control: 0, seed: seed)
  }

  /// How far stated certainty lies from how often the adversary is right.
  private func calibration(_ cells: [InferenceCell], _ name: [String: String]) -> [Measurement] {
    let (confidences, isRight) = ToldMeasures.stated(cells)
    guard !confidences.isEmpty else { return [] }
    let group = self.group.merging(name) { $1 }.merging(["attribute": "all"]) { $1 }
    guard
      let found = try? Calibration(
        confidences: confidences, isRight: isRight, binCount: ToldMeasures.binCount)
    else {
      return [Measurement(missing: "ece", reason: "certainty could not be read", group: group)]
    }
    return [
      Measurement(
        "ece", found.expectedError, n: confidences.count, group: group,
        method: "expected calibration error, \(ToldMeasures.binCount) bins of equal width",
        control: 0)
    ]
  }

  /// Confidence and correctness of every attempt that states one.
  static func stated(_ cells: [InferenceCell]) -> ([Double], [Bool]) {
    let told = cells.filter { !$0.confidences.isEmpty }
    return (told.flatMap(\.confidences), told.flatMap(\.isFirst))
  }

  /// The baseline's cells of the same authors and attributes; nil where any is missing.
  private func matched(_ cells: [InferenceCell]) -> [InferenceCell]? {
    struct Key: Hashable {
      let author: Int
      let target: InferenceTarget
    }
    let wanted = Set(cells.map { Key(author: $0.author, target: $0.target) })
    let found = baseline.filter { wanted.contains(Key(author: $0.author, target: $0.target)) }
    return found.count == wanted.count && !wanted.isEmpty ? found : nil
  }

  /// Right first guesses and attempts of each author.
  ///
  /// - Parameters:
  ///   - cells: The cells.
  ///   - authors: The authors, in the order of the sums.
  ///   - usual: What each attribute's cells are in the mean, taken off; one is added, since no sum may be
  ///     below 0, and falls out of differences. Nil takes nothing off.
  /// - Returns: One sum for each author.
  private static func sums(
    _ cells: [InferenceCell], _ authors: [Int], beyond usual: [InferenceTarget: Double]? = nil
  ) -> [ClusterSum] {
    let own = Dictionary(grouping: cells, by: \.author)
    return authors.map { author in
      (own[author] ?? []).reduce(into: ClusterSum(numerator: 0, denominator: 0)) { sum, cell in
        let count = Double(cell.isFirst.count)
        let shift = usual.map { 1 - ($0[cell.target] ?? 0) } ?? 0
        sum.numerator += Double(cell.isFirst.count { $0 }) + shift * count
        sum.denominator += count
      }
    }
  }

  /// The share told right of each attribute.
  private static func means(_ cells: [InferenceCell]) -> [InferenceTarget: Double] {
    Dictionary(grouping: cells, by: \.target).mapValues { rate($0, \.isFirst) }
  }

  private static func rate(
    _ cells: [InferenceCell], _ isRight: (InferenceCell) -> [Bool]
  ) -> Double {
    let all = cells.flatMap(isRight)
    return Double(all.count { $0 }) / Double(max(all.count, 1))
  }

  private static func byAuthor(_ cells: [InferenceCell]) -> [[InferenceCell]] {
    Dictionary(grouping: cells, by: \.author).sorted { $0.key < $1.key }.map(\.value)
  }
}
