// SPDX-License-Identifier: Apache-2.0

/// How many requests may run at once and begin in a second.
package struct RequestLimits: Equatable, Sendable {
  /// The most requests that run at once, at least one.
  package var concurrency: Int
  /// The most requests that begin in a second; nil sets no limit.
  package var perSecond: Double?

  /// Creates limits.
  package init(concurrency: Int = 1, perSecond: Double? = nil) {
    precondition(concurrency > 0 && perSecond.map { $0 > 0 } ?? true, "limits above zero")
    self.concurrency = concurrency
    self.perSecond = perSecond
  }
}

/// When the next request may begin: evenly spaced starts.
struct RequestSchedule {
  private let interval: Double
  private var next = -Double.infinity

  init(perSecond: Double?) {
    interval = perSecond.map { 1 / $0 } ?? 0
  }

  /// Books the next start and returns how many seconds away it is.
  mutating func book(now: Double) -> Double {
    let start = max(now, next)
    next = start + interval
    return start - now
  }
}

/// Lets requests through one by one, first come, first served.
package actor RequestGate {
  private let clock: EndpointClock
  /// The most requests that run at once.
  nonisolated let concurrency: Int
  private var schedule: RequestSchedule
  private var running = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Creates a gate.
  package init(_ limits: RequestLimits, clock: EndpointClock) {
    concurrency = limits.concurrency
    schedule = RequestSchedule(perSecond: limits.perSecond)
    self.clock = clock
  }

  /// Waits for a place and for the next start; whoever enters must leave.
  package func enter() async throws(LanguageModelError) {
    if running < concurrency {
      running += 1
    } else {
      // The place of whoever leaves is handed on, so `running` stays.
      await withCheckedContinuation { waiting.append($0) }
    }
    do throws(LanguageModelError) {
      try await start()
    } catch {
      leave()
      throw error
    }
  }

  /// Waits for the next start; whoever has a place waits again before another request.
  func start() async throws(LanguageModelError) {
    if Task.isCancelled { throw RemoteFailure.cancelled }
    try await clock.wait(schedule.book(now: clock.now()))
  }

  /// Gives the place back.
  package func leave() {
    if waiting.isEmpty {
      running -= 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
