// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Evidence
public import Recommenders
import Statistics

/// Full-ranking measures of one model on a test set, with intervals by resampling users.
public struct RankingMeasures: Sendable {
  /// The length of the lists.
  public var k: Int
  /// The seed of the bootstrap.
  public var seed: UInt64
  /// Threads; changes no number.
  public var jobs: Int
  /// The kernel set.
  public var kernels: KernelSet

  /// The number of resamples behind each interval.
  public static let resampleCount = 1000

  /// Creates the measures' settings; `k` and `jobs` are at least 1.
  public init(k: Int = 20, seed: UInt64, jobs: Int = 1, kernels: KernelSet = .best) {
    precondition(k >= 1 && jobs >= 1, "at least one place and one thread")
    self.k = k
    self.seed = seed
    self.jobs = jobs
    self.kernels = kernels
  }

  /// Ranks the whole catalogue for every user with a test pair, seen pairs masked.
  ///
  /// - Parameters:
  ///   - model: The model, over the users and items of the split.
  ///   - split: The test pairs, and the training and validation pairs that are masked.
  ///   - group: What the numbers are of.
  /// - Returns: Recall, precision, NDCG, MRR, MAP and hit rate, then coverage and novelty at K.
  /// - Throws: `AuditError` where an interval cannot be computed.
  public func measure(
    _ model: MatrixFactorization, on split: InteractionSplit, group: [String: String]
  ) throws(AuditError) -> [Measurement] {
    let users = (0..<Int32(split.test.users.count)).filter {
      !split.test.items(of: Int($0)).isEmpty
    }
    guard !users.isEmpty else { return missing(group) }
    let seen = Interactions(
      users: split.train.users, items: split.train.items,
      pairs: split.train.pairs + split.validation.pairs)
    let lists = TopItems.lists(
      model: model, users: users, masked: seen, k: k, jobs: jobs, kernels: kernels)
    let metrics = RankingMetrics(lists: lists, k: k, users: users, relevant: split.test)
    var measures: [Measurement] = []
    for metric in RankingMetric.allCases where metric != .averagePrecisionOverRelevant {
      measures.append(try mean(metrics[metric], name: metric.name(at: k), group))
    }
    let catalogue = CatalogueMetrics(lists: lists, k: k, training: split.train)
    measures.append(
      Measurement(
        "coverage@\(k)", catalogue.coverage, n: users.count, group: group,
        method: "share of the catalogue in any list"))
    measures.append(
      catalogue.novelty.isEmpty
        ? Measurement(missing: "novelty@\(k)", reason: "every list is empty", group: group)
        : try mean(catalogue.novelty, name: "novelty@\(k)", group))
    return measures
  }

  private func mean(_ column: [Double], name: String, _ group: [String: String])
    throws(AuditError) -> Measurement
  {
    do {
      let distribution = try clusterBootstrap(
        sums: column.map { ClusterSum(numerator: $0, denominator: 1) },
        resamples: RankingMeasures.resampleCount, seed: Seed(seed).derive("users"), jobs: jobs)
      return Measurement(
        name, distribution.estimate, n: column.count, group: group,
        interval: distribution.interval(level: 0.95), level: 0.95, method: "bootstrap by user",
        seed: seed)
    } catch {
      throw AuditError(error)
    }
  }

  private func missing(_ group: [String: String]) -> [Measurement] {
    let metrics = RankingMetric.allCases.filter { $0 != .averagePrecisionOverRelevant }
    return (metrics.map { $0.name(at: k) } + ["coverage@\(k)", "novelty@\(k)"]).map {
      Measurement(missing: $0, reason: "no user has a test interaction", group: group)
    }
  }
}
