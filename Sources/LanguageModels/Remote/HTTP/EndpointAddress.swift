// SPDX-License-Identifier: Apache-2.0

/// Where a server listens: scheme, host, port and path, and nothing that could hide another host.
///
/// The form is narrower than that of URLs: no user, no query, no fragment, no escapes. What this
/// type reads and what the network library reads can therefore not differ.
package struct EndpointAddress: Equatable, Sendable {
  /// `http` or `https`.
  package let scheme: String
  /// The host in lower case; an IPv6 address stands in brackets.
  package let host: String
  /// The port, in 1...65535.
  package let port: Int
  /// Empty, or a path that begins with a slash and does not end with one.
  package let path: String

  /// Reads an address such as `http://127.0.0.1:8080/v1`.
  ///
  /// - Throws: `LMD070`, which does not repeat the address: it may hold a secret.
  package init(_ text: String) throws(LanguageModelError) {
    guard let marker = text.firstRange(of: "://") else { throw EndpointAddress.malformed }
    scheme = text[..<marker.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { throw EndpointAddress.malformed }
    let rest = text[marker.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    path = try EndpointAddress.path(rest.dropFirst(authority.count))
    (host, port) = try EndpointAddress.hostAndPort(
      authority, usualPort: scheme == "https" ? 443 : 80)
  }

  private init(scheme: String, host: String, port: Int, path: String) {
    (self.scheme, self.host, self.port, self.path) = (scheme, host, port, path)
  }

  /// The address of a path below this one; a final `/v1` here is not repeated.
  package func appending(_ suffix: String) -> EndpointAddress {
    let base = path.hasSuffix("/v1") ? String(path.dropLast(3)) : path
    return EndpointAddress(scheme: scheme, host: host, port: port, path: base + suffix)
  }

  /// Scheme, host and port: what a redirect must not leave.
  package var origin: String { "\(scheme)://\(host):\(port)" }

  /// The address as a URL.
  package var text: String { origin + path }

  /// Whether the host is this machine: `localhost`, 127.0.0.0/8 or `[::1]`, spelled like this.
  package var isLoopback: Bool { LoopbackHost.isNamed(host[...]) }

  /// The address that a `Location` header names, relative ones included.
  func resolving(location: String) throws(LanguageModelError) -> EndpointAddress {
    guard location.hasPrefix("/"), !location.hasPrefix("//") else {
      return try EndpointAddress(location)
    }
    let path = try EndpointAddress.path(Substring(location))
    return EndpointAddress(scheme: scheme, host: host, port: port, path: path)
  }

  /// Reads `host` or `host:port`.
  static func hostAndPort(
    _ text: Substring, usualPort: Int
  ) throws(LanguageModelError) -> (String, Int) {
    var host = text.lowercased()[...]
    var port = usualPort
    if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
      let digits = host[host.index(after: colon)...]
      guard digits.count <= 5, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let number = Int(digits), (1...65535).contains(number)
      else { throw malformed }
      port = number
      host = host[..<colon]
    }
    guard isHost(host) else { throw malformed }
    return (String(host), port)
  }

  private static func isHost(_ host: Substring) -> Bool {
    if host.hasPrefix("["), host.hasSuffix("]") {
      let inner = host.dropFirst().dropLast()
      return !inner.isEmpty
        && inner.utf8.allSatisfy { isHexadecimal($0) || $0 == UInt8(ascii: ":") }
    }
    let isPlain = host.utf8.allSatisfy {
      isLetterOrDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: "_")
    }
    return !host.isEmpty && isPlain && !host.hasPrefix(".") && !host.hasPrefix("-")
  }

  private static func path(_ text: Substring) throws(LanguageModelError) -> String {
    var text = text
    while text.hasSuffix("/") { text.removeLast() }
    let segments = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = segments.allSatisfy { segment in
      !segment.isEmpty && segment != "." && segment != ".."
        && segment.utf8.allSatisfy { isLetterOrDigit($0) || "-._~".utf8.contains($0) }
    }
    guard text.isEmpty || isPlain else { throw malformed }
    return String(text)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
  }

  static let malformed = LanguageModelError(
    "LMD070", .usage, "The address is none that an endpoint can have.",
    remedy: "Give http or https, a host and perhaps a port and a path, such as "
      + "http://127.0.0.1:8080; no user, query or fragment.")
}
