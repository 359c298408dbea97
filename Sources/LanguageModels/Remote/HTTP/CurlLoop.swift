// SPDX-License-Identifier: Apache-2.0

import CCurl
import Foundation
import Synchronization

/// A thread that moves all exchanges of one transport, and keeps their connections.
///
/// Waiting for the network blocks nobody else: however many exchanges there are, they share this
/// thread, which sleeps until one of them can go on, a new one comes, or one is cancelled.
final class CurlLoop: Sendable {
  /// The most connections that are kept for the next requests.
  private static let connectionCount = 64
  /// How often silence is looked for, in milliseconds; all else wakes the thread by itself.
  private static let tick: Int32 = 100
  /// libcurl is to be prepared once, before its first use.
  private static let isReady = ccurl_start()

  private struct Inbox {
    var arrivals: [CurlTransfer] = []
    var isOver = false
  }

  private let inbox = Mutex(Inbox())
  /// Only the thread uses it, but for waking, which any thread may do until the inbox is over.
  nonisolated(unsafe) private let loop: OpaquePointer?

  init() {
    loop = CurlLoop.isReady ? ccurl_loop_make(CurlLoop.connectionCount) : nil
    if loop != nil { Thread.detachNewThread { [self] in run() } }
  }

  /// Takes an exchange over and ends it in its time.
  func begin(_ transfer: CurlTransfer) {
    let isTaken = inbox.withLock { inbox in
      guard let loop, !inbox.isOver else { return false }
      inbox.arrivals.append(transfer)
      ccurl_loop_wake(loop)
      return true
    }
    if !isTaken { transfer.end(in: nil, .failure(CurlLoop.unusable)) }
  }

  /// Ends an exchange soon, whether it has begun or not.
  func cancel(_ transfer: CurlTransfer) {
    transfer.isCancelled.store(true, ordering: .relaxed)
    wake()
  }

  /// Ends the thread; exchanges that are on their way are cancelled.
  func stop() {
    inbox.withLock { inbox in
      inbox.isOver = true
      // The thread frees the loop only after it has seen the mark, for which it needs the lock.
      if let loop { ccurl_loop_wake(loop) }
    }
  }

  private func wake() {
    inbox.withLock { inbox in
      if let loop, !inbox.isOver { ccurl_loop_wake(loop) }
    }
  }

  private func run() {
    guard let loop else { return }
    var active: [UnsafeMutableRawPointer: CurlTransfer] = [:]
    while true {
      let (arrivals, isOver) = inbox.withLock { inbox in
        let arrivals = inbox.arrivals
        inbox.arrivals = []
        return (arrivals, inbox.isOver)
      }
      for transfer in arrivals { CurlLoop.add(transfer, to: &active, loop) }
      let isMoving = ccurl_loop_move(loop)
      CurlLoop.endAnswered(&active, loop)
      CurlLoop.endOverdue(&active, loop, isOver: isOver || !isMoving)
      if isOver { break }
      _ = ccurl_loop_wait(loop, active.isEmpty ? 60_000 : CurlLoop.tick)
    }
    ccurl_loop_free(loop)
  }

  private static func add(
    _ transfer: CurlTransfer, to active: inout [UnsafeMutableRawPointer: CurlTransfer],
    _ loop: OpaquePointer
  ) {
    if transfer.begin(in: loop) {
      active[transfer.context] = transfer
    } else {
      transfer.end(in: loop, .failure(unusable))
    }
  }

  private static func endAnswered(
    _ active: inout [UnsafeMutableRawPointer: CurlTransfer], _ loop: OpaquePointer
  ) {
    while true {
      let ended = ccurl_loop_next(loop)
      guard let context = ended.context else { return }
      guard let transfer = active.removeValue(forKey: context) else { continue }
      transfer.end(in: loop, transfer.result(of: ended))
    }
  }

  private static func endOverdue(
    _ active: inout [UnsafeMutableRawPointer: CurlTransfer], _ loop: OpaquePointer, isOver: Bool
  ) {
    let now = ContinuousClock.now
    for (context, transfer) in active {
      guard let error = isOver ? RemoteFailure.cancelled : transfer.reasonToStop(at: now)
      else { continue }
      active[context] = nil
      transfer.end(in: loop, .failure(error))
    }
  }

  private static let unusable = LanguageModelError(
    "LMD074", .inputOutput, "The library that carries requests could not be used.",
    remedy: "Check the memory and open files that this process may have (ulimit).")
}
