// SPDX-License-Identifier: Apache-2.0

package import Evidence
package import LanguageModels

/// How likely a model finds one text, token by token.
package struct ScoredText: Equatable, Sendable {
  /// One token of the text.
  package struct Token: Equatable, Sendable {
    /// The token; nil where a server tells none.
    package var identifier: TokenID?
    /// The token as it is shown.
    package var text: String
    /// The natural logarithm of its probability; nil for the first, and where it is not known.
    package var logProbability: Double?
    /// How many tokens are likelier, plus one; nil where it is not known.
    package var rank: Int?
    /// The likeliest tokens of its position; empty unless asked for.
    package var top: [Alternative] = []
    /// Why its log-probability is not known, or its rank not believed; nil for the first.
    package var reason: String?
    /// What the log-probability does not exceed, where that is known instead.
    package var upperBound: Double?
  }

  /// One of the likeliest tokens of a position.
  package struct Alternative: Equatable, Sendable {
    /// The token.
    package var identifier: TokenID
    /// The token as it is shown.
    package var text: String
    /// The natural logarithm of its probability.
    package var logProbability: Double
  }

  /// Where the text came from.
  package let entry: TextInput.Entry
  /// The sequence as the model sees it; empty where it was not scored.
  package let tokens: [Token]
  /// Why the text was not scored, with the error's code; nil where it was.
  package var refusal: String?

  /// The name of the measure.
  package static let measure = "negative-log-likelihood"

  /// The mean over all tokens but the first, in nats a token, or why there is none.
  package var negativeLogLikelihood: Evidence.Measurement {
    if let refusal {
      return Measurement(missing: ScoredText.measure, reason: refusal, group: [:])
    }
    let values = tokens.dropFirst().map(\.logProbability)
    let known = values.compactMap(\.self)
    guard !values.isEmpty else {
      return Measurement(
        missing: ScoredText.measure, reason: "fewer than two tokens", group: [:])
    }
    guard known.count == values.count else {
      return Measurement(
        missing: ScoredText.measure,
        reason: "\(values.count - known.count) of \(values.count) log-probabilities are not known",
        group: [:])
    }
    return Measurement(
      ScoredText.measure, 0 - known.reduce(0, +) / Double(known.count), n: known.count, group: [:],
      method: "mean over all tokens but the first, in nats a token")
  }
}

extension ScoredText {
  /// The score as a document of the schema `palimpsest.score/1`.
  ///
  /// - Parameters:
  ///   - model: What scored it.
  ///   - capability: What the model lets an auditor see.
  /// - Returns: The document; it holds the text, token by token.
  package func json(_ model: ModelIdentity, _ capability: Capability) -> JSONValue {
    [
      "schema": .string(Schema.score), "tool": .string(Tool.name),
      "model": model.json(capability),
      "line": entry.line.map { .int($0) } ?? .null,
      "id": entry.identifier.map(JSONValue.string) ?? .null,
      "tokens": .array(tokens.map(\.json)), "measures": [negativeLogLikelihood.json],
    ]
  }
}

extension ScoredText.Token {
  /// The token in the one shape that scores and generations share.
  package var json: JSONValue {
    var members: [String: JSONValue] = [
      "id": identifier.map { .int($0) } ?? .null, "text": .string(text),
      "logprob": .number(orNull: logProbability), "rank": rank.map { .int($0) } ?? .null,
    ]
    if !top.isEmpty {
      members["top"] = .array(
        top.map { other in
          [
            "id": .int(other.identifier), "text": .string(other.text),
            "logprob": .number(other.logProbability),
          ]
        })
    }
    members["reason"] = reason.map(JSONValue.string)
    members["upper-bound"] = upperBound.map(JSONValue.number)
    return .object(members)
  }
}

extension ModelIdentity {
  /// What documents say of a model.
  package func json(_ capability: Capability) -> JSONValue {
    [
      "name": .string(name), "architecture": architecture.map(JSONValue.string) ?? .null,
      "digest": digest.map(JSONValue.string) ?? .null, "capability": .string(capability.name),
    ]
  }
}
