// SPDX-License-Identifier: Apache-2.0

import Attacks
import Audits
import Compute
import Evidence
import Foundation
import Recommenders

/// What the bars of utility and of the held-out control are set from: honest and contaminated models.
///
/// Requests of 5 % of each kind, three Golds each, on seeds that no reported figure uses.
enum ErasureThresholdsBench {
  private static let goldCount = 3

  static func run(_ surroundings: Surroundings) throws {
    let data = try ErasureData.load()
    let seeds = surroundings.seeds ?? 101...120
    let policy = try ErasurePolicy(contentsOf: ErasureVerdictBench.policyPath)
    print(
      "Thresholds: \(data.name), 5 % each, seeds \(seeds.lowerBound)-\(seeds.upperBound),"
        + " \(goldCount) Golds each\n")
    let readings = try parallelMap(count: seeds.count, jobs: surroundings.jobs) { index in
      let bed = try ErasureBed(data.interactions, seed: seeds.lowerBound + UInt64(index))
      let found = try ErasureRequest.Kind.allCases.flatMap { try self.readings(bed, $0, policy) }
      FileHandle.standardError.write(Data("seed \(bed.seed) read\n".utf8))
      return found
    }.flatMap { $0 }
    report(readings)
  }

  /// How a model came to be.
  private enum Origin: String, CaseIterable {
    case retrained = "trained anew"
    case reverseBPR = "reverse BPR"
    case halfOfTest = "trained anew, half of the test pairs too"
    case test = "trained anew, the test pairs too"
    case everything = "trained anew, all held-out pairs too"

    var isHonest: Bool { self == .retrained || self == .reverseBPR }

    func model(_ bed: ErasureBed, _ request: ErasureRequest) throws -> MatrixFactorization {
      let left = bed.retained(request)
      switch self {
      case .retrained: return try bed.gold(request, 1000).model
      case .reverseBPR: return bed.unlearn(request).model
      case .halfOfTest:
        return try bed.trained(
          on: left, and: left.test.pairs.filter { ($0.user ^ $0.item) & 1 == 0 })
      case .test: return try bed.trained(on: left, and: left.test.pairs)
      case .everything:
        return try bed.trained(on: left, and: left.test.pairs + left.validation.pairs)
      }
    }
  }

  private struct Reading {
    let origin: Origin
    let kind: ErasureRequest.Kind
    /// Lower ends of 90 % intervals of the retain ratios to Gold.
    let recall: Double
    let ndcg: Double
    /// The share of Gold's excess over .5 that retained pairs show among held-out pairs.
    let share: Double
    /// The same at the upper end of the 95 % interval, which the control looks at.
    let highShare: Double
  }

  private static func readings(
    _ bed: ErasureBed, _ kind: ErasureRequest.Kind, _ policy: ErasurePolicy
  ) throws -> [Reading] {
    let request = try bed.request(kind)
    let probe = bed.probe(request)
    let golds = try bed.golds(probe, count: goldCount)
    return try Origin.allCases.map { origin in
      let judgement = ErasureJudgement(
        ErasureReadings(
          original: nil, unlearned: probe.read(try origin.model(bed, request), kernels: .best),
          golds: golds),
        under: policy, .foreign(request), seed: Seed(bed.seed).derive("bootstrap"))
      func criterion(_ name: String) -> Criterion? {
        judgement.criteria.first { $0.name == name }
      }
      let control = criterion("held-out-control")
      let excess = (control?.control ?? .nan) - 0.5
      return Reading(
        origin: origin, kind: kind,
        recall: criterion("retain-recall")?.interval?.lowerBound ?? .nan,
        ndcg: criterion("retain-ndcg")?.interval?.lowerBound ?? .nan,
        share: ((control?.value ?? .nan) - 0.5) / excess,
        highShare: ((control?.interval?.upperBound ?? .nan) - 0.5) / excess)
    }
  }

  private static func report(_ readings: [Reading]) {
    var utility = ErasureTable(
      ["model", "requests", "n", "lower end of"] + Sample.quantileNames)
    var control = ErasureTable(["model", "n", "share of Gold's excess"] + Sample.quantileNames)
    for origin in Origin.allCases {
      let own = readings.filter { $0.origin == origin }
      for kind in [nil] + ErasureRequest.Kind.allCases.map(Optional.some) where origin.isHonest {
        let some = own.filter { kind == nil || $0.kind == kind }
        for (name, value) in [
          ("retain R@20 / Gold", \Reading.recall), ("retain NDCG@20 / Gold", \.ndcg),
        ] {
          utility.add(
            [origin.rawValue, kind?.rawValue ?? "all", "\(some.count)", name]
              + Sample(some.map { $0[keyPath: value] }).quantileTexts)
        }
      }
      for (name, value) in [("estimate", \Reading.share), ("upper end", \.highShare)] {
        control.add(
          [origin.rawValue, "\(own.count)", name]
            + Sample(own.map { $0[keyPath: value] }).quantileTexts)
      }
    }
    utility.show()
    control.show()
  }
}

extension ErasureBed {
  /// A model trained on other pairs too, for as many passes as the original took.
  fileprivate func trained(
    on split: InteractionSplit, and others: [Interaction]
  ) throws -> MatrixFactorization {
    let own = split.train
    var trainer = BPRTrainer(
      Interactions(users: own.users, items: own.items, pairs: own.pairs + others),
      configuration: recipe.configuration, seed: Seed(seed).derive("contaminated"), kernels: .best)
    for _ in 0..<trained.bestEpoch { trainer.runEpoch() }
    return trainer.model
  }
}
