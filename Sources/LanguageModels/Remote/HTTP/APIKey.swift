// SPDX-License-Identifier: Apache-2.0

/// A server's secret: sent as bearer, and never printed, logged, stored or put into an error.
package struct APIKey: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
  private let secret: String

  /// Wraps a secret.
  ///
  /// - Parameter secret: Visible ASCII without quotes and backslashes, which no header needs.
  /// - Throws: `LMD090`, which does not repeat the secret.
  package init(_ secret: String) throws(LanguageModelError) {
    let isUsable = secret.utf8.allSatisfy { byte in
      (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
    guard isUsable, !secret.isEmpty else {
      throw LanguageModelError(
        "LMD090", .usage, "The API key is empty or holds characters that no header can carry.",
        remedy: "Check the environment variable that holds it; a line break is easily copied along."
      )
    }
    self.secret = secret
  }

  /// The value of the header `Authorization`; for transports only.
  package var bearer: String { "Bearer \(secret)" }

  /// Whether bytes repeat the secret; below eight characters it is taken for a placeholder.
  func isRepeated(in bytes: [UInt8]) -> Bool {
    let needle = Array(secret.utf8)
    guard needle.count >= 8 else { return false }
    guard bytes.count >= needle.count else { return false }
    for start in 0...(bytes.count - needle.count) where bytes[start] == needle[0] {
      if bytes[start..<start + needle.count].elementsEqual(needle) { return true }
    }
    return false
  }

  /// A fixed text: a key is never printed.
  package var description: String { "APIKey(hidden)" }
  /// Nothing: a key is never printed.
  package var customMirror: Mirror { Mirror(self, children: []) }
}
