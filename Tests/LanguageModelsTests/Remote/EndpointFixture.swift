// SPDX-License-Identifier: Apache-2.0

import Compute
import LanguageModels
import Synchronization

/// A clock that jumps ahead when somebody waits.
final class JumpingClock: Sendable {
  private let state = Mutex((now: 0.0, waits: [Double]()))

  /// Every wait so far, in seconds.
  var waits: [Double] { state.withLock { $0.waits } }

  var clock: EndpointClock {
    EndpointClock(
      now: { self.state.withLock { $0.now } },
      sleep: { seconds in
        self.state.withLock {
          $0.now += seconds
          $0.waits.append(seconds)
        }
      })
  }
}

/// What tests of endpoints have in common.
enum EndpointFixture {
  static let address = "http://127.0.0.1:8080"
  /// A text with a character of two bytes, which the known text of probes does not hold.
  static let text = "the café was there, her park."

  static func client(
    _ transport: any HTTPTransport, cache: String? = nil, key: String? = nil,
    limits: RequestLimits = RequestLimits(), clock: JumpingClock = JumpingClock(),
    address: String = EndpointFixture.address, allowed: [String] = []
  ) throws -> EndpointClient {
    try EndpointClient(
      EndpointAddress(address), key: key.map { try APIKey($0) }, allowed: AllowedHosts(allowed),
      transport: transport, limits: limits, retries: RetryPolicy(seed: Seed(1)),
      clock: clock.clock, cache: cache.map { AnswerCache(folder: $0) })
  }

  static func model(
    _ server: MockServer, _ options: EndpointProbe.Options = EndpointProbe.Options(top: 6),
    tokenizer: (any Tokenizer)? = nil
  ) async throws -> EndpointModel {
    let client = try client(server)
    let report = try await EndpointProbe(client, options).report()
    return EndpointModel(client, report, tokenizer: tokenizer)
  }
}

/// Runs something that should fail and returns its error.
func failure<Result>(
  _ body: () async throws -> Result
) async -> LanguageModelError? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error as? LanguageModelError
  }
}
