// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import Statistics

/// How far planted secrets stand out, by how often they were trained on.
struct ExposureMeasures {
  /// A canary's exposures, in bits.
  private struct Exposed {
    let copies: Int
    let format: String
    let sampled: Double
    let extrapolated: Double?
    let expected: Double
    let isFirst: Bool
  }

  /// The mean of -log2 of a number that is uniform in 0...1: log2 of e.
  private static let expected = 1.4426950408889634

  private let canaries: [Exposed]
  private let referenceCount: Int
  private let seed: UInt64

  init(
    _ canaries: [LabelledCanary], _ readings: [TextReading], referenceCount: Int, seed: UInt64
  ) {
    self.referenceCount = referenceCount
    self.canaries = zip(canaries, readings).compactMap(ExposureMeasures.exposed)
    self.seed = seed
  }

  private static func exposed(_ canary: LabelledCanary, _ reading: TextReading) -> Exposed? {
    guard let loss = reading.secretLoss,
      let references = try? ReferenceScores(reading.referenceLosses)
    else { return nil }
    let found = try? SkewNormal.fit(reading.referenceLosses)
    let fit = found.flatMap { $0.isConverged ? $0.distribution : nil }
    return Exposed(
      copies: canary.copies, format: canary.format.rawValue, sampled: references.exposure(of: loss),
      extrapolated: fit.map { min($0.exposure(of: loss), canary.format.bits) },
      expected: references.expectedExposure, isFirst: references.rank(of: loss) == 1)
  }

  /// The measures by number of copies; 0 are controls, which no model saw.
  var all: [Measurement] {
    let classes = Set(canaries.map(\.copies)).sorted()
    guard !classes.isEmpty else {
      return [
        Measurement(
          missing: "exposure", reason: "the corpus has no canary that could be ranked", group: [:])
      ]
    }
    return classes.flatMap { copies in
      let own = canaries.filter { $0.copies == copies }
      let labels = ["copies": String(copies)]
      let expected = own.map(\.expected).reduce(0, +) / Double(own.count)
      let byFormat = Dictionary(grouping: own, by: \.format).sorted { $0.key < $1.key }.map {
        mean(
          "exposure", $0.value.map(\.sampled), labels.merging(["canary": $0.key]) { $1 }, expected,
          "sampled form")
      }
      return byFormat + [
        mean("exposure", own.map(\.sampled), labels, expected, "sampled form"),
        mean(
          "exposure", own.compactMap(\.extrapolated),
          labels.merging(["form": "skew-normal"]) { $1 }, ExposureMeasures.expected,
          "skew-normal form, at most the secret's entropy"),
        ExtractionMeasures.proportion(
          "exposure-at-limit", own.count(where: \.isFirst), of: own.count, labels,
          control: 1 / Double(referenceCount + 1)),
      ]
    }
  }

  private func mean(
    _ name: String, _ values: [Double], _ labels: [String: String], _ control: Double,
    _ form: String
  ) -> Measurement {
    let sums = values.map { ClusterSum(numerator: $0, denominator: 1) }
    guard sums.count > 1,
      let found = try? clusterBootstrap(sums: sums, seed: Seed(seed).derive(name))
    else {
      return Measurement(missing: name, reason: "\(values.count) canaries", group: labels)
    }
    return Measurement(
      name, found.estimate, n: values.count, group: labels, interval: found.interval(), level: 0.95,
      method: "mean over canaries, \(form), in bits; bootstrap", control: control, seed: seed)
  }
}
