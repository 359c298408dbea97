// SPDX-License-Identifier: Apache-2.0

/// The proxies that an environment names.
///
/// They are obeyed for every host, this machine included, as most programs do. A proxy is a host that
/// was never allowed, so requests that would go through one are refused unless it was. The network
/// library is told what is decided here and does not look at the environment itself.
package struct ProxySettings: Equatable, Sendable {
  private let environment: [String: String]

  /// Reads the variables of an environment.
  package init(environment: [String: String]) {
    self.environment = environment
  }

  /// The schemes of proxies that the network library knows.
  private static let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]

  /// Returns the proxy for an address, with scheme and port; nil where none is to be used.
  ///
  /// - Throws: `LMD088` for a proxy that is not allowed or cannot be read.
  func proxy(
    for address: EndpointAddress, _ allowed: AllowedHosts
  ) throws(LanguageModelError) -> String? {
    guard let variable = variable(for: address), !isExcepted(address) else { return nil }
    let text = environment[variable] ?? ""
    let marker = text.firstRange(of: "://")
    let scheme = marker.map { text[..<$0.lowerBound].lowercased() } ?? "http"
    let authority = marker.map { text[$0.upperBound...] } ?? text[...]
    let proxy = authority.prefix { $0 != "/" }
    if ProxySettings.schemes.contains(scheme),
      let (host, port) = try? EndpointAddress.hostAndPort(proxy, usualPort: 1080),
      allowed.names(host, port)
    {
      return "\(scheme)://\(host):\(port)"
    }
    throw LanguageModelError(
      "LMD088", .usage,
      "The environment variable \(variable) sends requests for \(address.host) through a proxy.",
      remedy: "Set no_proxy=\(address.host), unset the variable, or allow the proxy's host.")
  }

  private func variable(for address: EndpointAddress) -> String? {
    let names = ["\(address.scheme)_proxy", "\(address.scheme.uppercased())_PROXY"]
    // Upper-case HTTP_PROXY is ignored by many programs, but a stricter one here does no harm.
    return (names + ["all_proxy", "ALL_PROXY"]).first { environment[$0].map { $0 != "" } ?? false }
  }

  private func isExcepted(_ address: EndpointAddress) -> Bool {
    let list = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
    let entries = list.split { $0 == "," || $0 == " " }.map { $0.lowercased() }
    let bare = address.host.filter { $0 != "[" && $0 != "]" }
    return entries.contains { $0 == "*" || $0 == address.host || $0 == bare }
  }
}
