// SPDX-License-Identifier: Apache-2.0

package import Evidence
import Synchronization

/// Asks one endpoint: within limits, repeatedly where that may help, and from the cache first.
package struct EndpointClient: Sendable {
  /// Where the endpoint is.
  package let address: EndpointAddress
  /// How often a request is repeated.
  package let retries: RetryPolicy
  /// What was done so far.
  package let counters = EndpointCounters()

  let key: APIKey?
  let allowed: AllowedHosts
  let transport: any HTTPTransport
  let gate: RequestGate
  let clock: EndpointClock
  let cache: AnswerCache?
  private let turns = QuestionTurns()
  /// What tells the served model from others of its name; kept answers belong to it alone.
  private var served: JSONValue = .null

  /// Creates a client.
  ///
  /// - Parameters:
  ///   - address: Where the endpoint is.
  ///   - key: Its secret, where it wants one.
  ///   - allowed: The hosts that may be contacted besides this machine.
  ///   - transport: What carries requests.
  ///   - limits: How many requests run at once and begin in a second.
  ///   - retries: How often and when a request is repeated.
  ///   - clock: The time.
  ///   - cache: Where answers are kept; nil keeps none.
  /// - Throws: `LMD071` for a host that is not allowed.
  package init(
    _ address: EndpointAddress, key: APIKey?, allowed: AllowedHosts,
    transport: any HTTPTransport, limits: RequestLimits, retries: RetryPolicy,
    clock: EndpointClock, cache: AnswerCache?
  ) throws(LanguageModelError) {
    try allowed.require(address)
    self.address = address
    self.key = key
    self.allowed = allowed
    self.transport = transport
    gate = RequestGate(limits, clock: clock)
    self.retries = retries
    self.clock = clock
    self.cache = cache
  }

  /// The same client, whose kept answers are of one served model.
  func serving(_ identity: ServedIdentity) -> EndpointClient {
    var client = self
    client.served = identity.document
    return client
  }

  /// Returns what the answer to a call says, from the cache where it is there.
  ///
  /// An answer that cannot be read is not kept, and one that was kept is asked for again.
  ///
  /// - Parameters:
  ///   - call: What to ask.
  ///   - isFresh: Whether the cache is passed over, in both directions.
  ///   - read: Reads and checks the document of an answer with a status in 200...299.
  /// - Returns: What was read.
  /// - Throws: `LMD076` to `LMD079` by the status, `LMD089` for a cache that cannot be written, and
  ///   whatever `reply(to:)` and `read` throw.
  package func answer<Answer>(
    to call: EndpointCall, isFresh: Bool = false,
    _ read: (JSONValue) throws(LanguageModelError) -> Answer
  ) async throws(LanguageModelError) -> Answer {
    guard let cache, !isFresh else { return try await asked(call, read).answer }
    let digest = try digest(of: call)
    // Whoever asks the same at the same time is to find the answer in the cache.
    await turns.begin(digest)
    let result: Result<Answer, LanguageModelError>
    do throws(LanguageModelError) {
      result = .success(try await kept(call, digest, cache, read))
    } catch {
      result = .failure(error)
    }
    await turns.end(digest)
    return try result.get()
  }

  /// The answer from the cache, or from the endpoint and then kept.
  private func kept<Answer>(
    _ call: EndpointCall, _ digest: Digest, _ cache: AnswerCache,
    _ read: (JSONValue) throws(LanguageModelError) -> Answer
  ) async throws(LanguageModelError) -> Answer {
    if let kept = await cache.answer(to: digest), let answer = try? read(kept) {
      counters.count { $0.cacheHits += 1 }
      return answer
    }
    let (answer, document) = try await asked(call, read)
    try await cache.keep(document, to: digest)
    return answer
  }

  private func asked<Answer>(
    _ call: EndpointCall, _ read: (JSONValue) throws(LanguageModelError) -> Answer
  ) async throws(LanguageModelError) -> (answer: Answer, document: JSONValue) {
    let reply = try await reply(to: call)
    guard reply.isSuccess, let document = reply.document else {
      throw RemoteFailure.status(reply.status, address.origin, code: reply.code)
    }
    return (try read(document), document)
  }

  /// Returns the document that answers a call.
  package func answer(
    to call: EndpointCall, isFresh: Bool = false
  ) async throws(LanguageModelError) -> JSONValue {
    try await answer(to: call, isFresh: isFresh) { $0 }
  }

  /// Returns what an endpoint answers now, refusals included.
  ///
  /// - Parameter call: What to ask.
  /// - Returns: Status and document; a success always has one.
  /// - Throws: `LMD071` to `LMD077`, `LMD080` for a success without a JSON document, `LMD091` for a
  ///   cancellation, `LMD094` for an answer that repeats the key.
  package func reply(to call: EndpointCall) async throws(LanguageModelError) -> EndpointReply {
    try await exchange(try request(for: call), name: try digest(of: call).hex)
  }

  private func request(for call: EndpointCall) throws(LanguageModelError) -> HTTPRequest {
    let address = address.appending(call.path)
    guard let body = call.body else { return HTTPRequest(.get, address, key: key) }
    return HTTPRequest(.post, address, body: try bytes(of: body), key: key)
  }

  /// What names a request: everything that decides its answer, and no secret.
  private func digest(of call: EndpointCall) throws(LanguageModelError) -> Digest {
    let asked: JSONValue = [
      "url": .string(address.appending(call.path).text), "body": call.body ?? .null,
      "method": .string(call.body == nil ? "GET" : "POST"),
      "model": call.body?["model"] ?? .null, "served": served,
    ]
    do throws(EvidenceError) {
      return try Digest.sha256(canonical: asked)
    } catch {
      throw EndpointClient.unwritable(error)
    }
  }

  private func bytes(of document: JSONValue) throws(LanguageModelError) -> [UInt8] {
    do throws(EvidenceError) {
      return try document.canonicalBytes()
    } catch {
      throw EndpointClient.unwritable(error)
    }
  }

  private static func unwritable(_ error: EvidenceError) -> LanguageModelError {
    LanguageModelError(
      "LMD090", .usage, "A setting of the request is no number that JSON can hold.",
      remedy: "Use finite settings.", cause: error.message)
  }
}

/// What a client did, for reports and tests.
package final class EndpointCounters: Sendable {
  /// The numbers.
  package struct Counts: Equatable, Sendable {
    /// Requests that were sent, repeated ones and redirected ones included.
    package var requests = 0
    /// Requests that were sent once more.
    package var retries = 0
    /// Answers that came from the cache.
    package var cacheHits = 0
  }

  private let counts = Mutex(Counts())

  /// The numbers so far.
  package var current: Counts { counts.withLock { $0 } }

  func count(_ change: (inout sending Counts) -> Void) {
    counts.withLock { change(&$0) }
  }
}
