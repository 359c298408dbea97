// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import Synchronization

/// Where the units of a corpus go, in their order and one at a time.
protocol CorpusSink: AnyObject, Sendable {
  /// Takes a unit.
  func take(_ block: borrowing PackedBlock, unit: Int) throws(CorpusError)
}

/// Makes units on several threads and hands them on in order.
///
/// Workers take the next unit, fill a block of their own and wait for their turn: no more blocks
/// are in memory than there are workers, and while one is written others are made.
enum CorpusPipeline {
  static func run(
    _ part: CorpusPart, from first: Int, jobs: Int, isCompressed: Bool, into sink: any CorpusSink
  ) throws(CorpusError) {
    precondition(jobs > 0, "at least one job")
    let unitCount = part.unitCount
    let next = Atomic<Int>(first)
    let turnstile = Turnstile(first: first)
    @Sendable func work() throws(CorpusError) {
      var block = try PackedBlock(isCompressed: isCompressed)
      while turnstile.failure == nil {
        let unit = next.add(1, ordering: .relaxed).oldValue
        guard unit < unitCount else { return }
        block.fill(part, unit: unit)
        guard turnstile.enter(unit) else { return }
        try sink.take(block, unit: unit)
        turnstile.leave()
      }
    }
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, unitCount - first))) { _ in
      do throws(CorpusError) {
        try work()
      } catch {
        turnstile.fail(error)
      }
    }
    if let failure = turnstile.failure { throw failure }
  }
}

/// Lets holders of numbers through in the order of the numbers, until one of them fails.
private final class Turnstile: @unchecked Sendable {
  // The condition's lock protects both.
  private let condition = NSCondition()
  private var turn: Int
  private var problem: CorpusError?

  init(first: Int) {
    turn = first
  }

  /// The failure that stopped everything, where there was one.
  var failure: CorpusError? {
    condition.withLock { problem }
  }

  /// Waits for a number's turn; false where it will never come.
  func enter(_ number: Int) -> Bool {
    condition.withLock {
      while turn != number && problem == nil { condition.wait() }
      return problem == nil
    }
  }

  /// Ends a turn.
  func leave() {
    condition.withLock {
      turn += 1
      condition.broadcast()
    }
  }

  /// Ends all turns.
  func fail(_ error: CorpusError) {
    condition.withLock {
      problem = problem ?? error
      condition.broadcast()
    }
  }
}
