// SPDX-License-Identifier: Apache-2.0

import Evidence
import LanguageModels
import Synchronization
import TestSupport
import Testing

@Suite struct ConcurrentRequestTests {
  private static let texts = [
    EndpointFixture.text, "Lily was there.", "the park", "a cat", "her dog", "one day, a dog",
    "She was there.", "a little girl", EndpointFixture.text,
  ]

  /// The scores of all texts, asked for so many at once, and what was asked.
  private func scores(
    _ dialect: DialectName, concurrency: Int, cache: String? = nil, perSecond: Double? = nil
  ) async throws -> (scores: [EndpointScores], counts: EndpointCounters.Counts, seconds: Double) {
    let clock = JumpingClock()
    let client = try EndpointFixture.client(
      MockServer(dialect), cache: cache,
      limits: RequestLimits(concurrency: concurrency, perSecond: perSecond), clock: clock)
    let report = try await EndpointProbe(client, EndpointProbe.Options(top: 6)).report()
    let tokenizer = dialect == .ollama ? ToyModel().tokenizer : nil
    let model = EndpointModel(client, report, tokenizer: tokenizer)
    var scores: [EndpointScores] = []
    try await OrderedWork(concurrency: model.concurrency).run(ConcurrentRequestTests.texts) {
      text throws(LanguageModelError) in
      try await model.scores(of: try await model.tokenize(text), detail: .chosen)
    } _: { result throws(LanguageModelError) in
      scores.append(result)
      return true
    }
    return (scores, client.counters.current, clock.clock.now())
  }

  @Test(arguments: [DialectName.palimpsest, .vLLM, .llamaServer, .ollama])
  func textsThatAreScoredAtOnceHaveTheSameScores(_ dialect: DialectName) async throws {
    let (one, asked, _) = try await scores(dialect, concurrency: 1)
    let (many, askedToo, _) = try await scores(dialect, concurrency: 5)
    #expect(one == many && one.count == ConcurrentRequestTests.texts.count)
    #expect(asked == askedToo)
  }

  @Test(arguments: [DialectName.palimpsest, .ollama])
  func whatIsKeptIsAskedForOnce(_ dialect: DialectName) async throws {
    try await TemporaryFolder.with { folder in
      let (one, asked, _) = try await scores(dialect, concurrency: 1, cache: folder.path("one"))
      let (many, askedToo, _) = try await scores(
        dialect, concurrency: 5, cache: folder.path("many"))
      #expect(one == many)
      #expect(asked == askedToo && asked.cacheHits > 0)
      // What one run kept, the other goes on from.
      let (again, left, _) = try await scores(
        dialect, concurrency: 5, cache: folder.path("one"))
      #expect(again == one && left.requests < asked.requests)
      #expect(left.cacheHits > asked.cacheHits)
    }
  }

  @Test func theRateHoldsForAllTogether() async throws {
    // Each start is booked a quarter of a second after the one before, however many wait.
    let (_, counts, seconds) = try await scores(.palimpsest, concurrency: 5, perSecond: 4)
    #expect(seconds >= Double(counts.requests - 1) / 4)
  }

  @Test func aRedirectedRequestCountsTwice() async throws {
    let server = MockServer(.palimpsest)
    let clock = JumpingClock()
    let client = try EndpointFixture.client(
      server, limits: RequestLimits(perSecond: 4), clock: clock)
    server.failNext([
      .answer(HTTPResponse(status: 307, headers: ["Location": "/tokenize"]))
    ])
    _ = try await client.answer(to: EndpointCall("/tokenize", ["content": "a cat"]))
    #expect(clock.waits == [0.25])
  }
}
