// SPDX-License-Identifier: Apache-2.0

import Compute
import Evidence
import Foundation
import LanguageModels
import Synchronization
import TestSupport
import Testing

@Suite struct EndpointClientTests {
  private let call = EndpointCall("/tokenize", ["content": "a cat"])
  private let origin = "http://127.0.0.1:8080"

  private func transient(_ code: String) -> Mishap {
    .error(LanguageModelError(code, .resumable, "A stub failed.", remedy: "None."))
  }

  private func status(_ status: Int, _ headers: [String: String] = [:]) -> Mishap {
    .answer(HTTPResponse(status: status, headers: headers, body: Array("{}".utf8)))
  }

  @Test func whatMayPassIsTriedAgainWithGrowingWaits() async throws {
    let server = MockServer(.palimpsest)
    let clock = JumpingClock()
    let client = try EndpointFixture.client(server, clock: clock)
    server.failNext([status(503), transient("LMD074"), transient("LMD075"), .cutOff])
    let answer = try await client.answer(to: call)
    #expect(answer["tokens"] != nil)
    #expect(client.counters.current.requests == 5)
    #expect(client.counters.current.retries == 4)
    // Between half and the whole of 0.5, 1, 2 and 4 seconds.
    #expect(clock.waits.count == 4)
    for (wait, whole) in zip(clock.waits, [0.5, 1, 2, 4]) {
      #expect((whole / 2...whole).contains(wait))
    }
    let again = JumpingClock()
    let other = try EndpointFixture.client(server, clock: again)
    server.failNext([status(503), status(500), status(502), status(504)])
    _ = try await other.answer(to: call)
    #expect(again.waits == clock.waits)
  }

  @Test func aServerThatGoesOnFailingIsGivenUp() async throws {
    for (mishap, code) in [
      (status(429), "LMD076"), (status(500), "LMD077"), (transient("LMD074"), "LMD074"),
      (transient("LMD075"), "LMD075"), (.cutOff, "LMD080"),
    ] {
      let server = MockServer(.palimpsest)
      server.failAlways(mishap)
      let client = try EndpointFixture.client(server)
      let error = await failure { try await client.answer(to: call) }
      #expect(error?.code == code)
      #expect(server.requests.count == 5)
    }
  }

  @Test func refusalsAndPagesAreNotTriedAgain() async throws {
    let huge = LanguageModelError("LMD073", .inputOutput, "A stub is huge.", remedy: "None.")
    for (mishap, code) in [
      (status(400), "LMD079"), (status(404), "LMD079"), (status(401), "LMD078"),
      (status(403), "LMD078"), (.error(huge), "LMD073"),
      (.answer(HTTPResponse(status: 200, body: Array("<html>".utf8))), "LMD080"),
      // Five megabytes of brackets, and what goes on after its end, were not cut off.
      (.answer(HTTPResponse(status: 200, body: Array(repeating: 0x5B, count: 5 << 20))), "LMD080"),
      (.answer(HTTPResponse(status: 200, body: Array("{\"a\": \"}\"}]".utf8))), "LMD080"),
    ] {
      let server = MockServer(.palimpsest)
      server.failAlways(mishap)
      let client = try EndpointFixture.client(server)
      #expect(await failure { try await client.answer(to: call) }?.code == code)
      #expect(server.requests.count == 1)
    }
  }

  @Test func theWaitThatAServerAsksForIsKept() async throws {
    let server = MockServer(.palimpsest)
    let clock = JumpingClock()
    let client = try EndpointFixture.client(server, clock: clock)
    server.failNext([
      status(429, ["Retry-After": "7"]),
      status(
        503,
        [
          "Date": "Sun, 06 Nov 1994 08:49:37 GMT",
          "Retry-After": "Sun, 06 Nov 1994 08:50:07 GMT",
        ]),
    ])
    _ = try await client.answer(to: call)
    #expect(clock.waits == [7, 30])
    server.failAlways(status(429, ["Retry-After": "3600"]))
    #expect(await failure { try await client.answer(to: call) }?.code == "LMD076")
    #expect(clock.waits.count == 2)
  }

  @Test func redirectsStayInsideTheirOrigin() async throws {
    let server = MockServer(.palimpsest)
    let client = try EndpointFixture.client(server, allowed: ["other.example"])
    server.failNext([status(307, ["Location": "\(origin)/tokenize"])])
    #expect(try await client.answer(to: call)["tokens"] != nil)
    for location in [
      "http://evil.example/tokenize", "//evil.example/tokenize", "http://other.example/",
      "http://127.0.0.1:8081/tokenize", "https://127.0.0.1:8080/tokenize", "file:///etc/passwd",
    ] {
      server.failNext([status(307, ["Location": location])])
      #expect(await failure { try await client.answer(to: call) }?.code == "LMD072")
    }
    // A posted document would be lost.
    server.failNext([status(302, ["Location": "/tokenize"])])
    #expect(await failure { try await client.answer(to: call) }?.code == "LMD072")
    server.failAlways(status(308, ["Location": "/tokenize"]))
    #expect(await failure { try await client.answer(to: call) }?.code == "LMD072")
    #expect(Set(server.requests.map(\.address.origin)) == [origin])
  }

  @Test func answersAreKeptAndNotAskedForTwice() async throws {
    try await TemporaryFolder.with { folder in
      let server = MockServer(.palimpsest)
      let cache = folder.path("answers")
      let first = try EndpointFixture.client(server, cache: cache)
      let answer = try await first.answer(to: call)
      let second = try EndpointFixture.client(server, cache: cache)
      #expect(try await second.answer(to: call) == answer)
      #expect(second.counters.current.requests == 0)
      #expect(second.counters.current.cacheHits == 1)
      #expect(server.requests.count == 1)
      // A fresh answer, another question and another address are asked for.
      _ = try await second.answer(to: call, isFresh: true)
      _ = try await second.answer(to: EndpointCall("/tokenize", ["content": "a dog"]))
      let moved = try EndpointFixture.client(
        server, cache: cache, address: "http://127.0.0.1:9090")
      _ = try await moved.answer(to: call)
      #expect(server.requests.count == 4)
    }
  }

  @Test func spoiledEntriesCountAsAbsent() async throws {
    try await TemporaryFolder.with { folder in
      let server = MockServer(.palimpsest)
      let client = try EndpointFixture.client(server, cache: folder.path)
      let answer = try await client.answer(to: call)
      let name = try #require(try folder.contents().keys.first)
      let whole = try #require(try folder.contents()[name])
      let text = String(decoding: whole, as: UTF8.self)
      for spoiled in [
        "", "{}", String(text.dropLast(9)), text.replacingOccurrences(of: "[0,", with: "[1,"),
      ] {
        #expect(spoiled != text)
        try folder.write(spoiled, to: name)
        let before = server.requests.count
        #expect(try await client.answer(to: call) == answer)
        #expect(server.requests.count == before + 1)
        #expect(try folder.contents()[name] == whole)
      }
    }
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write("a file", to: "taken")
      let client = try EndpointFixture.client(
        MockServer(.palimpsest), cache: folder.path("taken"))
      #expect(await failure { try await client.answer(to: call) }?.code == "LMD089")
    }
  }

  @Test func workThatWasCutOffGoesOnFromTheCache() async throws {
    try await TemporaryFolder.with { folder in
      let server = MockServer(.llamaServer)
      let plain = try EndpointFixture.client(server)
      let report = try await EndpointProbe(plain, EndpointProbe.Options(top: 2)).report()
      let tokens = ToyModel().tokenizer.encode(EndpointFixture.text, addsSpecial: true)
      let expected = try await EndpointModel(plain, report, tokenizer: nil)
        .score(tokens, detail: .chosen)
      // Ten answers, then nothing but cut-off connections.
      let breaking = BreakingTransport(server, after: 10)
      let first = try EndpointFixture.client(breaking, cache: folder.path)
      let error = await failure {
        try await EndpointModel(first, report, tokenizer: nil).score(tokens, detail: .chosen)
      }
      #expect(error?.code == "LMD074" && error?.category == .resumable)
      let second = try EndpointFixture.client(server, cache: folder.path)
      let scores = try await EndpointModel(second, report, tokenizer: nil)
        .score(tokens, detail: .chosen)
      #expect(scores == expected)
      #expect(second.counters.current.cacheHits == 10)
      #expect(second.counters.current.requests == tokens.count - 1 - 10)
    }
  }

  @Test func noMoreRequestsRunAtOnceThanAllowed() async throws {
    let transport = CountingTransport(MockServer(.palimpsest))
    let clock = JumpingClock()
    let client = try EndpointFixture.client(
      transport, limits: RequestLimits(concurrency: 3), clock: clock)
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<30 {
        group.addTask {
          let call = EndpointCall("/tokenize", ["content": .string("a \(number)")])
          _ = try? await client.answer(to: call)
        }
      }
    }
    #expect(transport.highest <= 3)
    #expect(client.counters.current.requests == 30)
  }

  @Test func requestsBeginNoOftenerThanAllowed() async throws {
    let clock = JumpingClock()
    let client = try EndpointFixture.client(
      MockServer(.palimpsest), limits: RequestLimits(concurrency: 1, perSecond: 4), clock: clock)
    for _ in 0..<5 { _ = try await client.answer(to: call) }
    #expect(clock.waits == [0.25, 0.25, 0.25, 0.25])
  }
}

/// Cuts every connection after some answers.
private final class BreakingTransport: HTTPTransport {
  private let inner: MockServer
  private let left: Mutex<Int>

  init(_ inner: MockServer, after count: Int) {
    self.inner = inner
    left = Mutex(count)
  }

  func send(_ request: HTTPRequest) async throws(LanguageModelError) -> HTTPResponse {
    let isBroken = left.withLock { left in
      left -= 1
      return left < 0
    }
    if isBroken {
      throw LanguageModelError("LMD074", .resumable, "A stub broke off.", remedy: "None.")
    }
    return try await inner.send(request)
  }
}

/// Counts how many requests run at once.
private final class CountingTransport: HTTPTransport {
  private let inner: MockServer
  private let state = Mutex((running: 0, highest: 0))

  init(_ inner: MockServer) {
    self.inner = inner
  }

  var highest: Int { state.withLock { $0.highest } }

  func send(_ request: HTTPRequest) async throws(LanguageModelError) -> HTTPResponse {
    state.withLock {
      $0.running += 1
      $0.highest = max($0.highest, $0.running)
    }
    for _ in 0..<20 { await Task.yield() }
    defer { state.withLock { $0.running -= 1 } }
    return try await inner.send(request)
  }
}
