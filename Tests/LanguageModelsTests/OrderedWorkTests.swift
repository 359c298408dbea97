// SPDX-License-Identifier: Apache-2.0

import LanguageModels
import Synchronization
import Testing

@Suite struct OrderedWorkTests {
  private struct Trouble: Error, Equatable {
    let place: Int
  }

  /// Lets nobody go on before so many have come.
  private actor Meeting {
    private let count: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) {
      self.count = count
    }

    func come() async {
      await withCheckedContinuation {
        waiting.append($0)
        leaveIfAll()
      }
    }

    private func leaveIfAll() {
      guard waiting.count == count else { return }
      for one in waiting { one.resume() }
      waiting = []
    }
  }

  @Test(arguments: 1...9)
  func resultsComeInTheOrderOfTheirElements(concurrency: Int) async throws {
    var results: [Int] = []
    try await OrderedWork(concurrency: concurrency).run(Array(0..<50)) {
      number throws(Trouble) in
      // Later ones overtake.
      for _ in 0..<(number * 37 % 11) { await Task.yield() }
      return number * number
    } _: { result throws(Trouble) in
      results.append(result)
      return true
    }
    #expect(results == (0..<50).map { $0 * $0 })
  }

  @Test(.timeLimit(.minutes(2)))
  func asManyAreDoneAtOnceAsAllowed() async throws {
    let meeting = Meeting(3)
    let running = Mutex((now: 0, highest: 0))
    try await OrderedWork(concurrency: 3).run(Array(0..<12)) { number throws(Trouble) in
      running.withLock { $0 = ($0.now + 1, max($0.highest, $0.now + 1)) }
      // Fewer than three at once would wait here for ever.
      await meeting.come()
      running.withLock { $0.now -= 1 }
      return number
    } _: { _ throws(Trouble) in
      true
    }
    #expect(running.withLock { $0.highest } == 3)
  }

  @Test(arguments: [1, 4])
  func theFirstFailureEndsIt(concurrency: Int) async throws {
    var results: [Int] = []
    do throws(Trouble) {
      try await OrderedWork(concurrency: concurrency).run(Array(0..<20)) {
        number throws(Trouble) in
        // The later failure happens first.
        if number == 7 { for _ in 0..<100 { await Task.yield() } }
        guard number != 7, number != 9 else { throw Trouble(place: number) }
        return number
      } _: { result throws(Trouble) in
        results.append(result)
        return true
      }
      Issue.record("nothing failed")
    } catch {
      #expect(error == Trouble(place: 7))
    }
    #expect(results == Array(0..<7))
  }

  @Test func nothingIsDoneOnceNoMoreIsWanted() async throws {
    let begun = Mutex(0)
    var results: [Int] = []
    try await OrderedWork(concurrency: 2).run(Array(0..<100)) { number throws(Trouble) in
      begun.withLock { $0 += 1 }
      return number
    } _: { result throws(Trouble) in
      results.append(result)
      return result < 4
    }
    #expect(results == Array(0...4))
    #expect(begun.withLock { $0 } < 100)
  }
}
