// SPDX-License-Identifier: Apache-2.0

import CKernels
import Dispatch
import Glibc
import Synchronization

/// Workers that share out many short pieces of work, one lot after another.
///
/// A token of a small model takes hundreds of lots of a few microseconds each: `parallelMap` would
/// wake threads for each. Here workers stay for the length of a call, wait for the next lot by
/// watching for it, and go to sleep after a while. Which worker takes a piece is left to chance, so
/// a piece's result must depend on its number alone.
///
/// Where the system lends fewer threads than asked for, those that are there do all the work.
///
/// Unchecked: `work` and `count` are written by the leader while no lot is open and no worker is
/// `active`; a worker reads them after it has become active and has then seen the lot open. The
/// leader closes a lot, then waits until nobody is active: one of the two sees the other, since
/// both sides are sequentially consistent.
package final class WorkerTeam: @unchecked Sendable {
  /// The most pieces under way at once; workers are numbered from 0.
  package let jobs: Int
  private var leader = 0
  private var count = 0
  private var work: ((Int, Int) -> Void)?
  private var lot = 0
  private let state = Atomic<Int>(0)
  private let next = Atomic<Int>(0)
  private let active = Atomic<Int>(0)
  private let sleepers = Atomic<Int>(0)
  private let bell = DispatchSemaphore(value: 0)

  /// The state once the team is dismissed; a lot's state is twice its number, plus 1 while open.
  private static let dismissed = -1
  /// How often a worker looks for work before it sleeps; some tens of microseconds.
  private static let patience = 4_000

  private init(jobs: Int) {
    self.jobs = jobs
  }

  /// Calls the closure with a team that is dismissed when it returns.
  ///
  /// - Parameters:
  ///   - jobs: The most pieces under way at once, at least one; with one nothing is shared out.
  ///   - body: The work; runs once, perhaps on another thread.
  /// - Returns: What the closure returns.
  /// - Throws: What the closure throws.
  package static func with<Result, Failure: Error>(
    jobs: Int, _ body: (WorkerTeam) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(jobs > 0, "at least one job")
    let team = WorkerTeam(jobs: jobs)
    guard jobs > 1 else { return try body(team) }
    return try withoutActuallyEscaping(body) { body throws(Failure) in
      let lead = Lead(body)
      DispatchQueue.concurrentPerform(iterations: jobs) { member in
        if lead.isTaken.exchange(true, ordering: .sequentiallyConsistent) {
          team.serve(member)
        } else {
          team.leader = member
          lead.run(team)
          team.state.store(dismissed, ordering: .sequentiallyConsistent)
          team.ring()
        }
      }
      guard let outcome = lead.outcome else { preconditionFailure("somebody led") }
      return try outcome.get()
    }
  }

  /// The closure that the first thread to come runs.
  ///
  /// Unchecked: one thread takes it, and the outcome is read after all threads are done.
  private final class Lead<Result, Failure: Error>: @unchecked Sendable {
    let isTaken = Atomic<Bool>(false)
    private(set) var outcome: Swift.Result<Result, Failure>?
    private let body: (WorkerTeam) throws(Failure) -> Result

    init(_ body: @escaping (WorkerTeam) throws(Failure) -> Result) {
      self.body = body
    }

    func run(_ team: WorkerTeam) {
      outcome = Swift.Result { () throws(Failure) in try body(team) }
    }
  }

  /// Does all pieces of a lot and returns when the last is done; called by the closure of `with`.
  ///
  /// - Parameters:
  ///   - count: The number of pieces.
  ///   - work: Does one piece; gets its number and the worker's, which is below `jobs`.
  package func share(_ count: Int, _ work: (_ piece: Int, _ worker: Int) -> Void) {
    guard jobs > 1, count > 1 else {
      for piece in 0..<count { work(piece, leader) }
      return
    }
    withoutActuallyEscaping(work) { work in
      self.work = work
      self.count = count
      next.store(0, ordering: .relaxed)
      lot += 1
      state.store(2 * lot + 1, ordering: .sequentiallyConsistent)
      ring()
      take(work, count, leader)
      state.store(2 * lot, ordering: .sequentiallyConsistent)
      var looks = 0
      while active.load(ordering: .sequentiallyConsistent) > 0 {
        looks += 1
        if looks < WorkerTeam.patience { pk_pause() } else { sched_yield() }
      }
      self.work = nil
    }
  }

  private func take(_ work: (Int, Int) -> Void, _ count: Int, _ worker: Int) {
    while true {
      let piece = next.add(1, ordering: .relaxed).oldValue
      guard piece < count else { return }
      work(piece, worker)
    }
  }

  /// Takes pieces of lot after lot until the team is dismissed.
  private func serve(_ worker: Int) {
    var done = 0
    var looks = 0
    while true {
      let now = state.load(ordering: .acquiring)
      if now == WorkerTeam.dismissed { return }
      if now & 1 == 1, now != done {
        active.add(1, ordering: .sequentiallyConsistent)
        if state.load(ordering: .sequentiallyConsistent) == now, let work {
          take(work, count, worker)
        }
        active.subtract(1, ordering: .sequentiallyConsistent)
        (done, looks) = (now, 0)
      } else if looks < WorkerTeam.patience {
        looks += 1
        pk_pause()
      } else {
        sleepers.add(1, ordering: .sequentiallyConsistent)
        // A ring that is not waited for wakes somebody later, who then looks in vain.
        if state.load(ordering: .sequentiallyConsistent) == now { bell.wait() }
        looks = 0
      }
    }
  }

  private func ring() {
    let count = sleepers.exchange(0, ordering: .sequentiallyConsistent)
    for _ in 0..<count { bell.signal() }
  }
}
