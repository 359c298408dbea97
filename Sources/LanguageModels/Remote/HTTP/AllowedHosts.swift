// SPDX-License-Identifier: Apache-2.0

/// The hosts that may be contacted: this machine, and those that were named.
package struct AllowedHosts: Equatable, Sendable {
  private struct Entry: Equatable {
    let host: String
    let port: Int?
  }

  private let entries: [Entry]

  /// Creates a list.
  ///
  /// - Parameter names: Hosts, each with or without a port; without one, every port is allowed.
  /// - Throws: `LMD070` for a name that is no host.
  package init(_ names: [String] = []) throws(LanguageModelError) {
    var entries: [Entry] = []
    for name in names {
      let (host, port) = try EndpointAddress.hostAndPort(name[...], usualPort: 0)
      entries.append(Entry(host: host, port: port == 0 ? nil : port))
    }
    self.entries = entries
  }

  /// Whether an address may be contacted.
  package func allows(_ address: EndpointAddress) -> Bool {
    address.isLoopback || names(address.host, address.port)
  }

  /// Whether a host is on the list.
  func names(_ host: String, _ port: Int) -> Bool {
    entries.contains { $0.host == host && ($0.port ?? port) == port }
  }

  /// Refuses an address that is neither on this machine nor named.
  func require(_ address: EndpointAddress) throws(LanguageModelError) {
    guard !allows(address) else { return }
    throw LanguageModelError(
      "LMD071", .usage, "The host \(address.host) is not on this machine and was not allowed.",
      remedy: "Name it with --allow-host \(address.host) if texts may be sent there.")
  }
}
