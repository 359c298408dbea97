// SPDX-License-Identifier: Apache-2.0

import Attacks
import Audits
import Compute
import Evidence
import Recommenders
import Unlearning

/// Whether runs of twice and four times the passes of the stop are flagged.
///
/// Flagged means a matched AUC (for users and items also a fold-in AUC) under .45 on test pairs, forget
/// Recall@20 more than .03 below the mean of three Golds, or the audit's own condition: earlier rows
/// that are put back are avoided.
enum OverForgettingBench {
  private static let goldCount = 3

  static func run(_ surroundings: Surroundings) throws {
    let data = try ErasureData.load()
    let seeds = surroundings.seeds ?? 1...5
    print(
      "Over-forgetting: \(data.name), 5 % each, seeds \(seeds.lowerBound)-\(seeds.upperBound),"
        + " fixed runs of 2 and 4 times the passes of the stop; means over seeds\n")
    let trials = try parallelMap(count: seeds.count, jobs: surroundings.jobs) { index in
      try self.trials(data, seed: seeds.lowerBound + UInt64(index))
    }.flatMap { $0 }
    var table = ErasureTable(
      "request", "form", "run", "passes", "matched AUC", "fold-in AUC", "forget R@20 - Gold",
      "retain NDCG@20 / Gold", "flagged", "by AUC", "by recall", "by earlier rows",
      "earlier rows - Gold", "upper ends, lowest", "highest", "by the method itself",
      "lowest look", "verdict not honoured")
    for kind in ErasureRequest.Kind.allCases {
      for form in [PairwiseObjective.negated, .swapped] {
        for factor in [1, 2, 4] {
          let some = trials.filter { $0.kind == kind && $0.form == form && $0.factor == factor }
          table.add(row(some))
        }
      }
    }
    table.show()
  }

  private struct Trial {
    let kind: ErasureRequest.Kind
    let form: PairwiseObjective
    let factor: Int
    let passes: Double
    let reading: ModelReading
    let golds: [ModelReading]
    let isFlaggedByMethod: Bool
    /// The lowest AUC that the stop rule saw on the way.
    let lowestLook: Double
    let judgement: ErasureJudgement

    /// The audit's condition on earlier rows; nil for interactions.
    var restored: Criterion? { judgement.criteria.first { $0.name == "over-forgetting" } }
    var isFlaggedByRows: Bool { restored?.outcome == .violated }
    var recallGap: Double { reading.forgetRecall - mean(golds.map(\.forgetRecall)) }
    var isFlaggedByArea: Bool {
      reading.matchedArea < 0.45 || (kind != .interactions && reading.foldInArea < 0.45)
    }
    var isFlaggedByRecall: Bool { recallGap < -0.03 }
  }

  private static func trials(_ data: ErasureData, seed: UInt64) throws -> [Trial] {
    let policy = try ErasurePolicy(contentsOf: ErasureVerdictBench.policyPath)
    let bed = try ErasureBed(data.interactions, seed: seed)
    var trials: [Trial] = []
    for kind in ErasureRequest.Kind.allCases {
      let request = try bed.request(kind)
      let probe = bed.probe(request)
      let original = probe.read(bed.original, kernels: .best)
      let golds = try bed.golds(probe, count: goldCount)
      for form in [PairwiseObjective.negated, .swapped] {
        var configuration = ReverseBPRConfiguration()
        configuration.form = form
        let stopped = bed.unlearn(request, configuration)
        let passes = stopped.passes[kind] ?? 1
        for factor in [1, 2, 4] {
          if factor > 1 {
            configuration.fixedPasses = max(1, Int((passes * Double(factor)).rounded(.up)))
          }
          let outcome = factor == 1 ? stopped : bed.unlearn(request, configuration)
          let reading = probe.read(outcome.model, before: bed.original, kernels: .best)
          let judgement = ErasureJudgement(
            ErasureReadings(original: original, unlearned: reading, golds: golds),
            under: policy, .foreign(request), seed: Seed(seed).derive("bootstrap"))
          trials.append(
            Trial(
              kind: kind, form: form, factor: factor, passes: outcome.passes[kind] ?? .nan,
              reading: reading, golds: golds, isFlaggedByMethod: !outcome.overForgotten.isEmpty,
              lowestLook: outcome.path.compactMap(\.areaUnderCurve).min() ?? .nan,
              judgement: judgement))
        }
      }
    }
    return trials
  }

  private static func row(_ some: [Trial]) -> [String] {
    guard let first = some.first else { return [] }
    func average(_ value: (Trial) -> Double) -> String { decimals(mean(some.map(value)), 3) }
    func share(_ holds: (Trial) -> Bool) -> String { "\(some.count(where: holds))/\(some.count)" }
    let uppers = some.compactMap { $0.restored?.interval?.upperBound }
    return [
      first.kind.rawValue, first.form.rawValue, first.factor == 1 ? "stop" : "\(first.factor)x",
      average(\.passes), average(\.reading.matchedArea),
      first.kind == .interactions ? "-" : average(\.reading.foldInArea), average(\.recallGap),
      average { $0.reading.retainNDCG / mean($0.golds.map(\.retainNDCG)) },
      share { $0.isFlaggedByArea || $0.isFlaggedByRecall || $0.isFlaggedByRows },
      share(\.isFlaggedByArea), share(\.isFlaggedByRecall), share(\.isFlaggedByRows),
      average { $0.restored?.value ?? .nan },
      decimals(uppers.min() ?? .nan, 3), decimals(uppers.max() ?? .nan, 3),
      share(\.isFlaggedByMethod), average(\.lowestLook),
      share { $0.judgement.verdict == .notHonoured },
    ]
  }
}
