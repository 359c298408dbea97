// SPDX-License-Identifier: Apache-2.0

package import Evidence

/// One question to an endpoint: a path and, where it is posted, a document.
package struct EndpointCall: Equatable, Sendable {
  /// The path below the endpoint's address, such as `/v1/models`.
  package let path: String
  /// The document; nil makes the call a GET.
  package let body: JSONValue?

  /// Creates a call.
  package init(_ path: String, _ body: JSONValue? = nil) {
    self.path = path
    self.body = body
  }
}

/// What an endpoint answered, apart from failures that repeating might mend.
package struct EndpointReply: Equatable, Sendable {
  /// The status.
  package let status: Int
  /// The document; nil where a refusal has none.
  package let document: JSONValue?

  /// Whether the status says that all went well.
  var isSuccess: Bool { (200..<300).contains(status) }

  /// The server's word for a refusal, where it is a plain identifier and so repeats no text.
  var code: String? {
    let error = document?["error"]
    let word = error?["code"]?.text ?? error?["type"]?.text ?? document?["type"]?.text
    guard let word, !word.isEmpty, word.utf8.count <= 40,
      word.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "_") })
    else { return nil }
    return word
  }
}
