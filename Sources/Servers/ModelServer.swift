// SPDX-License-Identifier: Apache-2.0

import Evidence
import Hummingbird
import LanguageModels
import NIOCore

/// Serves a language model in OpenAI's form, so that any tool can audit it through HTTP.
///
/// Routes: `POST /v1/completions` (echo, log-probabilities, seeds), `GET /v1/models`, `POST
/// /tokenize`, `POST /detokenize`, `GET /health`. An answer depends on the request and the model
/// alone: nothing is drawn but from the request's seed, and neither order nor load of requests
/// changes anything. No prompt and no text of a model is ever logged or part of an error.
public struct ModelServer: Sendable {
  /// What is served.
  public let served: ServedModel
  /// What requests may ask for.
  public let limits: ServerLimits

  private let guardian: RequestGuard
  private let clock: @Sendable () -> Int
  private let slots: RequestSlots

  /// Prepares a server; nothing listens yet.
  ///
  /// - Parameters:
  ///   - served: The model.
  ///   - limits: What requests may ask for.
  ///   - key: What clients must send as bearer; nil lets everybody in who can connect.
  ///   - isLocal: Whether requests must name this machine in their header `Host`.
  ///   - clock: Seconds since 1970 for `created`; zero, the default, keeps answers reproducible.
  public init(
    _ served: ServedModel, limits: ServerLimits = ServerLimits(), key: String? = nil,
    isLocal: Bool = true, clock: @escaping @Sendable () -> Int = { 0 }
  ) {
    self.served = served
    self.limits = limits
    self.clock = clock
    guardian = RequestGuard(key: key, isLocal: isLocal)
    slots = RequestSlots(running: limits.runningCount, waiting: limits.waitingCount)
  }

  /// The routes; tests answer requests by them without a socket.
  var router: Router<BasicRequestContext> {
    let router = Router(context: BasicRequestContext.self)
    router.add(middleware: RefusalMiddleware(guardian: guardian))
    router.get("/health") { _, _ in try ServerAnswer.response(["status": "ok"]) }
    router.get("/v1/models") { _, _ in try ServerAnswer.response(models) }
    router.post("/v1/completions") { request, _ in
      let body = try await body(of: request)
      return try await slots.run { try ServerAnswer.response(try await complete(body)) }
    }
    router.post("/tokenize") { request, _ in
      let members = try RequestMembers(try await body(of: request))
      return try await slots.run { try ServerAnswer.response(try await tokenize(members)) }
    }
    router.post("/detokenize") { request, _ in
      let members = try RequestMembers(try await body(of: request))
      return try ServerAnswer.response(try detokenize(members))
    }
    return router
  }

  private func body(of request: Request) async throws -> [UInt8] {
    // Who says to send too much is told so before a byte of it is awaited.
    if let announced = request.headers[.contentLength].flatMap({ Int($0) }),
      announced > limits.bodyByteCount
    {
      throw ServersError.hugeBody(limit: limits.bodyByteCount)
    }
    do {
      let buffer = try await request.body.collect(upTo: limits.bodyByteCount)
      return Array(buffer.readableBytesView)
    } catch is NIOTooManyBytesError {
      throw ServersError.hugeBody(limit: limits.bodyByteCount)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      // Malformed chunks, or a client that went away.
      throw ServersError.unreadableBody
    }
  }

  private var models: JSONValue {
    let entry: JSONValue = [
      "id": .string(served.name), "object": "model", "created": .int(clock()),
      "owned_by": "palimpsest", "vocabulary_count": .int(served.tokenizer.vocabularyCount),
      "context_length": served.model.contextLength.map { .int($0) } ?? .null,
    ]
    return ["object": "list", "data": [entry]]
  }

  private func complete(_ body: [UInt8]) async throws -> JSONValue {
    let request = try CompletionRequest(RequestMembers(body))
    guard (request.model ?? served.name) == served.name else {
      throw ServersError.unknownModel(served.name)
    }
    let completion = try await served.complete(request, limits)
    // The same request has the same name, so that an answer is the same to the byte.
    let identifier = "cmpl-\(try Digest.sha256(body).hex.prefix(24))"
    return completion.json(served, identifier: identifier, created: clock())
  }

  private func tokenize(_ members: RequestMembers) async throws(ServersError) -> JSONValue {
    guard let content = try members.text("content") else {
      throw .malformed("content", "is missing", remedy: "Give the text as a JSON string.")
    }
    let tokens = served.tokenizer.encode(
      content, addsSpecial: try members.flag("add_special") ?? false)
    return ["tokens": .array(tokens.map { .int($0) })]
  }

  private func detokenize(_ members: RequestMembers) throws(ServersError) -> JSONValue {
    guard let elements = members["tokens"]?.elements else {
      throw .malformed("tokens", "is no list", remedy: "Give a list of identifiers.")
    }
    let tokens = try CompletionRequest.tokens(elements, "tokens")
    try served.require(tokens, parameter: "tokens")
    return ["content": .string(String(decoding: served.tokenizer.decode(tokens), as: UTF8.self))]
  }
}
