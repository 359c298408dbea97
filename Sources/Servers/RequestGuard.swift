// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import LanguageModels

/// Who is let in.
///
/// A page in a browser may send requests to this machine, or give its own name an address of this
/// machine. Browsers name the page in `Origin` and its host in `Host`; programs send no origin.
struct RequestGuard: Sendable {
  private let key: [UInt8]?
  private let isLocal: Bool

  init(key: String?, isLocal: Bool) {
    self.key = key.map { Array($0.utf8) }
    self.isLocal = isLocal
  }

  /// Refuses a request that is not let in.
  func check(_ request: Request) throws(ServersError) {
    guard request.headers[.origin] == nil else { throw .foreignOrigin }
    // The first of several stands apart from the other headers.
    let isNamedAgain = HTTPField.Name("host").map { request.headers.contains($0) } ?? false
    guard let host = request.head.authority, !isNamedAgain else { throw .unclearHost }
    if isLocal, !RequestGuard.isThisMachine(host) { throw .foreignOrigin }
    guard let key else { return }
    let parts = (request.headers[.authorization] ?? "").split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer",
      RequestGuard.isEqual(Array(parts[1].utf8), key)
    else { throw .unauthorized }
  }

  private static func isThisMachine(_ authority: String) -> Bool {
    var host = authority.lowercased()[...]
    if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") { host = host[..<colon] }
    return LoopbackHost.isNamed(host)
  }

  /// Compares in a time that does not tell how much of the key was right.
  private static func isEqual(_ given: [UInt8], _ key: [UInt8]) -> Bool {
    var difference: UInt8 = given.count == key.count ? 0 : 1
    for (place, byte) in key.enumerated() {
      difference |= byte ^ (place < given.count ? given[place] : 0)
    }
    return difference == 0
  }
}

/// Lets requests in, and turns every failure into an answer in OpenAI's form.
struct RefusalMiddleware: RouterMiddleware {
  typealias Context = BasicRequestContext

  let guardian: RequestGuard

  func handle(
    _ input: Request, context: BasicRequestContext,
    next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    do {
      try guardian.check(input)
      return try await next(input, context)
    } catch let error as ServersError {
      return ServerAnswer.response(error)
    } catch let error as HTTPError where error.status == .notFound {
      return ServerAnswer.response(.unknownRoute)
    } catch let error as HTTPError where error.status == .contentTooLarge {
      return ServerAnswer.response(.hugeBody(limit: 0))
    } catch {
      return ServerAnswer.response(.unexpected)
    }
  }
}
