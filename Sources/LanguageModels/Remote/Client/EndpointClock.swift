// SPDX-License-Identifier: Apache-2.0

/// The time that waiting goes by.
package struct EndpointClock: Sendable {
  /// Seconds since some fixed moment; never runs backwards.
  package let now: @Sendable () -> Double
  /// Waits for so many seconds; throws where the task was cancelled.
  package let sleep: @Sendable (_ seconds: Double) async throws -> Void

  /// Creates a clock.
  package init(
    now: @escaping @Sendable () -> Double,
    sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }

  /// The clock of the machine; tests and replays pass another.
  package static var system: EndpointClock {
    let start = ContinuousClock.now
    return EndpointClock(
      now: {
        let (seconds, attoseconds) = start.duration(to: .now).components
        return Double(seconds) + Double(attoseconds) * 1e-18
      },
      sleep: { try await Task.sleep(for: .seconds($0)) })
  }

  /// Waits, and turns a cancellation into this module's error.
  func wait(_ seconds: Double) async throws(LanguageModelError) {
    guard seconds > 0 else { return }
    do {
      try await sleep(seconds)
    } catch {
      throw RemoteFailure.cancelled
    }
  }
}
