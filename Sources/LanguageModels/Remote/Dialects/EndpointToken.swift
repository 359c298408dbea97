// SPDX-License-Identifier: Apache-2.0

/// What a server tells of one token.
package struct EndpointToken: Equatable, Sendable {
  /// The token; nil where the server tells its text alone.
  package var id: TokenID?
  /// The token's text as the server shows it; nil where it shows none.
  package var text: String?
  /// The token's bytes, where the server tells them.
  package var bytes: [UInt8]?
  /// The natural logarithm of its probability; nil where the server says so.
  package var logProbability: Double?
  /// How many tokens are likelier, plus one, where the server counts them.
  package var rank: Int?
  /// Where the token's text begins in the whole text, in Unicode scalars.
  package var offset: Int?
  /// The likeliest tokens of the position, descending; some servers add the token itself.
  package var top: [EndpointAlternative] = []
}

/// One of the likeliest tokens of a position, as a server tells it.
package struct EndpointAlternative: Equatable, Sendable {
  /// The token; nil where the server tells its text alone.
  package var id: TokenID?
  /// The token's text as the server shows it; nil where it shows none.
  package var text: String?
  /// The token's bytes, where the server tells them.
  package var bytes: [UInt8]?
  /// The natural logarithm of its probability.
  package var logProbability: Double

  /// Whether this is the same token, by identifier where both have one, else by bytes or text.
  func isSame(as token: EndpointToken) -> Bool {
    if let id, let other = token.id { return id == other }
    if let bytes, let other = token.bytes { return bytes == other }
    guard let text, let other = token.text else { return false }
    return text.utf8.elementsEqual(other.utf8)
  }
}

/// What a server wrote or repeated.
package struct EndpointContinuation: Equatable, Sendable {
  /// The text.
  package var text: String
  /// The tokens; empty where the server tells none.
  package var tokens: [EndpointToken]
  /// The tokens' identifiers, where the server tells them apart from log-probabilities.
  package var identifiers: [TokenID]?
  /// Whether the model ended the text, rather than the limit.
  package var isEnded: Bool
  /// How many tokens the prompt had, where the server counts them.
  package var promptTokenCount: Int?
  /// The server's `system_fingerprint`, where it has one.
  package var fingerprint: String?
}
