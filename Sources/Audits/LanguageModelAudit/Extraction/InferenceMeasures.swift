// SPDX-License-Identifier: Apache-2.0

import Attacks
import Evidence

/// What a model gave away of one value that was taken out of its sentence.
struct InferenceReading: Equatable, Sendable {
  /// The rank of the true value among given candidates; nil where there were no probabilities.
  var rank: CandidateRank?
  /// Whether the likeliest of the values that the model wrote in the gap is the true one.
  var isReconstructed: Bool?
  /// How many different known values the model wrote.
  var drawnCount = 0

  init() {}

  var json: JSONValue {
    [
      "rank": rank.map { .int($0.rank) } ?? .null, "of": rank.map { .int($0.count) } ?? .null,
      "reconstructed": isReconstructed.map(JSONValue.bool) ?? .null, "drawn": .int(drawnCount),
    ]
  }

  init(json: JSONValue, path: String) throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    isReconstructed =
      fields.optional("reconstructed") == nil ? nil : try fields.bool("reconstructed")
    drawnCount = try fields.optionalInteger("drawn") ?? 0
    rank = try CandidateRank(fields)
  }
}

extension CandidateRank {
  /// Reads the members `rank` and `of`; nil where either is null.
  init?(_ fields: JSONFields) throws(EvidenceError) {
    let place = try fields.optionalInteger("rank") as Int?
    let count = try fields.optionalInteger("of") as Int?
    guard let place, let count else { return nil }
    guard place > 0, place <= count else { throw fields.mismatch("rank", "a rank") }
    self.init(rank: place, count: count)
  }
}

/// How often a value can be told from its sentence, beside the same of never-seen people's.
struct InferenceMeasures {
  private static let names = ["inference-accuracy", "inference-chance", "reconstruction-accuracy"]

  private let reads: [(item: InferenceItem, reading: InferenceReading)]

  init(_ items: [InferenceItem], _ readings: [InferenceReading]) {
    reads = Array(zip(items, readings))
  }

  /// What stands in place of all measures where there can be none.
  static func missing(_ reason: String) -> [Measurement] {
    names.map { Measurement(missing: $0, reason: reason, group: [:]) }
  }

  /// The measures: pooled, by copies, by attribute.
  var all: [Measurement] {
    guard reads.contains(where: { $0.item.isMember }) else {
      return InferenceMeasures.missing("no value of a person has another that could stand for it")
    }
    return grouped("inference-accuracy") { $0.rank.map(\.isFirst) } + [chance]
      + grouped("reconstruction-accuracy", \.isReconstructed)
  }

  private func grouped(
    _ name: String, _ holds: (InferenceReading) -> Bool?
  ) -> [Measurement] {
    let outcomes = reads.compactMap { item, reading in
      holds(reading).map {
        SidedOutcome(
          isMember: item.isMember, holds: $0,
          labels: ["copies": String(item.copies), "attribute": item.attribute])
      }
    }
    guard outcomes.contains(where: \.isMember) else {
      return [
        Measurement(
          missing: name, reason: "the model left log-probabilities out, or nothing was drawn",
          group: [:])
      ]
    }
    let rates = SidedRates(name, outcomes)
    return rates.grouped(by: []) + rates.grouped(by: ["copies"]) + rates.grouped(by: ["attribute"])
  }

  /// What naming one candidate at random gets right.
  private var chance: Measurement {
    let chances = reads.filter { $0.item.isMember }.compactMap { $0.reading.rank?.chance }
    guard !chances.isEmpty else {
      return Measurement(
        missing: "inference-chance", reason: "no value was held against candidates", group: [:])
    }
    return Measurement(
      "inference-chance", chances.reduce(0, +) / Double(chances.count), n: chances.count,
      group: [:], method: "mean of 1 / candidates")
  }
}
