// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import Recommenders

/// Hogwild BPR against implicit: samples a second of the epochs, and Recall@20 of what was learned.
///
/// A sample is a draw, rejected ones included, on both sides. Same data, factors, step size,
/// regularization, sampling of negatives and spread of initial factors.
enum BPRBench {
  private static let epochs = 10
  private static let factors = 64

  static func run(_ surroundings: Surroundings) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-bench-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let data = SyntheticTastes(seed: Seed(2))
    try data.write(to: folder)
    print(
      "BPR, \(data.train.users.count) users, \(data.train.items.count) items, \(data.train.count)"
        + " interactions, \(factors) factors, \(surroundings.jobs) threads, \(epochs) epochs")
    let peer = try surroundings.peer("implicit_peer.py", [folder.path, "\(surroundings.jobs)"])
    let sets = KernelSet.allCases.filter(\.isSupported).reversed()
    var speed = Rounds()
    var processor = Rounds()
    var fit = Rounds()
    var recall = Rounds()
    for round in 1...surroundings.rounds {
      let answer = try peer.ask("fit \(epochs) \(factors) 0.05 0.002 \(round)")
      speed.add("implicit", (answer["samples"] ?? 0) / (answer["epochs"] ?? 0))
      processor.add("implicit", (answer["samples"] ?? 0) / (answer["processor"] ?? 0))
      fit.add("implicit", answer["fit"] ?? .nan)
      let theirs = try Factors.read(
        from: folder, name: "implicit", width: factors + 1, like: data.train)
      recall.add("implicit", try self.recall(of: theirs, data, surroundings))
      for kernels in sets {
        for negatives in NegativeSampling.allCases.reversed() {
          let name = "ours \(kernels.rawValue), \(negatives.rawValue)"
          let own = ourRun(data, kernels, negatives, round, surroundings)
          speed.add(name, own.samplesPerSecond)
          processor.add(name, own.samplesPerProcessorSecond)
          fit.add(name, own.fitSeconds)
          recall.add(name, try self.recall(of: own.model, data, surroundings))
        }
      }
    }
    print(" samples a second, epochs alone (implicit draws negatives by popularity)")
    speed.report(against: "implicit", unit: "M/s", scale: 1e-6)
    print(" samples a processor second, whole fit")
    processor.report(against: "implicit", unit: "M/s", scale: 1e-6)
    print(" whole fit, with initial vectors and indexes")
    fit.report(against: "implicit", unit: "s", isTime: true)
    print(" Recall@20 by our evaluator")
    recall.reportMeans()
  }

  /// The hyper-parameters of both sides.
  static func configuration(_ negatives: NegativeSampling) -> BPRConfiguration {
    var configuration = BPRConfiguration()
    configuration.factorCount = factors
    configuration.learningRate = 0.05
    configuration.regularization = 0.002
    configuration.negatives = negatives
    // implicit draws uniformly from +-0.5 / factors: the same standard deviation.
    configuration.initialScale = 1 / (Double(factors) * 12.0.squareRoot())
    return configuration
  }

  private static func ourRun(
    _ data: SyntheticTastes, _ kernels: KernelSet, _ negatives: NegativeSampling,
    _ round: Int, _ surroundings: Surroundings
  ) -> OwnRun {
    let configuration = configuration(negatives)
    let samples = Double(epochs * data.train.count)
    let whole = timed {
      var trainer = FastBPRTrainer(
        data.train, configuration: configuration, seed: Seed(UInt64(round)),
        jobs: surroundings.jobs, kernels: kernels)
      let inner = timed { trainer.run(epochs: epochs) }
      return (model: trainer.model, seconds: inner.seconds)
    }
    return OwnRun(
      samplesPerSecond: samples / whole.result.seconds,
      samplesPerProcessorSecond: samples / whole.processorSeconds, fitSeconds: whole.seconds,
      model: whole.result.model)
  }

  private struct OwnRun {
    let samplesPerSecond: Double
    let samplesPerProcessorSecond: Double
    let fitSeconds: Double
    let model: MatrixFactorization
  }

  private static func recall(
    of model: MatrixFactorization, _ data: SyntheticTastes, _ surroundings: Surroundings
  ) throws -> Double {
    let users = (0..<Int32(data.test.users.count)).filter {
      !data.test.items(of: Int($0)).isEmpty
    }
    let lists = TopItems.lists(
      model: model, users: users, masked: data.train, k: 20, jobs: surroundings.jobs)
    let metrics = RankingMetrics(lists: lists, k: 20, users: users, relevant: data.test)
    return metrics.recall.reduce(0, +) / Double(metrics.recall.count)
  }
}
