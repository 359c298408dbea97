// SPDX-License-Identifier: Apache-2.0

import Attacks
import Evidence

/// How many texts a model goes on with as they do, beside how many of those that it never saw.
struct SuffixMeasures {
  /// What a model made of one text, and whether it was cut after a whole prefix or in half.
  struct Read {
    let isFull: Bool
    let reading: SuffixReading
  }

  /// How many samples an attacker draws after each prefix.
  private static let sampleCounts = [1, 100, 10_000]
  private static let names = ["suffix-extraction-rate", "sampled-suffix-extraction-rate"]

  private let reads: [(item: SuffixPart.Item, read: Read?)]
  private let prefixCount: Int
  private let topK: Int?

  init(_ reads: [(SuffixPart.Item, Read?)], prefixCount: Int, topK: Int?) {
    self.reads = reads.map { (item: $0.0, read: $0.1) }
    self.prefixCount = prefixCount
    self.topK = topK
  }

  /// What stands in place of all measures where there can be none.
  static func missing(_ reason: String) -> [Measurement] {
    names.map { Measurement(missing: $0, reason: reason, group: [:]) }
  }

  /// The measures of whole prefixes, then those of texts that were cut in half.
  var all: [Measurement] {
    measures(isFull: true, prefix: "\(prefixCount)-tokens")
      + measures(isFull: false, prefix: "half")
  }

  private func measures(isFull: Bool, prefix: String) -> [Measurement] {
    let fixed = ["prefix": prefix]
    let chosen = reads.compactMap { item, read in
      read.flatMap { $0.isFull == isFull ? (item: item, reading: $0.reading) : nil }
    }
    guard chosen.contains(where: { $0.item.isMember }) else {
      let reason =
        isFull
        ? "no text has \(2 * prefixCount) tokens"
        : "no text has from \(SuffixProbe.leastCount) to \(2 * prefixCount - 1) tokens"
      return [Measurement(missing: SuffixMeasures.names[0], reason: reason, group: fixed)]
    }
    func rates(_ name: String, _ holds: (SuffixReading) -> Bool) -> SidedRates {
      SidedRates(
        name,
        chosen.map { item, reading in
          SidedOutcome(
            isMember: item.isMember, holds: holds(reading),
            labels: item.copies.map { ["copies": String($0)] } ?? [:])
        })
    }
    let greedy = rates(SuffixMeasures.names[0], \.isGreedy)
    var measures = greedy.grouped(by: [], fixed) + greedy.grouped(by: ["copies"], fixed)
    for count in SuffixMeasures.sampleCounts {
      let sampled = rates(SuffixMeasures.names[1]) {
        SuffixMeasures.isDrawn($0.logProbability, count)
      }
      let group = fixed.merging(["samples": String(count)]) { $1 }
      measures += sampled.grouped(by: [], group) + sampled.grouped(by: ["copies"], group)
      guard let topK, chosen.allSatisfy({ $0.reading.cutLogProbability != nil }) else { continue }
      let cut = rates(SuffixMeasures.names[1]) {
        SuffixMeasures.isDrawn($0.cutLogProbability ?? -.infinity, count)
      }
      measures += cut.grouped(by: [], group.merging(["rule": "top-k-\(topK)"]) { $1 })
    }
    return measures
  }

  /// Whether so many samples hold the suffix with a probability of one half.
  private static func isDrawn(_ logProbability: Double, _ count: Int) -> Bool {
    let found = try? DiscoverableExtraction(logProbabilities: [min(logProbability, 0)])
    return (found?.probability(inSamples: count) ?? 0) >= 0.5
  }
}
