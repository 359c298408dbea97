// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import FoundationNetworking

/// The transport of real servers: no redirects, no cookies, no cache, no stored credentials.
///
/// TLS is that of the system. A proxy that the environment names is refused unless it is allowed.
package final class URLSessionTransport: HTTPTransport {
  private let session: URLSession
  private let exchanges: URLSessionExchanges
  private let limits: TransportLimits
  private let allowed: AllowedHosts
  private let proxies: ProxySettings

  /// Creates a transport.
  ///
  /// - Parameters:
  ///   - allowed: The hosts that may be contacted besides this machine.
  ///   - limits: How much is taken, and how long.
  ///   - proxies: What the environment says of proxies.
  package init(allowed: AllowedHosts, limits: TransportLimits, proxies: ProxySettings) {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpShouldSetCookies = false
    configuration.httpCookieAcceptPolicy = .never
    configuration.httpCookieStorage = nil
    configuration.urlCache = nil
    configuration.urlCredentialStorage = nil
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    configuration.timeoutIntervalForRequest = limits.idleSeconds
    configuration.httpMaximumConnectionsPerHost = 64
    exchanges = URLSessionExchanges(bodyLimit: limits.bodyByteCount)
    session = URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
    self.limits = limits
    self.allowed = allowed
    self.proxies = proxies
  }

  deinit {
    session.invalidateAndCancel()
  }

  /// Sends a request and returns the answer, whatever its status.
  package func send(_ request: HTTPRequest) async throws(LanguageModelError) -> HTTPResponse {
    try allowed.require(request.address)
    try proxies.require(request.address, allowed)
    let task = session.dataTask(with: try URLSessionTransport.urlRequest(request))
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        exchanges.begin(task, origin: request.address.origin, continuation)
        // The library knows a limit for the whole answer, but does not hold it on this platform.
        DispatchQueue.global().asyncAfter(deadline: .now() + limits.totalSeconds) {
          [weak task, exchanges, origin = request.address.origin, limits] in
          guard let task else { return }
          exchanges.end(task, RemoteFailure.timeout(origin, seconds: limits.totalSeconds))
        }
        task.resume()
      }
    } onCancel: { [exchanges] in
      exchanges.end(task, RemoteFailure.cancelled)
    }
    return try result.get()
  }

  private static func urlRequest(_ request: HTTPRequest) throws(LanguageModelError) -> URLRequest {
    // The one place where the network library reads the address: it has to read what was checked.
    guard let url = URL(string: request.address.text), url.user == nil,
      url.port == request.address.port, let host = url.host?.lowercased(),
      host == request.address.host || "[\(host)]" == request.address.host
    else { throw EndpointAddress.malformed }
    var result = URLRequest(url: url)
    result.httpMethod = request.method.rawValue
    result.httpShouldHandleCookies = false
    result.setValue("application/json", forHTTPHeaderField: "Accept")
    result.setValue("palimpsest", forHTTPHeaderField: "User-Agent")
    if let key = request.key { result.setValue(key.bearer, forHTTPHeaderField: "Authorization") }
    if let body = request.body {
      result.setValue("application/json", forHTTPHeaderField: "Content-Type")
      result.httpBody = Data(body)
    }
    return result
  }
}
