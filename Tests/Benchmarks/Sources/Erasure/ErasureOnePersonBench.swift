// SPDX-License-Identifier: Apache-2.0

import Attacks
import Audits
import Compute
import Evidence
import Foundation
import Recommenders
import Unlearning

/// One person erased in honest and dishonest ways: what the structural conditions read, and verdicts.
///
/// Eight people a seed, from short histories to long ones, three Golds each. Choose thresholds on
/// seeds that are not reported on.
enum ErasureOnePersonBench {
  private static let goldCount = 3
  /// Where in the order of activity the people stand.
  private static let places = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.92, 0.98]

  static func run(_ surroundings: Surroundings) throws {
    let data = try ErasureData.load()
    let seeds = surroundings.seeds ?? 1...5
    let policy = try ErasurePolicy(contentsOf: ErasureVerdictBench.policyPath)
    print(
      "One person: \(data.name), \(places.count) people each, seeds"
        + " \(seeds.lowerBound)-\(seeds.upperBound), \(goldCount) Golds each\n")
    let found = try parallelMap(count: seeds.count, jobs: surroundings.jobs) { index in
      let bed = try ErasureBed(data.interactions, seed: seeds.lowerBound + UInt64(index))
      return try people(bed).flatMap { try judged(bed, $0, policy) }
    }.flatMap { $0 }
    report(found)
  }

  /// What was done about the person.
  private enum Way: String, CaseIterable {
    case retrained = "trained anew, same seed"
    case reseeded = "trained anew, other seed"
    case reverseBPR = "reverse BPR"
    case twice = "reverse BPR, 2x the passes"
    case fourTimes = "reverse BPR, 4x the passes"
    case nothing = "no-op"
    case rowDrop = "row drop"
    case fineTunedOnce = "row drop, 1 pass of fine-tuning"
    case fineTuned = "row drop, 5 passes of fine-tuning"
    case fineTunedLong = "row drop, 20 passes of fine-tuning"
    case otherPerson = "another person erased, row dropped"

    func model(_ bed: ErasureBed, _ request: ErasureRequest) throws -> MatrixFactorization {
      func reversed(times: Int) -> MatrixFactorization {
        var configuration = ReverseBPRConfiguration()
        configuration.fixedPasses = configuration.calibratedPasses * times
        return bed.unlearn(request, configuration).model
      }
      switch self {
      case .retrained: return try bed.recipe.train(bed.retained(request), kernels: .best).model
      case .reseeded: return try bed.gold(request, 1000).model
      case .reverseBPR: return bed.unlearn(request).model
      case .twice: return reversed(times: 2)
      case .fourTimes: return reversed(times: 4)
      case .nothing: return bed.original
      case .rowDrop: return bed.dropping(request, from: bed.original)
      case .fineTunedOnce: return bed.fineTuned(request, passes: 1)
      case .fineTuned: return bed.fineTuned(request, passes: 5)
      case .fineTunedLong: return bed.fineTuned(request, passes: 20)
      case .otherPerson: return bed.wronglyErased(request, isDisguised: true)
      }
    }
  }

  private struct Judged {
    let way: Way
    let judgement: ErasureJudgement

    func value(_ name: String) -> Double {
      judgement.criteria.first { $0.name == name }?.value ?? .nan
    }
  }

  private static func people(_ bed: ErasureBed) -> [Int32] {
    let train = bed.split.train
    let order = (0..<Int32(train.users.count)).sorted {
      (train.items(of: Int($0)).count, $0) < (train.items(of: Int($1)).count, $1)
    }
    // Each seed asks its own people, some places further on.
    return places.map {
      order[min(order.count - 1, Int(Double(order.count) * $0 + Double(bed.seed % 10)))]
    }
  }

  private static func judged(
    _ bed: ErasureBed, _ user: Int32, _ policy: ErasurePolicy
  ) throws -> [Judged] {
    let request = ErasureRequest(users: [user])
    let probe = bed.probe(request)
    let golds = try bed.golds(probe, count: goldCount)
    let original = probe.read(bed.original, kernels: .best)
    var circumstances = ErasureJudgement.Circumstances.foreign(request)
    circumstances.singles = [.users]
    return try Way.allCases.map { way in
      let reading = probe.read(try way.model(bed, request), before: bed.original, kernels: .best)
      let judged = Judged(
        way: way,
        judgement: ErasureJudgement(
          ErasureReadings(original: original, unlearned: reading, golds: golds), under: policy,
          circumstances, seed: Seed(bed.seed).derive("bootstrap")))
      let line = [
        "\(bed.seed)", "\(bed.split.train.items(of: Int(user)).count)", way.rawValue,
        judged.judgement.line,
      ]
      FileHandle.standardError.write(Data((line.joined(separator: "\t") + "\n").utf8))
      return judged
    }
  }

  private static func report(_ found: [Judged]) {
    var verdicts = ErasureTable("way", "n", "honoured", "not-honoured", "inconclusive", "not met")
    for way in Way.allCases {
      let some = found.filter { $0.way == way }
      func count(_ verdict: Verdict) -> String {
        "\(some.count { $0.judgement.verdict == verdict })"
      }
      var open: [String: Int] = [:]
      for criterion in some.flatMap(\.judgement.criteria)
      where criterion.required && criterion.outcome != .met {
        open[criterion.name, default: 0] += 1
      }
      verdicts.add(
        way.rawValue, "\(some.count)", count(.honoured), count(.notHonoured), count(.inconclusive),
        open.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    }
    verdicts.show()
    for name in ["geometry", "vectors-moved"] {
      var table = ErasureTable([name, "n"] + Sample.quantileNames)
      for way in Way.allCases {
        let values = found.filter { $0.way == way }.map { $0.value(name) }.filter { !$0.isNaN }
        table.add([way.rawValue, "\(values.count)"] + Sample(values).quantileTexts)
      }
      table.show()
    }
  }
}
