// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Recommenders
import Unlearning

/// A hundred users erased one after the other, each request unlearned from what the last one left.
///
/// With `--passes` or `--retain` it tries these settings; choose on seeds that are not reported on.
enum ErasureSequenceBench {
  private static let requestCount = 100
  private static let goldCount = 3

  static func run(_ surroundings: Surroundings) throws {
    let data = try ErasureData.load()
    let seeds = surroundings.seeds ?? 1...5
    let settings = settings(surroundings)
    print(
      "Sequence: \(data.name), \(requestCount) one-user requests, seeds"
        + " \(seeds.lowerBound)-\(seeds.upperBound), \(goldCount) Golds each; mean [95 % interval]"
        + " sd over seeds; bars: retain NDCG@20 at least .97 of Gold, fold-in within .02\n")
    let marks = settings.count > 1 ? [requestCount] : [25, 50, 75, requestCount]
    let trials = try parallelMap(count: seeds.count, jobs: surroundings.jobs) { index in
      try Sequence(data, seed: seeds.lowerBound + UInt64(index), count: requestCount)
        .run(settings, marks: marks, goldCount: goldCount)
    }.flatMap { $0 }
    var table = ErasureTable(
      "passes", "retain", "requests", "retain NDCG@20 / Gold", "holds", "fold-in AUC - Gold",
      "holds", "retain R@20 / Gold", "no-op's rows dropped: fold-in - Gold",
      "median CPU s a request")
    for place in settings.indices {
      for mark in marks {
        table.add(
          row(settings[place], mark, trials.filter { $0.setting == place && $0.mark == mark }))
      }
    }
    table.show()
  }

  private static func settings(_ surroundings: Surroundings) -> [ReverseBPRConfiguration] {
    let standard = ReverseBPRConfiguration()
    let passes = surroundings.passes.isEmpty ? [standard.calibratedPasses] : surroundings.passes
    let retain = surroundings.retain.isEmpty ? [standard.calibratedRetain] : surroundings.retain
    return passes.flatMap { passes in
      retain.map { retain in
        var own = standard
        own.calibratedPasses = passes
        own.calibratedRetain = retain
        return own
      }
    }
  }

  private static func row(
    _ setting: ReverseBPRConfiguration, _ mark: Int, _ some: [Sequence.Trial]
  ) -> [String] {
    let ndcg = Sample(some.map(\.retainNDCG))
    let foldIn = Sample(some.map(\.foldIn))
    return [
      "\(setting.calibratedPasses)", "\(setting.calibratedRetain)", "\(mark)", ndcg.text(),
      outcome(ndcg.mean >= 0.97), foldIn.text(signed: true), outcome(abs(foldIn.mean) <= 0.02),
      Sample(some.map(\.retainRecall)).text(),
      Sample(some.map(\.droppedFoldIn)).text(signed: true),
      decimals(Sample(some.map(\.seconds)).medianValue, 4),
    ]
  }
}

/// One seed's model and the users who leave it, in order.
private struct Sequence {
  /// Where a sequence stood after some requests, relative to the mean of the Golds.
  struct Trial {
    let setting: Int
    let mark: Int
    let retainNDCG: Double
    let retainRecall: Double
    let foldIn: Double
    let droppedFoldIn: Double
    let seconds: Double
  }

  private let bed: ErasureBed
  private let leaving: [Int32]

  init(_ data: ErasureData, seed: UInt64, count: Int) throws {
    bed = try ErasureBed(data.interactions, seed: seed)
    var users = (0..<Int32(bed.split.train.users.count)).map { $0 }
    var generator = SeededGenerator(seed: Seed(seed).derive("leaving"))
    generator.shuffle(&users)
    leaving = Array(users.prefix(count))
  }

  func run(_ settings: [ReverseBPRConfiguration], marks: [Int], goldCount: Int) throws -> [Trial] {
    let probes = marks.map { bed.probe(ErasureRequest(users: Array(leaving.prefix($0)))) }
    let golds = try probes.map { try bed.golds($0, count: goldCount) }
    return settings.enumerated().flatMap { place, setting in
      let runs = walk(setting, marks: marks)
      return marks.indices.map { mark in
        let probe = probes[mark]
        let own = probe.read(runs[mark].model, kernels: .best)
        let dropped = probe.read(bed.dropping(probe.request, from: bed.original), kernels: .best)
        func gold(_ value: (ModelReading) -> Double) -> Double { mean(golds[mark].map(value)) }
        return Trial(
          setting: place, mark: marks[mark], retainNDCG: own.retainNDCG / gold(\.retainNDCG),
          retainRecall: own.retainRecall / gold(\.retainRecall),
          foldIn: own.foldInArea - gold(\.foldInArea),
          droppedFoldIn: dropped.foldInArea - gold(\.foldInArea), seconds: runs[mark].seconds)
      }
    }
  }

  /// Erases user after user; the model and the median cost after each mark.
  private func walk(
    _ setting: ReverseBPRConfiguration, marks: [Int]
  ) -> [(model: MatrixFactorization, seconds: Double)] {
    var model = bed.original
    var split = bed.split
    var costs: [Double] = []
    var runs: [(model: MatrixFactorization, seconds: Double)] = []
    for (index, user) in leaving.enumerated() {
      let start = threadSeconds()
      model =
        ReverseBPR.unlearn(
          ErasureRequest(users: [user]), from: model, split: split, configuration: setting,
          seed: Seed(bed.seed).derive("unlearn", index), kernels: .best
        ).model
      costs.append(threadSeconds() - start)
      split = split.removing { $0.user == user }
      if marks.contains(index + 1) { runs.append((model, Sample(costs).medianValue)) }
    }
    return runs
  }
}
