// SPDX-License-Identifier: Apache-2.0

import Evidence

/// How often a model writes stretches of what it was trained on, and how long they are.
struct VerbatimMeasures {
  /// The tokens of a stretch that counts by the stricter measure: Nasr et al., 2023, section 3.1.
  static let leastTokens = 50

  private let samples: [SampleReading]
  private let least: Int

  init(_ samples: [SampleReading], least: Int) {
    self.samples = samples
    self.least = least
  }

  /// The measures; the control is the same of never-seen texts.
  var all: [Measurement] {
    guard !samples.isEmpty else {
      return [
        Measurement(missing: "verbatim-rate", reason: "no text was sampled", group: [:]),
        Measurement(
          missing: "verbatim-rate", reason: "no text was sampled",
          group: ["stretch": "trained-only"]),
      ]
    }
    let longest = samples.map(\.longest).max() ?? 0
    let other = samples.map(\.longestOther).max() ?? 0
    return [
      rate([:]) { ($0.longest >= least, $0.longestOther >= least) },
      rate(["stretch": "trained-only"]) {
        ($0.longestOwn >= least, $0.longestOtherOwn >= least)
      },
      byTokens,
      Measurement(
        "longest-verbatim-bytes", Double(longest), n: samples.count, group: [:],
        method: "maximum over samples; 0 below \(least)", control: Double(other)),
    ]
  }

  private var byTokens: Measurement {
    let group = ["stretch": "\(VerbatimMeasures.leastTokens)-tokens"]
    guard samples.allSatisfy({ $0.longestTokens != nil }) else {
      return Measurement(
        missing: "verbatim-rate", reason: "no tokenizer of the model is known here", group: group)
    }
    return rate(group) {
      (
        ($0.longestTokens ?? 0) >= VerbatimMeasures.leastTokens,
        ($0.longestOtherTokens ?? 0) >= VerbatimMeasures.leastTokens
      )
    }
  }

  private func rate(
    _ group: [String: String], _ holds: (SampleReading) -> (own: Bool, other: Bool)
  ) -> Measurement {
    let found = samples.map(holds)
    return ExtractionMeasures.proportion(
      "verbatim-rate", found.count(where: \.own), of: found.count, group,
      control: Double(found.count(where: \.other)) / Double(found.count))
  }
}
