// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Recommenders
import Statistics

/// Differences between the unlearned model and Gold on the same pairs, with their intervals.
struct ErasureComparison: Sendable {
  /// One statistic compared.
  struct Difference: Sendable {
    /// Unlearned minus the mean of the Golds.
    let distribution: BootstrapDistribution
    /// The mean of the Golds, with its own interval.
    let gold: BootstrapDistribution
    /// The unlearned model's value, with its own interval.
    let unlearned: BootstrapDistribution
    /// The standard deviation between Golds; nil for one Gold.
    let goldSpread: Double?
    /// The number of pairs or users behind it.
    let unitCount: Int
    /// The number of Golds.
    let goldCount: Int
    /// Whether it rests on too few histories for resampling alone.
    let isFew: Bool

    /// The standard error of the difference; for few histories with the spread of Golds added.
    func standardError(isSingle: Bool) -> Double {
      let own = distribution.standardError
      guard isSingle || isFew, let spread = goldSpread, goldCount > 1 else { return own }
      return (own * own + spread * spread * (1 + 1 / Double(goldCount))).squareRoot()
    }

    /// The interval of the difference.
    ///
    /// For a few people or items the pairs of their histories are all that can be resampled, and they
    /// say nothing of how far Golds lie apart on those histories. So the spread of Golds is added there,
    /// as a prediction interval with Student's t: is this model one that a Gold could have been?
    func interval(level: Double, isSingle: Bool) -> ClosedRange<Double> {
      let own = distribution.interval(level: level)
      guard isSingle || isFew, let spread = goldSpread, goldCount > 1 else { return own }
      let t = StudentT(degreesOfFreedom: Double(goldCount - 1)).quantile((1 + level) / 2)
      let added = t * spread * (1 + 1 / Double(goldCount)).squareRoot()
      let centre = distribution.estimate
      func widened(_ half: Double) -> Double { (half * half + added * added).squareRoot() }
      return centre - widened(centre - own.lowerBound)...centre + widened(own.upperBound - centre)
    }
  }

  let readings: ErasureReadings
  let resamples: Int
  let seed: Seed
  /// Users that the request names.
  var namedUserCount = 0
  /// Items that the request names.
  var namedItemCount = 0

  /// Compares a statistic; nil where nothing was measured or no Gold is there.
  func difference(_ statistic: ErasureStatistic, label: String) -> Difference? {
    let unlearned = statistic.sums(readings.unlearned)
    let golds = readings.golds.map(statistic.sums)
    guard !golds.isEmpty, !unlearned.isEmpty, golds.allSatisfy({ $0.count == unlearned.count })
    else { return nil }
    guard
      let difference = resampled([unlearned], golds, label),
      let gold = resampled(golds, [], label), let own = resampled([unlearned], [], label)
    else { return nil }
    let values = golds.compactMap(ratio(of:))
    return Difference(
      distribution: difference, gold: gold, unlearned: own,
      goldSpread: values.count > 1 ? try? standardDeviation(values) : nil,
      unitCount: Int(unlearned.reduce(0) { $0 + $1.denominator }), goldCount: golds.count,
      isFew: statistic.isFew(readings.unlearned))
  }

  /// The bootstrap distribution of one reading's statistic; nil where nothing was measured.
  func value(
    _ statistic: ErasureStatistic, of reading: ModelReading, label: String
  ) -> BootstrapDistribution? {
    let sums = statistic.sums(reading)
    return sums.isEmpty ? nil : resampled([sums], [], label)
  }

  /// The ratio of the unlearned model's value to Gold's, with a paired bootstrap over users.
  func ratioToGold(_ statistic: ErasureStatistic, label: String) -> BootstrapDistribution? {
    ratio(statistic, to: readings.golds, label: label)
  }

  /// The ratio of the unlearned model's value to the original's; nil without the original.
  func ratioToOriginal(_ statistic: ErasureStatistic, label: String) -> BootstrapDistribution? {
    ratio(statistic, to: readings.original.map { [$0] } ?? [], label: label)
  }

  /// Whether the original can be the model before: it stores what was named, and serves people.
  ///
  /// - Parameter share: The smallest share of Gold's retain recall that it must reach.
  /// - Returns: Whether both hold.
  func isOriginalCredible(atLeast share: Double) -> Bool {
    guard let original = readings.original else { return false }
    let recall = { (reading: ModelReading) in
      reading.retain.recall.reduce(0, +) / Double(max(reading.retain.recall.count, 1))
    }
    let gold = readings.golds.reduce(0) { $0 + recall($1) } / Double(max(readings.golds.count, 1))
    return original.storedUserCount == namedUserCount && original.storedItemCount == namedItemCount
      && recall(original) >= share * gold
  }

  private func ratio(
    _ statistic: ErasureStatistic, to references: [ModelReading], label: String
  ) -> BootstrapDistribution? {
    let unlearned = statistic.sums(readings.unlearned).map(\.numerator)
    let others = references.map { statistic.sums($0).map(\.numerator) }
    guard !unlearned.isEmpty, !others.isEmpty, others.allSatisfy({ $0.count == unlearned.count })
    else { return nil }
    let sums = unlearned.indices.map { user in
      ClusterSum(
        numerator: unlearned[user],
        denominator: others.reduce(0) { $0 + $1[user] } / Double(others.count))
    }
    guard sums.contains(where: { $0.denominator > 0 }) else { return nil }
    return resampled([sums], [], label)
  }

  private func resampled(
    _ minuends: [[ClusterSum]], _ subtrahends: [[ClusterSum]], _ label: String
  ) -> BootstrapDistribution? {
    try? clusterBootstrap(
      minuends: minuends, subtrahends: subtrahends, resamples: resamples, seed: seed.derive(label))
  }
}
