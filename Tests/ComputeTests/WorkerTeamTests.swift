// SPDX-License-Identifier: Apache-2.0

import Compute
import Synchronization
import Testing

@Suite struct WorkerTeamTests {
  private struct Refused: Error, Equatable {}

  @Test(arguments: [1, 2, 3, 16]) func everyPieceOfEveryLotIsDoneOnce(jobs: Int) {
    let counts = (0..<3_000).map { $0 % 7 * ($0 % 5) }
    let sums = WorkerTeam.with(jobs: jobs) { team in
      counts.map { count in
        let done = Mutex([Int](repeating: 0, count: count))
        team.share(count) { piece, worker in
          done.withLock { $0[piece] += worker < jobs && worker >= 0 ? 1 : 1_000 }
        }
        // A lot is over when `share` returns.
        return done.withLock { $0 }
      }
    }
    #expect(sums == counts.map { [Int](repeating: 1, count: $0) })
  }

  @Test func sleepersAreWoken() {
    let total = WorkerTeam.with(jobs: 4) { team in
      var total = 0
      for _ in 0..<20 {
        let sum = Atomic<Int>(0)
        team.share(64) { piece, _ in sum.add(piece, ordering: .relaxed) }
        total += sum.load(ordering: .relaxed)
        // Long enough for workers to lose their patience.
        var busy = 1.0
        for step in 0..<300_000 { busy = (busy + Double(step)).squareRoot() }
        total += busy > 0 ? 0 : 1
      }
      return total
    }
    #expect(total == 20 * 63 * 32)
  }

  @Test(arguments: [1, 3]) func errorsComeOut(jobs: Int) {
    #expect(throws: Refused()) {
      try WorkerTeam.with(jobs: jobs) { _ throws(Refused) in throw Refused() }
    }
  }

  @Test func teamsMayWorkBesideEachOther() {
    let sums = parallelMap(count: 8, jobs: 4) { seed in
      WorkerTeam.with(jobs: 2) { team in
        var results: [Int] = []
        for lot in 0..<200 {
          let sum = Atomic<Int>(0)
          team.share(10) { piece, _ in sum.add(piece * lot + seed, ordering: .relaxed) }
          results.append(sum.load(ordering: .relaxed))
        }
        return results
      }
    }
    for (seed, results) in sums.enumerated() {
      #expect(results == (0..<200).map { 45 * $0 + 10 * seed })
    }
  }
}
