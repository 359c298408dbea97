// SPDX-License-Identifier: Apache-2.0

/// Lets a fixed number of requests run and a fixed number wait, first come, first served.
actor RequestSlots {
  private var freeCount: Int
  private let waitingLimit: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// How many requests wait.
  var waitingCount: Int { waiting.count }

  init(running: Int, waiting: Int) {
    freeCount = running
    waitingLimit = waiting
  }

  /// Runs `body` when its turn comes.
  ///
  /// - Parameter body: What to do; it is not begun where the caller was cancelled meanwhile.
  /// - Returns: What `body` returned.
  /// - Throws: `SRV006` where too many wait, and what `body` throws.
  nonisolated func run<Result: Sendable>(
    _ body: () async throws -> Result
  ) async throws -> Result {
    try await enter()
    do {
      try Task.checkCancellation()
      let result = try await body()
      await leave()
      return result
    } catch {
      await leave()
      throw error
    }
  }

  private func enter() async throws(ServersError) {
    if freeCount > 0 {
      freeCount -= 1
      return
    }
    guard waiting.count < waitingLimit else { throw .busy }
    // The slot is handed over, so that nobody who comes later gets it first.
    await withCheckedContinuation { waiting.append($0) }
  }

  private func leave() {
    if waiting.isEmpty {
      freeCount += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
