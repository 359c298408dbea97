// SPDX-License-Identifier: Apache-2.0

extension ReservedDomains {
  /// Whether a domain is under example.com, example.net or example.org, or ends in a reserved name.
  ///
  /// - Parameter domain: The domain in any case, without a trailing point.
  /// - Returns: Whether nobody can own it; false for what is no domain of letters and digits.
  public static func isReserved(_ domain: some StringProtocol) -> Bool {
    let labels = domain.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy(isLabel), let top = labels.last else {
      return false
    }
    if ["example", "test", "invalid"].contains(top) { return true }
    return labels[labels.count - 2] == "example" && ["com", "net", "org"].contains(top)
  }

  /// Whether a mail address has one at sign and a reserved domain behind it.
  public static func isReservedMail(_ address: some StringProtocol) -> Bool {
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return false }
    return isReserved(parts[1])
  }

  private static func isLabel(_ label: some StringProtocol) -> Bool {
    !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-") && label.utf8.count <= 63
      && label.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
  }
}
