// SPDX-License-Identifier: Apache-2.0

package import Evidence

/// What tells a served model from others that were served under the same name.
///
/// It is asked afresh at each start and becomes part of what names a kept answer. The values of the
/// known text go in to the last digit: other weights never pass for these, and a server whose values
/// differ from start to start is asked everything anew.
package struct ServedIdentity: Equatable, Sendable {
  /// Members of the model's entry under `/v1/models` that stay as they are while it is served;
  /// `created` is not among them, since servers put the time of the answer there.
  private static let lasting = [
    "context_length", "digest", "max_model_len", "meta", "parent", "root", "vocabulary_count",
  ]

  private var members: [String: JSONValue] = [:]

  /// The identity as a part of what is digested.
  package var document: JSONValue { .object(members) }

  /// Takes the model's entry in the list of models.
  mutating func note(entry: JSONValue) {
    for name in ServedIdentity.lasting { members[name] = entry[name] }
  }

  /// Takes the text that the server adds to a known one, and its own fingerprint where it has one.
  mutating func note(_ answer: EndpointContinuation) {
    members["system_fingerprint"] = answer.fingerprint.map(JSONValue.string)
    members["text"] = .string(answer.text)
  }

  /// Takes the values of entries of a known text.
  mutating func note(rows: [EndpointToken]) {
    members["values"] = .array(
      rows.map { row in
        let top = row.top.map { JSONValue.number($0.logProbability) }
        return .array([row.logProbability.map(JSONValue.number) ?? .null] + top)
      })
  }
}
