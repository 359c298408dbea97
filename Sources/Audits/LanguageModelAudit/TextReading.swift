// SPDX-License-Identifier: Apache-2.0

import Attacks
import Evidence

/// What a model makes of one text: scores of membership, its values, or a canary's rank.
struct TextReading: Equatable, Sendable {
  /// Scores by membership attack, higher for members; only those that could be computed.
  var scores: [String: Double] = [:]
  /// The values that stand in the text, by place among those of the document.
  var values: [Int: ValueReading] = [:]
  /// The mean negative log-probability of the text, in nats a token.
  var loss: Double?
  /// The same in nats a byte of text, by which models with other tokens can be compared; read for
  /// shadow models alone.
  var lossPerByte: Double?
  /// The share of tokens that are the likeliest where they stand.
  var exactMemorization: Double?
  /// The share of tokens from which on all are the likeliest.
  var extractionStrength: Double?
  /// The negative log-probability of a canary's secret, in nats.
  var secretLoss: Double?
  /// Those of the secrets that it could have held as well.
  var referenceLosses: [Double] = []
  /// Why nothing was read, where nothing was; names no one.
  var reason: String?

  init() {}

  var json: JSONValue {
    var members: [String: JSONValue] = [:]
    members["scores"] = scores.isEmpty ? nil : .object(scores.mapValues(JSONValue.number))
    members["values"] =
      values.isEmpty
      ? nil : .array(values.sorted { $0.key < $1.key }.map { $0.value.json(place: $0.key) })
    members["loss"] = loss.map(JSONValue.number)
    members["loss-per-byte"] = lossPerByte.map(JSONValue.number)
    members["exact"] = exactMemorization.map(JSONValue.number)
    members["strength"] = extractionStrength.map(JSONValue.number)
    members["secret"] = secretLoss.map(JSONValue.number)
    members["references"] =
      referenceLosses.isEmpty ? nil : .array(referenceLosses.map(JSONValue.number))
    members["reason"] = reason.map(JSONValue.string)
    return .object(members)
  }

  init(json: JSONValue, path: String) throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    if fields.optional("scores") != nil {
      for (name, value) in try fields.object("scores").members { scores[name] = value.double }
    }
    if fields.optional("values") != nil {
      let found = try fields.list("values") { value, path throws(EvidenceError) in
        try ValueReading.placed(json: value, path: path)
      }
      for (place, reading) in found { values[place] = reading }
    }
    loss = try fields.optionalNumber("loss")
    lossPerByte = try fields.optionalNumber("loss-per-byte")
    exactMemorization = try fields.optionalNumber("exact")
    extractionStrength = try fields.optionalNumber("strength")
    secretLoss = try fields.optionalNumber("secret")
    if fields.optional("references") != nil { referenceLosses = try fields.numbers("references") }
    reason = try fields.optionalString("reason")
  }
}

extension ValueReading {
  fileprivate func json(place: Int) -> JSONValue {
    [
      "place": .int(place), "logprob": .number(logProbability), "tokens": .int(tokenCount),
      "likeliest": likeliestCount.map { .int($0) } ?? .null,
      "match": .string(match.rawValue),
    ]
  }

  fileprivate static func placed(
    json: JSONValue, path: String
  ) throws(EvidenceError) -> (Int, ValueReading) {
    let fields = try JSONFields(json, path: path)
    func count(_ key: String) throws(EvidenceError) -> Int {
      _ = try fields.value(key)
      return try fields.optionalInteger(key) ?? 0
    }
    return (
      try count("place"),
      ValueReading(
        logProbability: try fields.optionalNumber("logprob") ?? -.infinity,
        tokenCount: try count("tokens"), likeliestCount: try fields.optionalInteger("likeliest"),
        match: try fields.word("match"))
    )
  }
}
