// SPDX-License-Identifier: Apache-2.0

/// The transport of real servers, by the system's libcurl: no redirects, cookies, cache, stored
/// credentials or decompression, and no more of an answer in memory than the limits allow.
///
/// TLS is that of the system. A proxy that the environment names is refused unless it is allowed.
/// Connections are kept for the next requests of the same transport.
package final class CurlTransport: HTTPTransport {
  private let loop = CurlLoop()
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
    self.limits = limits
    self.allowed = allowed
    self.proxies = proxies
  }

  deinit { loop.stop() }

  /// Sends a request and returns the answer, whatever its status.
  package func send(_ request: HTTPRequest) async throws(LanguageModelError) -> HTTPResponse {
    try allowed.require(request.address)
    let proxy = try proxies.proxy(for: request.address, allowed)
    let transfer = CurlTransfer(request, proxy: proxy ?? "", limits)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        transfer.answer(continuation)
        loop.begin(transfer)
      }
    } onCancel: { [loop] in
      loop.cancel(transfer)
    }
    return try result.get()
  }
}
