// SPDX-License-Identifier: Apache-2.0

import Compute
import Synchronization
import Testing

@Suite struct ParallelMapTests {
  private struct Refused: Error, Equatable {
    let index: Int
  }

  @Test(arguments: [1, 2, 3, 8, 200])
  func resultsStandInIndexOrderAtAnyJobCount(jobs: Int) {
    let results = parallelMap(count: 100, jobs: jobs) { index -> UInt64 in
      var generator = SeededGenerator(seed: Seed(4), stream: UInt64(index))
      return generator.next()
    }
    let expected = (0..<100).map { index -> UInt64 in
      var generator = SeededGenerator(seed: Seed(4), stream: UInt64(index))
      return generator.next()
    }
    #expect(results == expected)
  }

  @Test(arguments: [1, 4])
  func everyIndexIsCalledOnce(jobs: Int) {
    let calls = Mutex([Int](repeating: 0, count: 500))
    _ = parallelMap(count: 500, jobs: jobs) { index in calls.withLock { $0[index] += 1 } }
    #expect(calls.withLock { $0 } == [Int](repeating: 1, count: 500))
  }

  @Test(arguments: [1, 2, 7])
  func theLowestFailingIndexIsReported(jobs: Int) {
    let error = #expect(throws: Refused.self) {
      try parallelMap(count: 50, jobs: jobs) { index throws(Refused) -> Int in
        if index % 10 == 9 { throw Refused(index: index) }
        return index
      }
    }
    #expect(error == Refused(index: 9))
  }

  @Test func nothingToDoIsNothing() {
    #expect(parallelMap(count: 0, jobs: 3) { $0 }.isEmpty)
  }
}
