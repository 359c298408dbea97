// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Statistics

/// What a score achieved over people: means of their ranks' measures, with intervals and chance.
///
/// Intervals are percentile bootstraps over the people asked about. They take the candidates as given.
public struct LinkageReading: Equatable, Sendable {
  /// A measure of ranks.
  public enum Measure: Hashable, Sendable {
    /// The mean of one over the rank, MRR.
    case reciprocalRank
    /// The share of people whose account is among the first few.
    case recall(Int)
    /// The probability that the true account comes before a decoy.
    case areaUnderCurve

    /// The measures of every report: MRR, recall at 1, 5 and 10, AUC.
    public static let all: [Measure] = [
      .reciprocalRank, .recall(1), .recall(5), .recall(10), .areaUnderCurve,
    ]

    /// The measure of one rank.
    public func value(of rank: LinkageRank) -> Double {
      switch self {
      case .reciprocalRank: rank.reciprocalRank
      case .recall(let limit): rank.recall(at: limit)
      case .areaUnderCurve: rank.areaUnderCurve
      }
    }

    /// The measure's expectation where all orders of the candidates are equally likely; exact.
    public func chance(of rank: LinkageRank) -> Double {
      switch self {
      case .reciprocalRank: rank.chanceReciprocalRank
      case .recall(let limit): rank.chanceRecall(at: limit)
      case .areaUnderCurve: 0.5
      }
    }

    fileprivate var label: String {
      switch self {
      case .reciprocalRank: "mrr"
      case .recall(let limit): "recall-\(limit)"
      case .areaUnderCurve: "auc"
      }
    }
  }

  /// Returns a measure's mean over ranks.
  ///
  /// - Parameters:
  ///   - measure: The measure.
  ///   - ranks: One rank a person.
  ///   - resamples: The number of resamples.
  ///   - level: The level of the interval.
  ///   - seed: The seed of the resamples.
  /// - Returns: The mean with its interval, and the mean by chance.
  /// - Throws: Where there are no ranks.
  public static func mean(
    _ measure: Measure, of ranks: [LinkageRank], resamples: Int = 2000, level: Double = 0.95,
    seed: Seed
  ) throws(StatisticsError) -> LinkageReading {
    try mean(
      ranks.map { (measure.value(of: $0), measure.chance(of: $0)) }, measure, resamples, level,
      seed)
  }

  /// Returns how much a measure rises from one set of ranks to another of the same people.
  ///
  /// - Parameters:
  ///   - measure: The measure.
  ///   - before: One rank a person.
  ///   - after: The ranks of the same people in the same order, such as after a defence.
  ///   - resamples: The number of resamples; each draws people, with both of their ranks.
  ///   - level: The level of the interval.
  ///   - seed: The seed of the resamples.
  /// - Returns: The mean difference with its interval; chance is 0.
  /// - Throws: Where there are no ranks.
  public static func change(
    _ measure: Measure, from before: [LinkageRank], to after: [LinkageRank],
    resamples: Int = 2000, level: Double = 0.95, seed: Seed
  ) throws(StatisticsError) -> LinkageReading {
    precondition(before.map(\.author) == after.map(\.author), "the same people")
    let differences = zip(before, after).map {
      (measure.value(of: $1) - measure.value(of: $0), 0.0)
    }
    return try mean(differences, measure, resamples, level, seed)
  }

  private static func mean(
    _ values: [(value: Double, chance: Double)], _ measure: Measure, _ resamples: Int,
    _ level: Double, _ seed: Seed
  ) throws(StatisticsError) -> LinkageReading {
    let distribution = try bootstrap(
      .rows(values.count), resamples: resamples, seed: seed.derive(measure.label)
    ) { rows in
      rows.isEmpty ? nil : rows.reduce(0.0) { $0 + values[$1].value } / Double(rows.count)
    }
    let chance = values.reduce(0.0) { $0 + $1.chance } / Double(values.count)
    return LinkageReading(
      estimate: distribution.estimate(level: level, method: "bootstrap over people"),
      chance: chance)
  }

  /// The mean over people, with its interval.
  public let estimate: Estimate
  /// What it would be by chance.
  public let chance: Double
}
