// SPDX-License-Identifier: Apache-2.0

/// The proxies that an environment names.
///
/// The network library of this platform obeys these variables for every host, this machine included,
/// and offers no switch against it. A proxy is a host that was never allowed, so requests that would
/// go through one are refused.
package struct ProxySettings: Equatable, Sendable {
  private let environment: [String: String]

  /// Reads the variables of an environment.
  package init(environment: [String: String]) {
    self.environment = environment
  }

  /// Refuses an address that would be reached through a proxy that is not allowed.
  func require(_ address: EndpointAddress, _ allowed: AllowedHosts) throws(LanguageModelError) {
    guard let variable = variable(for: address), !isExcepted(address) else { return }
    let text = environment[variable] ?? ""
    let authority = text.firstRange(of: "://").map { text[$0.upperBound...] } ?? text[...]
    let proxy = authority.prefix { $0 != "/" }
    if let (host, port) = try? EndpointAddress.hostAndPort(proxy, usualPort: 1080),
      allowed.names(host, port)
    {
      return
    }
    throw LanguageModelError(
      "LMD088", .usage,
      "The environment variable \(variable) sends requests for \(address.host) through a proxy.",
      remedy: "Set no_proxy=\(address.host), unset the variable, or allow the proxy's host.")
  }

  private func variable(for address: EndpointAddress) -> String? {
    let names = ["\(address.scheme)_proxy", "\(address.scheme.uppercased())_PROXY"]
    // Upper-case HTTP_PROXY is ignored by the library, but a stricter one here does no harm.
    return (names + ["all_proxy", "ALL_PROXY"]).first { environment[$0].map { $0 != "" } ?? false }
  }

  private func isExcepted(_ address: EndpointAddress) -> Bool {
    let list = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
    let entries = list.split { $0 == "," || $0 == " " }.map { $0.lowercased() }
    let bare = address.host.filter { $0 != "[" && $0 != "]" }
    return entries.contains { $0 == "*" || $0 == address.host || $0 == bare }
  }
}
