// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders
import Unlearning

/// Processor seconds of unlearning, stop rule included, against those of training anew.
///
/// Training is timed without its early-stopping evaluation: as many passes as it made, and beside
/// it only as many as lead to the model that it keeps.
enum ErasureCostBench {
  static func run(_ surroundings: Surroundings) throws {
    try run(try ErasureData.load(), BPRConfiguration(), surroundings)
    // So much data needs no early stopping to compare costs: fifty passes, as MovieLens takes.
    var surroundings = surroundings
    surroundings.rounds = min(surroundings.rounds, 3)
    var fixed = BPRConfiguration()
    fixed.epochLimit = 50
    fixed.patience = 0
    try run(try ErasureData.large(), fixed, surroundings)
  }

  private static func run(
    _ data: ErasureData, _ configuration: BPRConfiguration, _ surroundings: Surroundings
  ) throws {
    let bed = try ErasureBed(data.interactions, seed: 1, configuration: configuration)
    print(
      "Cost: \(data.name), \(bed.split.train.count) training pairs, one thread, medians of"
        + " \(surroundings.rounds), processor seconds\n")
    var table = ErasureTable(
      "request", "erased pairs", "unlearning", "Gold, all passes", "ratio [smallest, largest]",
      "bar", "holds", "Gold, kept passes", "ratio", "stop", "passes", "steps")
    for (name, request, bar) in try requests(bed) {
      let cost = try Cost(bed, request, rounds: surroundings.rounds)
      table.add(
        name, "\(cost.erased)", decimals(cost.unlearning.medianValue, 4),
        decimals(cost.training.medianValue, 4), cost.ratioText, bar.map { "\($0)x" } ?? "-",
        bar.map { outcome(cost.ratio >= Double($0)) } ?? "-",
        decimals(cost.keptTraining, 4), decimals(cost.keptRatio, 1) + "x",
        cost.outcome.stop.rawValue, decimals(cost.passes, 1), "\(cost.outcome.stepCount)")
    }
    table.show()
  }

  private static func requests(_ bed: ErasureBed) throws -> [(String, ErasureRequest, Int?)] {
    let order = (0..<Int32(bed.split.train.users.count)).sorted {
      (bed.split.train.items(of: Int($0)).count, $0) < (
        bed.split.train.items(of: Int($1)).count, $1
      )
    }
    let shares = try ErasureRequest.Kind.allCases.map {
      ("\($0.rawValue) 5 %", try bed.request($0), Optional(4))
    }
    return shares + [
      ("one user, median", ErasureRequest(users: [order[order.count / 2]]), 20),
      ("one user, heaviest", ErasureRequest(users: order.suffix(1)), 20),
    ]
  }
}

/// What one request cost in several rounds, both sides in alternation.
private struct Cost {
  let unlearning: Sample
  let training: Sample
  /// Seconds of the passes up to the model that training keeps.
  let keptTraining: Double
  let outcome: UnlearningOutcome
  let erased: Int

  init(_ bed: ErasureBed, _ request: ErasureRequest, rounds: Int) throws {
    let gold = try bed.gold(request, 1)
    let left = bed.retained(request).train
    var unlearning: [Double] = []
    var training: [Double] = []
    var outcome = bed.unlearn(request)
    for round in 0..<rounds {
      let start = threadSeconds()
      outcome = bed.unlearn(request)
      unlearning.append(threadSeconds() - start)
      var trainer = BPRTrainer(
        left, configuration: bed.recipe.configuration, seed: Seed(UInt64(round)), kernels: .best)
      let begun = threadSeconds()
      for _ in 0..<gold.epochCount { trainer.runEpoch() }
      training.append(threadSeconds() - begun)
    }
    self.unlearning = Sample(unlearning)
    self.training = Sample(training)
    keptTraining =
      self.training.medianValue * Double(gold.bestEpoch) / Double(gold.epochCount)
    self.outcome = outcome
    erased = bed.split.train.count - left.count
  }

  var ratio: Double { training.medianValue / unlearning.medianValue }
  var keptRatio: Double { keptTraining / unlearning.medianValue }
  var passes: Double { outcome.passes.values.max() ?? 0 }

  var ratioText: String {
    let ratios = zip(training.values, unlearning.values).map { $0 / $1 }
    return decimals(ratio, 1) + "x [\(decimals(ratios.min() ?? .nan, 1)), "
      + "\(decimals(ratios.max() ?? .nan, 1))]"
  }
}
