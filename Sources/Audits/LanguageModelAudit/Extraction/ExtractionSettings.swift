// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// How much is asked of a model besides the texts: samples, texts' second parts, values, people.
///
/// The defaults suit a model of a million weights on one machine; a count of 0 leaves a part out.
public struct ExtractionSettings: Equatable, Sendable {
  /// What a sample goes on from.
  public enum Beginning: String, CaseIterable, Sendable {
    /// The beginning that the model declares, or a line's end where it declares none.
    case declared
    /// The first words of a text that was never trained on.
    case neverSeen = "never-seen"
  }

  /// How many texts the model writes.
  public var sampleCount = 100
  /// The most tokens of each.
  public var sampleTokens = 64
  /// What samples go on from.
  public var beginning = Beginning.declared
  /// The softmax temperature of samples.
  public var temperature = 1.0
  /// How many of the likeliest tokens samples are drawn among; nil for all.
  public var topK: Int? = 40
  /// The share of probability that samples are drawn among.
  public var topP = 1.0
  /// The fewest bytes of a stretch that counts as verbatim.
  public var least = 50
  /// The tokens of a text's first part, and of the second.
  public var suffixTokens = 50
  /// How many values are inferred and reconstructed on each side.
  public var valueCount = 100
  /// How many candidates a value is inferred from, the true one among them.
  public var candidateCount = 20
  /// How many continuations a value is reconstructed from.
  public var drawCount = 8
  /// How many people are asked about on each side.
  public var personCount = 30
  /// How many values of others each true value is held against.
  public var nullCount = 10

  /// Creates the default settings.
  public init() {}

  /// The settings as plans and private files keep them.
  public var json: JSONValue {
    [
      "samples": .int(sampleCount), "sample-tokens": .int(sampleTokens),
      "beginning": .string(beginning.rawValue), "temperature": .number(temperature),
      "top-k": topK.map { .int($0) } ?? .null, "top-p": .number(topP), "least": .int(least),
      "suffix-tokens": .int(suffixTokens), "values": .int(valueCount),
      "candidates": .int(candidateCount), "draws": .int(drawCount), "people": .int(personCount),
      "nulls": .int(nullCount),
    ]
  }

  /// Reads what `json` wrote.
  ///
  /// - Parameter fields: The object.
  /// - Throws: `EvidenceError` for a member of another type.
  public init(_ fields: JSONFields) throws(EvidenceError) {
    self.init()
    func count(_ key: String, _ standard: Int) throws(EvidenceError) -> Int {
      try fields.optionalInteger(key) ?? standard
    }
    sampleCount = try count("samples", sampleCount)
    sampleTokens = try count("sample-tokens", sampleTokens)
    beginning = try fields.word("beginning")
    temperature = try fields.optionalNumber("temperature") ?? temperature
    topK = try fields.optionalInteger("top-k")
    topP = try fields.optionalNumber("top-p") ?? topP
    least = try count("least", least)
    suffixTokens = try count("suffix-tokens", suffixTokens)
    valueCount = try count("values", valueCount)
    candidateCount = try count("candidates", candidateCount)
    drawCount = try count("draws", drawCount)
    personCount = try count("people", personCount)
    nullCount = try count("nulls", nullCount)
  }
}
