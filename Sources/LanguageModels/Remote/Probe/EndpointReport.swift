// SPDX-License-Identifier: Apache-2.0

package import Evidence

/// How the log-probability of a given token is come by.
package enum ScoringMethod: String, Sendable {
  /// One request for a text, whose prompt the server scores.
  case echo
  /// One request for each token, which is forced.
  case forcing
  /// One request for each token, which is looked up among the likeliest.
  case bounds
  /// Not at all.
  case none
}

/// What an endpoint can do, and why not more.
package struct EndpointReport: Equatable, Sendable {
  /// One thing that was found.
  package struct Fact: Equatable, Sendable {
    /// What it is about, such as `top-limit`.
    package let name: String
    /// What was found.
    package let value: String
  }

  /// What the server speaks.
  package var dialect: DialectName
  /// The model's name at the server.
  package var model: String
  /// What it lets an auditor see.
  package var capability = Capability.text
  /// How given tokens are scored.
  package var scoring = ScoringMethod.none
  /// The most likeliest tokens that it tells of a position; 0 where it tells none.
  package var topLimit = 0
  /// Whether likeliest tokens come with identifiers.
  package var namesTopTokens = false
  /// Whether prompts are sent as tokens.
  package var takesTokens = false
  /// The token that the server's tokenizer puts first; nil where it puts none or tells nothing.
  package var beginning: TokenID?
  /// The most tokens of a sequence, where known.
  package var contextLength: Int?
  /// The number of tokens of the vocabulary, where known.
  package var vocabularyCount: Int?
  /// What tells the model from others of the same name.
  package var served = ServedIdentity()
  /// Why the capability is not higher, in the order of the attempts.
  package var reasons: [String] = []
  /// What else was found, in the order of the probe.
  package var facts: [Fact] = []

  /// The report as lines for people.
  package var lines: [String] {
    ["dialect: \(dialect.rawValue)", "model: \(model)", "capability: \(capability.name)"]
      + reasons.map { "reason: \($0)" } + facts.map { "\($0.name): \($0.value)" }
  }

  /// The report as a document.
  package var json: JSONValue {
    [
      "dialect": .string(dialect.rawValue), "model": .string(model),
      "capability": .string(capability.name), "scoring": .string(scoring.rawValue),
      "top-limit": .int(topLimit), "takes-tokens": .bool(takesTokens),
      "beginning": beginning.map { .int($0) } ?? .null,
      "context-length": contextLength.map { .int($0) } ?? .null,
      "vocabulary-count": vocabularyCount.map { .int($0) } ?? .null,
      "reasons": .array(reasons.map(JSONValue.string)),
      "facts": .array(facts.map { ["name": .string($0.name), "value": .string($0.value)] }),
    ]
  }

  /// Keeps what was found; what an earlier attempt found is replaced.
  mutating func note(_ name: String, _ value: String) {
    facts.removeAll { $0.name == name }
    facts.append(Fact(name: name, value: value))
  }

  /// What says that a server does not do something, rather than that it cannot be reached.
  ///
  /// Some servers answer what they do not offer with status 500.
  private static let refusals = [
    "LMD073", "LMD077", "LMD079", "LMD080", "LMD081", "LMD084", "LMD085", "LMD093",
  ]

  /// Keeps a refusal as a reason; what says nothing about the endpoint is thrown on.
  mutating func keep(_ error: LanguageModelError, doing what: String) throws(LanguageModelError) {
    guard EndpointReport.refusals.contains(error.code) else { throw error }
    let cause = error.cause.map { " (\($0))" } ?? ""
    reasons.append("\(what): \(error.message)\(cause)")
  }
}
