// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Evidence
import Statistics

/// What the estimates say of documents, always beside what chance makes of their twins.
struct CorpusMeasures {
  /// A document with what was estimated of it.
  struct Read {
    let document: LabelledDocument
    /// The number of copies of the pair that it belongs to.
    let copies: Int
    let effect: InclusionEffect
  }

  /// What counts as memorized, and as influence, on the scale of a learner.
  struct Thresholds {
    /// The memorization from which on a document counts as memorized.
    let memorization: Double
    /// The effect from which on a document counts as influencing a text.
    let influence: Double

    /// .25 and .15, as Feldman and Zhang use them for labels.
    ///
    /// One text changes accuracies over another's tokens less: there .05, which nobody prescribes.
    init(isClassifier: Bool) {
      (memorization, influence) = (0.25, isClassifier ? 0.15 : 0.05)
    }
  }

  let documents: [Read]
  let twins: [Read]
  let isClassifier: Bool
  let thresholds: Thresholds
  let seed: UInt64

  /// The measures: pooled, by number of copies, then by kind.
  var all: [Measurement] {
    let copies = Set(documents.map(\.copies)).sorted()
    let kinds = Set(documents.map(\.document.kind.name)).sorted()
    return measures([:]) { _ in true }
      + copies.flatMap { own in measures(["copies": String(own)]) { $0.copies == own } }
      + kinds.flatMap { own in measures(["kind": own]) { $0.document.kind.name == own } }
  }

  /// The share of memorized documents by number of copies, beside their twins'.
  ///
  /// None for classifiers, which read each document once however often the corpus repeats it.
  var series: [Series] {
    let copies = Set(documents.map(\.copies)).sorted()
    guard !isClassifier, copies.count > 1 else { return [] }
    return [("documents of the corpus", documents), ("never-seen twins", twins)].map {
      name, reads in
      let shares = copies.map { own in
        let chosen = reads.filter { $0.copies == own }
        let strong = chosen.count { $0.effect.value >= thresholds.memorization }
        return Double(strong) / Double(max(chosen.count, 1))
      }
      return Series(
        "memorized-by-repetition", group: ["of": name], xName: "copies in training",
        yName: "share of documents memorized", x: copies.map(Double.init), y: shares)
    }
  }

  private func measures(
    _ group: [String: String], _ isMember: (Read) -> Bool
  ) -> [Measurement] {
    let (own, others) = (documents.filter(isMember), twins.filter(isMember))
    let least = thresholds.memorization
    return [
      mean(
        "memorized-share", own, others, group,
        "share of documents with an estimate of \(least) or more; bootstrap by person"
      ) { $0.effect.value >= least ? 1 : 0 },
      mean(
        isClassifier ? "memorization" : "counterfactual-memorization", own, others, group,
        "mean over documents of the difference between models with and without; bootstrap by person",
        \.effect.value),
    ]
  }

  private func mean(
    _ name: String, _ own: [Read], _ others: [Read], _ group: [String: String], _ method: String,
    _ value: (Read) -> Double
  ) -> Measurement {
    let control = others.isEmpty ? nil : others.map(value).reduce(0, +) / Double(others.count)
    return CorpusMeasures.mean(
      name, own.map { ($0.document.profile, value($0)) }, group, method, control: control,
      seed: seed)
  }

  /// A mean of values that belong to clusters, with the bootstrap's interval.
  static func mean(
    _ name: String, _ values: [(cluster: String, value: Double)], _ group: [String: String],
    _ method: String, control: Double?, seed: UInt64
  ) -> Measurement {
    let clusters = Dictionary(grouping: values, by: \.cluster).sorted { $0.key < $1.key }
    let sums = clusters.map { cluster in
      ClusterSum(
        numerator: cluster.value.reduce(0.0) { $0 + $1.value },
        denominator: Double(cluster.value.count))
    }
    guard sums.count > 1,
      let found = try? clusterBootstrap(sums: sums, seed: Seed(seed).derive(name))
    else {
      return Measurement(missing: name, reason: "of fewer than two people", group: group)
    }
    return Measurement(
      name, found.estimate, n: values.count, group: group, interval: found.interval(),
      level: 0.95, method: method, control: control, seed: seed)
  }
}
