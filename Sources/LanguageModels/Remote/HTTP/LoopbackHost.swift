// SPDX-License-Identifier: Apache-2.0

/// The names of this machine that reach no other, however names are resolved.
package enum LoopbackHost {
  /// Whether a host in lower case is `localhost`, in 127.0.0.0/8, or `::1` with or without brackets.
  package static func isNamed(_ host: Substring) -> Bool {
    if ["localhost", "::1", "[::1]"].contains(host) { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy(isOctet)
  }

  private static func isOctet(_ text: Substring) -> Bool {
    guard (1...3).contains(text.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return false }
    return Int(text).map { $0 <= 255 } ?? false
  }
}
