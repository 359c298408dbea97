// SPDX-License-Identifier: Apache-2.0

import Evidence

extension EndpointClient {
  /// How one attempt ended.
  private enum Attempt {
    case reply(EndpointReply)
    /// Repeating may help; the server may have named a wait.
    case transient(LanguageModelError, asked: Double?)
  }

  /// How many redirects inside one origin are followed.
  private static let redirectLimit = 3

  /// Sends a request until it is answered or there is no use in repeating it.
  func exchange(
    _ request: HTTPRequest, name: String
  ) async throws(LanguageModelError) -> EndpointReply {
    var failed = 0
    while true {
      switch try await attempt(request) {
      case .reply(let reply): return reply
      case .transient(let error, let asked):
        failed += 1
        guard let wait = retries.wait(after: failed, asked: asked, request: name) else {
          throw error
        }
        try await clock.wait(wait)
        counters.count { $0.retries += 1 }
      }
    }
  }

  private func attempt(_ request: HTTPRequest) async throws(LanguageModelError) -> Attempt {
    try await gate.enter()
    let result: Result<HTTPResponse, LanguageModelError>
    do throws(LanguageModelError) {
      result = .success(try await follow(request))
    } catch {
      result = .failure(error)
    }
    await gate.leave()
    switch result {
    case .success(let response): return try judge(response)
    case .failure(let error):
      guard error.code == "LMD074" || error.code == "LMD075" else { throw error }
      return .transient(error, asked: nil)
    }
  }

  /// Sends a request, and again where the server moves it inside its own origin.
  private func follow(_ request: HTTPRequest) async throws(LanguageModelError) -> HTTPResponse {
    var request = request
    for move in 0...EndpointClient.redirectLimit {
      if move > 0 { try await gate.start() }
      try allowed.require(request.address)
      counters.count { $0.requests += 1 }
      let response = try await transport.send(request)
      guard let location = response.headers["location"],
        [301, 302, 303, 307, 308].contains(response.status)
      else { return response }
      // Other statuses would turn a posted document into a GET.
      guard request.method == .get || response.status == 307 || response.status == 308,
        let target = try? request.address.resolving(location: location),
        target.origin == address.origin
      else { break }
      request.address = target
    }
    throw RemoteFailure.redirect(address.origin)
  }

  private func judge(_ response: HTTPResponse) throws(LanguageModelError) -> Attempt {
    let origin = address.origin
    let document: JSONValue?
    var cause: String?
    do throws(EvidenceError) {
      document = try JSONValue(parsing: response.body, name: "answer")
    } catch {
      (document, cause) = (nil, error.message)
    }
    try refuseRepeatedKey(response.body, document)
    let reply = EndpointReply(status: response.status, document: document)
    switch response.status {
    case 429, 500...599:
      return .transient(
        RemoteFailure.status(response.status, origin, code: reply.code),
        asked: RetryAfter.seconds(response.headers))
    case 300...399: throw RemoteFailure.redirect(origin)
    case 200..<300 where document == nil:
      let error = RemoteFailure.notJSON(origin, cause: cause)
      // What was cut off may come whole; a page is no document however often one asks.
      guard AnswerShape.isCutOff(response.body) else { throw error }
      return .transient(error, asked: nil)
    default: return .reply(reply)
    }
  }

  /// An answer with the key in it would carry it into caches and reports.
  private func refuseRepeatedKey(
    _ body: [UInt8], _ document: JSONValue?
  ) throws(LanguageModelError) {
    guard let key else { return }
    // The document also shows what escapes hide in the body.
    let plain = document.flatMap { try? $0.canonicalBytes() } ?? []
    guard key.isRepeated(in: body) || key.isRepeated(in: plain) else { return }
    throw LanguageModelError(
      "LMD094", .badData, "\(address.origin) repeats the API key in its answer; it is dropped.",
      remedy: "Do not use this server with a real key.")
  }
}
