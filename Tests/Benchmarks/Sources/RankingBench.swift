// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import Recommenders

/// Full-ranking evaluation at 20 against implicit, of the same model on the same users.
///
/// Both sides rank all items for all users with a held-out item, mask what they trained on and
/// compute their ranking metrics; packing of items included. NDCG@20 must agree.
enum RankingBench {
  static func run(_ surroundings: Surroundings) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("palimpsest-bench-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let data = SyntheticTastes(seed: Seed(2))
    try data.write(to: folder)
    var trainer = FastBPRTrainer(
      data.train, configuration: BPRBench.configuration(.popularity), seed: Seed(1),
      jobs: surroundings.jobs, kernels: .best)
    trainer.run(epochs: 10)
    let model = trainer.model
    try Factors.write(model, to: folder, name: "ours")
    let arguments = [folder.path, "\(surroundings.jobs)"]
    let pinned = try surroundings.peer(
      "implicit_peer.py", arguments, environment: ["OPENBLAS_NUM_THREADS": "1"])
    let free = try surroundings.peer("implicit_peer.py", arguments)
    let users = (0..<Int32(data.test.users.count)).filter {
      !data.test.items(of: Int($0)).isEmpty
    }
    print(
      "Full ranking at 20 of \(users.count) users and \(model.items.count) items,"
        + " \(surroundings.jobs) threads")
    var time = Rounds()
    var processor = Rounds()
    var ndcg = Rounds()
    for _ in 1...surroundings.rounds {
      for (name, peer) in [("implicit", pinned), ("implicit, BLAS threads", free)] {
        let answer = try peer.ask("rank ours \(model.factorCount)")
        time.add(name, answer["rank"] ?? .nan)
        processor.add(name, answer["processor"] ?? .nan)
        ndcg.add(name, answer["ndcg"] ?? .nan)
      }
      for kernels in KernelSet.allCases.filter(\.isSupported).reversed() {
        let own = timed {
          let lists = TopItems.lists(
            model: model, users: users, masked: data.train, k: 20, jobs: surroundings.jobs,
            kernels: kernels)
          return RankingMetrics(lists: lists, k: 20, users: users, relevant: data.test)
        }
        time.add("ours \(kernels.rawValue)", own.seconds)
        processor.add("ours \(kernels.rawValue)", own.processorSeconds)
        let metrics = own.result
        ndcg.add(
          "ours \(kernels.rawValue)", metrics.ndcg.reduce(0, +) / Double(metrics.ndcg.count))
      }
    }
    print(" whole evaluation")
    time.report(against: "implicit", unit: "s", isTime: true)
    print(" processor time of all threads")
    processor.report(against: "implicit", unit: "s", isTime: true)
    print(" NDCG@20 of the same model")
    ndcg.reportMeans()
  }
}
