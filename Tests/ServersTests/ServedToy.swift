// SPDX-License-Identifier: Apache-2.0

import Evidence
import HTTPTypes
import Hummingbird
import LanguageModels
import Logging
import NIOCore
import NIOEmbedded

@testable import Servers

/// An n-gram model of a few sentences, and requests to a server of it without any socket.
struct ServedToy {
  /// What the model was trained on; the accents and signs are more bytes than one.
  static let sentences = [
    "Once upon a time there was a girl.", "Once upon a time there was a dog.",
    "The girl had a dog. The dog was é.", "你好, said the girl. 你好, said the dog.",
  ]

  let served: ServedModel
  let server: ModelServer

  init(
    limits: ServerLimits = ServerLimits(), key: String? = nil, vocabularyCount: Int = 300
  ) throws {
    var trainer = try BPETrainer(BPETrainer.Settings(vocabularyCount: vocabularyCount))
    for sentence in ServedToy.sentences { trainer.add(sentence) }
    let tokenizer = try trainer.train().tokenizer(name: "toy")
    var counter = NGramCounter(
      order: 4, vocabularyCount: tokenizer.vocabularyCount, beginning: nil)
    for sentence in ServedToy.sentences {
      counter.add(tokenizer.encode(sentence, addsSpecial: true) + [tokenizer.special.end ?? 0])
    }
    let model = NGramModel(
      identity: ModelIdentity(name: "toy", architecture: "ngram", digest: "sha256:00"),
      probabilities: counter.probabilities(), tokenizer: tokenizer)
    served = ServedModel(model: model, tokenizer: tokenizer)
    server = ModelServer(served, limits: limits, key: key)
  }

  /// The answer to one request.
  struct Answer {
    let status: Int
    let bytes: [UInt8]
    let document: JSONValue

    /// The member `code` of an error.
    var code: String? { document["error"]?["code"]?.text }
    /// The only choice of a completion.
    var choice: JSONValue? { document["choices"]?.elements?.first }
    /// The numbers of a member of the choice's `logprobs`; nil stands for null.
    func column(_ name: String) -> [JSONValue] { choice?["logprobs"]?[name]?.elements ?? [] }
  }

  /// Sends one request through the router.
  func send(
    _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8] = [],
    headers: HTTPFields = [:], host: String? = "127.0.0.1:8080"
  ) async throws -> Answer {
    try await send(
      method, path, RequestBody(buffer: ByteBuffer(bytes: body)), headers: headers, host: host)
  }

  /// Sends one request whose body comes as it comes.
  func send(
    _ method: HTTPRequest.Method, _ path: String, _ body: RequestBody,
    headers: HTTPFields = [:], host: String? = "127.0.0.1:8080"
  ) async throws -> Answer {
    let request = Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: host, path: path, headerFields: headers),
      body: body)
    let context = BasicRequestContext(
      source: ApplicationRequestContextSource(
        channel: EmbeddedChannel(),
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    let response = try await server.router.buildResponder().respond(to: request, context: context)
    let collector = Collector()
    try await response.body.write(collector)
    let bytes = await collector.bytes
    return Answer(
      status: response.status.code, bytes: bytes, document: try JSONValue(parsing: bytes))
  }

  /// Posts a document.
  func post(_ path: String, _ document: JSONValue) async throws -> Answer {
    try await send(.post, path, document.canonicalBytes())
  }

  /// Asks for a completion.
  func complete(_ members: [String: JSONValue]) async throws -> Answer {
    try await post("/v1/completions", .object(members))
  }
}

/// Keeps the bytes of an answer.
private actor Collector: ResponseBodyWriter {
  var bytes: [UInt8] = []

  func write(_ buffer: ByteBuffer) { bytes += Array(buffer.readableBytesView) }

  func finish(_ trailingHeaders: HTTPFields?) {}
}
