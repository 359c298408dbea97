// SPDX-License-Identifier: Apache-2.0

public import Compute

/// What a resample draws with replacement.
public enum ResamplingPlan: Equatable, Sendable {
  /// Rows, all alike: `rows` of them.
  case rows(Int)
  /// Rows within each stratum, whose sizes stay as they are; the label of each row, `[rows]`.
  case stratified([Int])
  /// Whole clusters, of whatever size; the label of each row, `[rows]`.
  case clustered([Int])

  /// The row indices by stratum or cluster, groups in order of first appearance.
  var groups: [[Int]] {
    switch self {
    case .rows(let count): return [Array(0..<count)]
    case .stratified(let labels), .clustered(let labels):
      var position: [Int: Int] = [:]
      var groups: [[Int]] = []
      for (row, label) in labels.enumerated() {
        if let group = position[label] {
          groups[group].append(row)
        } else {
          position[label] = groups.count
          groups.append([row])
        }
      }
      return groups
    }
  }

  /// The number of rows.
  var rowCount: Int {
    switch self {
    case .rows(let count): count
    case .stratified(let labels), .clustered(let labels): labels.count
    }
  }
}

/// Returns a statistic's bootstrap distribution, the statistic given as a function of row indices.
///
/// Resample r draws from stream r of the seed, so the result is the same at any job count. Efron,
/// "Bootstrap Methods: Another Look at the Jackknife", 1979, doi:10.1214/aos/1176344552.
///
/// - Parameters:
///   - plan: What to resample.
///   - resamples: The number of resamples, at least one.
///   - seed: The seed of the draws.
///   - jobs: The largest number of resamples under way at once.
///   - statistic: The statistic on rows given by index, with repeats; nil where undefined.
/// - Returns: The estimate and its replicates.
/// - Throws: Where there are no rows or the statistic is undefined.
public func bootstrap(
  _ plan: ResamplingPlan, resamples: Int = 2000, seed: Seed, jobs: Int = 1,
  statistic: @Sendable ([Int]) -> Double?
) throws(StatisticsError) -> BootstrapDistribution {
  let groups = plan.groups
  try checkResampling(units: plan.rowCount, resamples: resamples)
  let outcomes = parallelMap(count: resamples, jobs: jobs) { resample -> Double? in
    var generator = SeededGenerator(seed: seed.derive("bootstrap"), stream: UInt64(resample))
    var rows: [Int] = []
    rows.reserveCapacity(plan.rowCount)
    if case .clustered = plan {
      for _ in groups.indices { rows += groups[generator.index(below: groups.count)] }
    } else {
      for group in groups {
        for _ in group.indices { rows.append(group[generator.index(below: group.count)]) }
      }
    }
    return statistic(rows)
  }
  var units = plan.rowCount
  if case .clustered = plan { units = groups.count }
  return try BootstrapDistribution(
    estimate: statistic(Array(0..<plan.rowCount)), outcomes: outcomes, unitCount: units, seed: seed)
}

/// Throws unless there is something to resample and a positive number of resamples.
func checkResampling(units: Int, resamples: Int) throws(StatisticsError) {
  guard units > 0 else {
    throw StatisticsError(
      .emptySample, "There is nothing to resample.", remedy: "Give at least one row or cluster.")
  }
  guard resamples > 0 else {
    throw StatisticsError(
      .invalidParameter, "\(resamples) resamples were asked for.", remedy: "Ask for at least one.")
  }
}
