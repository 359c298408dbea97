// SPDX-License-Identifier: Apache-2.0

import Attacks
import Audits
import Compute
import Foundation
import Recommenders
import Unlearning

/// One request answered in six ways: what docs/methods/comparison.md shows.
enum ErasureMethodsBench {
  private static let goldCount = 3

  static func run(_ surroundings: Surroundings) throws {
    let data = try ErasureData.load()
    let seed = surroundings.seeds?.lowerBound ?? 1
    let policy = try ErasurePolicy(contentsOf: ErasureVerdictBench.policyPath)
    let bed = try ErasureBed(data.interactions, seed: seed)
    for kind in [ErasureRequest.Kind.interactions, .users] {
      let request = try bed.request(kind)
      let probe = bed.probe(request)
      let golds = try bed.golds(probe, count: goldCount)
      let original = probe.read(bed.original, kernels: .best)
      let erased = probe.erasedCount
      print(
        "\(data.name), \(kind.rawValue) 5 % (\(erased) training pairs of \(bed.split.train.count)),"
          + " seed \(seed), \(goldCount) Golds: mean (smallest to largest) of Golds in the last row\n"
      )
      var table = ErasureTable(
        "method", "forget R@20", "matched AUC", "fold-in AUC", "retain R@20", "retain NDCG@20",
        "CPU s", "verdict", "not met")
      for method in Method.allCases {
        let start = threadSeconds()
        let model = try method.model(bed, request)
        let seconds = threadSeconds() - start
        let reading = probe.read(model, before: bed.original, kernels: .best)
        let judgement = ErasureJudgement(
          ErasureReadings(original: original, unlearned: reading, golds: golds),
          under: policy, .foreign(request), seed: Seed(seed).derive("bootstrap"))
        let open = judgement.criteria.filter { $0.required && $0.outcome != .met }.map(\.name)
          .joined(separator: ", ")
        table.add(
          [method.rawValue] + figures(kind, { decimals($0(reading), 3) })
            + [decimals(seconds, 3), judgement.verdict.rawValue, open])
      }
      let range = figures(kind) { value in
        let values = golds.map(value)
        return decimals(mean(values), 3) + " (" + decimals(values.min() ?? .nan, 3) + " to "
          + decimals(values.max() ?? .nan, 3) + ")"
      }
      table.add(["Golds"] + range + ["-", "-", "-"])
      table.show()
    }
  }

  private static func figures(
    _ kind: ErasureRequest.Kind, _ text: ((ModelReading) -> Double) -> String
  ) -> [String] {
    [
      text(\.forgetRecall), text(\.matchedArea), kind == .interactions ? "-" : text(\.foldInArea),
      text(\.retainRecall), text(\.retainNDCG),
    ]
  }

  private enum Method: String, CaseIterable {
    case nothing = "nothing done"
    case exact = "exact retraining"
    case negated = "reverse BPR, negated"
    case swapped = "reverse BPR, swapped"
    case filter = "output filter (weights unchanged)"
    case fineTuned = "fine-tuning on the rest, 5 passes"

    func model(_ bed: ErasureBed, _ request: ErasureRequest) throws -> MatrixFactorization {
      switch self {
      case .nothing, .filter: return bed.original
      case .exact: return try bed.recipe.train(bed.retained(request), kernels: .best).model
      case .negated, .swapped:
        var configuration = ReverseBPRConfiguration()
        configuration.form = self == .negated ? .negated : .swapped
        return bed.unlearn(request, configuration).model
      case .fineTuned: return bed.fineTuned(request, passes: 5)
      }
    }
  }
}
