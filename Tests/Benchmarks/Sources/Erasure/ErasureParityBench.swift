// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Recommenders
import Unlearning

/// Reverse BPR against Gold: 5 % of interactions, users and items, ten seeds, four Golds each.
enum ErasureParityBench {
  private static let goldCount = 4

  static func run(_ surroundings: Surroundings) throws {
    let data = try ErasureData.load()
    let seeds = surroundings.seeds ?? 1...10
    print(
      "Parity with Gold: \(data.name), 5 % each, seeds \(seeds.lowerBound)-\(seeds.upperBound),"
        + " each against the mean of \(goldCount) Golds; mean [95 % interval] sd over seeds\n")
    let trials = try parallelMap(count: seeds.count, jobs: surroundings.jobs) { index in
      try self.trials(data, seed: seeds.lowerBound + UInt64(index))
    }
    for (index, kind) in ErasureRequest.Kind.allCases.enumerated() {
      report(kind, trials.map { $0[index] })
    }
  }

  /// One request's readings.
  private struct Trial {
    let golds: [ModelReading]
    let original: ModelReading
    let unlearned: ModelReading
    let dropped: ModelReading
    let passes: Double
    let stop: UnlearningOutcome.Stop
  }

  private static func trials(_ data: ErasureData, seed: UInt64) throws -> [Trial] {
    let bed = try ErasureBed(data.interactions, seed: seed)
    return try ErasureRequest.Kind.allCases.map { kind in
      let request = try bed.request(kind)
      let probe = bed.probe(request)
      let outcome = bed.unlearn(request)
      return Trial(
        golds: try bed.golds(probe, count: goldCount),
        original: probe.read(bed.original, kernels: .best),
        unlearned: probe.read(outcome.model, kernels: .best),
        dropped: probe.read(bed.dropping(request, from: bed.original), kernels: .best),
        passes: outcome.passes[kind] ?? .nan, stop: outcome.stop)
    }
  }

  /// A figure of a model relative to Gold.
  private struct Line {
    let name: String
    let value: (ModelReading) -> Double
    var isRatio = false
    let bar: String
    let holds: (Double) -> Bool
  }

  private static func lines(_ kind: ErasureRequest.Kind) -> [Line] {
    let isPairs = kind == .interactions
    var lines = [
      Line(
        name: "forget R@20 - Gold", value: { $0.forgetRecall },
        bar: isPairs ? "within .015" : "at most .005",
        holds: { isPairs ? abs($0) <= 0.015 : $0 <= 0.005 }),
      Line(
        name: "matched AUC - Gold", value: { $0.matchedArea }, bar: "within .02",
        holds: { abs($0) <= 0.02 }),
    ]
    if !isPairs {
      lines.append(
        Line(
          name: "fold-in AUC - Gold", value: { $0.foldInArea }, bar: "within .02",
          holds: { abs($0) <= 0.02 }))
    }
    lines += [
      Line(
        name: "retain R@20 / Gold", value: { $0.retainRecall }, isRatio: true,
        bar: "at least .98", holds: { $0 >= 0.98 }),
      Line(
        name: "retain NDCG@20 / Gold", value: { $0.retainNDCG }, isRatio: true,
        bar: "at least .98", holds: { $0 >= 0.98 }),
    ]
    return lines
  }

  private static func report(_ kind: ErasureRequest.Kind, _ trials: [Trial]) {
    let passes = Sample(trials.map(\.passes))
    let stops = Set(trials.map(\.stop.rawValue)).sorted().joined(separator: ", ")
    print("\(kind.rawValue), 5 %: passes \(passes.text()), stop \(stops)")
    var table = ErasureTable(
      "measure", "reverse BPR", "bar", "holds", "spread of Golds (sd)", "row drop alone", "no-op")
    for line in lines(kind) {
      func relative(_ model: (Trial) -> ModelReading) -> Sample {
        Sample(
          trials.map { trial in
            let gold = mean(trial.golds.map(line.value))
            return line.isRatio
              ? line.value(model(trial)) / gold : line.value(model(trial)) - gold
          })
      }
      let own = relative(\.unlearned)
      let isFoldIn = line.name.hasPrefix("fold-in")
      let dropped = relative(\.dropped)
      table.add(
        line.name, own.text(signed: !line.isRatio), line.bar, outcome(line.holds(own.mean)),
        decimals(spread(trials, line), 4),
        kind == .interactions
          ? "-"
          : dropped.text(signed: !line.isRatio)
            + (isFoldIn ? (line.holds(dropped.mean) ? " NOT SEEN" : " seen") : ""),
        relative(\.original).text(signed: !line.isRatio))
    }
    if kind == .items {
      let served = trials.reduce(0) { $0 + $1.unlearned.servedItemCount }
      table.add("erased items served", "\(served)", "0", outcome(served == 0), "-", "-", "-")
    }
    let stored = trials.reduce(0) {
      $0 + $1.unlearned.storedUserCount + $1.unlearned.storedItemCount
    }
    table.add("erased ids stored", "\(stored)", "0", outcome(stored == 0), "-", "-", "-")
    let areas = Sample(trials.flatMap { $0.golds.map(\.matchedArea) })
    print("Gold's own matched AUC \(areas.text())")
    table.show()
  }

  /// The standard deviation between the Golds of a request, pooled over requests.
  private static func spread(_ trials: [Trial], _ line: Line) -> Double {
    let variances = trials.map { trial in
      let values = trial.golds.map(line.value)
      let centre = mean(values)
      let own = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(values.count - 1)
      return line.isRatio ? own / (centre * centre) : own
    }
    return mean(variances).squareRoot()
  }
}
