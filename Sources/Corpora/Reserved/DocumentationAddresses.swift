// SPDX-License-Identifier: Apache-2.0

/// Internet addresses of documentation: RFC 5737.
public enum DocumentationAddresses {
  /// Writes an address of 192.0.2.0/24, 198.51.100.0/24 or 203.0.113.0/24.
  public static func write(word: UInt64, into buffer: inout ByteBuffer) {
    var draws = WordDraws(word)
    switch draws.below(3) {
    case 0: buffer.append("192.0.2.")
    case 1: buffer.append("198.51.100.")
    default: buffer.append("203.0.113.")
    }
    buffer.append(decimal: 1 + draws.below(254))
  }

  /// Whether an address belongs to one of the three networks.
  public static func isReserved(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4,
      parts.allSatisfy({ part in UInt8(part).map { $0.description == part } ?? false })
    else { return false }
    return ["192.0.2", "198.51.100", "203.0.113"].contains(parts[0..<3].joined(separator: "."))
  }
}
