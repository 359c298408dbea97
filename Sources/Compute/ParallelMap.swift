// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// Applies `transform` to `0..<count` on up to `jobs` workers and returns results in index order.
///
/// Each index is one unit of work, so the caller fixes the grain and results never depend on `jobs`.
/// Workers take indices from a shared counter; with one job everything runs on the calling thread.
///
/// - Parameters:
///   - count: The number of units.
///   - jobs: The largest number of units under way at once, at least one.
///   - transform: The work on one unit; called once for each index.
/// - Returns: The results, `[count]`, in index order.
/// - Throws: The error of the lowest index that failed.
public func parallelMap<Result: Sendable, Failure: Error>(
  count: Int, jobs: Int, _ transform: @Sendable (Int) throws(Failure) -> Result
) throws(Failure) -> [Result] {
  precondition(jobs > 0, "at least one job")
  if jobs == 1 || count <= 1 {
    var results: [Result] = []
    results.reserveCapacity(count)
    for index in 0..<count { results.append(try transform(index)) }
    return results
  }
  let slots = Mutex([Swift.Result<Result, Failure>?](repeating: nil, count: count))
  let nextIndex = Atomic<Int>(0)
  DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { _ in
    while true {
      let index = nextIndex.add(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      let outcome = Swift.Result { () throws(Failure) in try transform(index) }
      slots.withLock { $0[index] = outcome }
    }
  }
  var results: [Result] = []
  results.reserveCapacity(count)
  for slot in slots.withLock({ $0 }) {
    guard let slot else { preconditionFailure("every index was taken") }
    results.append(try slot.get())
  }
  return results
}
