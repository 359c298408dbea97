// SPDX-License-Identifier: Apache-2.0

package import Compute

/// How often and after what waits a request is sent again.
///
/// The wait before attempt `n + 1` is drawn between half and the whole of
/// `min(base * 2^(n - 1), longest)`, unless the server names one. The draw depends on the seed, the
/// request and the attempt alone.
package struct RetryPolicy: Equatable, Sendable {
  /// How often a request is sent at most, at least once.
  package var attemptLimit: Int
  /// The first wait in seconds.
  package var baseSeconds: Double
  /// The longest wait in seconds that is drawn.
  package var longestSeconds: Double
  /// The longest wait in seconds that a server may ask for.
  package var longestAskedSeconds: Double
  /// The seed of the draws.
  package var seed: Seed

  /// Creates a policy.
  package init(
    attemptLimit: Int = 5, baseSeconds: Double = 0.5, longestSeconds: Double = 30,
    longestAskedSeconds: Double = 120, seed: Seed
  ) {
    precondition(attemptLimit > 0 && baseSeconds >= 0, "one attempt, and a wait of at least 0")
    self.attemptLimit = attemptLimit
    self.baseSeconds = baseSeconds
    self.longestSeconds = longestSeconds
    self.longestAskedSeconds = longestAskedSeconds
    self.seed = seed
  }

  /// Returns the wait in seconds after a failed attempt; nil where there is to be no other.
  ///
  /// - Parameters:
  ///   - attempt: How many attempts have failed, at least one.
  ///   - asked: The wait that the server asked for.
  ///   - request: What names the request.
  /// - Returns: Seconds, at least 0.
  package func wait(after attempt: Int, asked: Double?, request: String) -> Double? {
    guard attempt < attemptLimit else { return nil }
    if let asked { return asked <= longestAskedSeconds ? max(asked, 0) : nil }
    let doubled = baseSeconds * Double(UInt64(1) << UInt64(min(attempt - 1, 40)))
    var generator = SeededGenerator(seed: seed.derive("retry").derive(request, attempt))
    return min(doubled, longestSeconds) * (0.5 + 0.5 * generator.uniform())
  }
}
