// SPDX-License-Identifier: Apache-2.0

/// Carries one request to a server and its answer back; never follows a redirect.
///
/// Whoever conforms sends to the request's address and nowhere else.
package protocol HTTPTransport: Sendable {
  /// Sends a request and returns the answer, whatever its status.
  ///
  /// - Throws: `LMD073` for a body or headers beyond the limits, `LMD074` for a connection that failed
  ///   or was cut off, `LMD075` for an answer that took too long, `LMD080` for one that is not HTTP,
  ///   `LMD088` for a proxy in between, `LMD099` for a certificate that is not trusted.
  func send(_ request: HTTPRequest) async throws(LanguageModelError) -> HTTPResponse
}

/// What is asked of a server.
package struct HTTPRequest: Equatable, Sendable {
  /// The methods in use.
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
  }

  /// The method.
  package let method: Method
  /// Where to, with the path.
  package var address: EndpointAddress
  /// A JSON document; nil for requests without a body.
  package let body: [UInt8]?
  /// The secret that goes along as bearer; never part of a description.
  package let key: APIKey?

  /// Creates a request.
  package init(_ method: Method, _ address: EndpointAddress, body: [UInt8]? = nil, key: APIKey?) {
    self.method = method
    self.address = address
    self.body = body
    self.key = key
  }
}

/// What a server answered.
package struct HTTPResponse: Equatable, Sendable {
  /// The status, such as 200.
  package let status: Int
  /// The headers by lower-case name.
  package let headers: [String: String]
  /// The whole body.
  package let body: [UInt8]

  /// Creates an answer; the names of headers become lower case.
  package init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = Dictionary(
      headers.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
    self.body = body
  }
}

/// How much a transport takes, and how long.
package struct TransportLimits: Equatable, Sendable {
  /// The longest body in bytes.
  package var bodyByteCount: Int
  /// The longest silence of a server, in seconds.
  package var idleSeconds: Double
  /// The longest time of a whole answer, in seconds.
  package var totalSeconds: Double

  /// Creates limits.
  package init(
    bodyByteCount: Int = 32 << 20, idleSeconds: Double = 120, totalSeconds: Double = 600
  ) {
    precondition(bodyByteCount > 0 && idleSeconds > 0 && totalSeconds > 0, "limits above zero")
    self.bodyByteCount = bodyByteCount
    self.idleSeconds = idleSeconds
    self.totalSeconds = totalSeconds
  }
}
