// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Evidence
import Statistics

/// What a model reads off whole pairs: by how much members' values are likelier, and how much of
/// their texts greedy decoding would give.
struct AdvantageMeasures {
  /// A document and its twin with what the model made of both.
  struct Read {
    let pair: LabelledPair
    var member: TextReading
    var twin: TextReading
  }

  private let pairs: [Read]
  private let stray: [String: Set<Int>]
  private let seed: UInt64
  private let jobs: Int

  /// Takes pairs, and the values to leave out, by document and place.
  init(_ pairs: [Read], stray: [String: Set<Int>], seed: UInt64, jobs: Int) {
    self.pairs = pairs
    self.stray = stray
    self.seed = seed
    self.jobs = jobs
  }

  /// The measures: pooled, then by number of copies.
  var all: [Measurement] {
    let classes = Dictionary(grouping: pairs) { $0.pair.member.copies }
    let groups =
      [([String: String](), pairs)]
      + classes.keys.sorted().map { (["copies": String($0)], classes[$0] ?? []) }
    return groups.flatMap { labels, pairs in
      [
        difference(
          "value-log-probability-advantage", pairs, labels, control: 0,
          method: "mean over pairs of a value's log-probability less its twin's, in nats",
          advantage),
        difference(
          "negative-log-likelihood-difference", pairs, labels, control: 0,
          method: "mean over pairs of the twin's mean loss less the member's, in nats a token"
        ) { read in read.twin.loss.flatMap { twin in read.member.loss.map { twin - $0 } } },
        difference(
          "exact-memorization", pairs, labels, control: mean(pairs, \.twin.exactMemorization),
          method: "mean share of tokens that are the likeliest", \.member.exactMemorization),
        difference(
          "extraction-strength", pairs, labels, control: mean(pairs, \.twin.extractionStrength),
          method: "mean of 1 - k/T", \.member.extractionStrength),
      ]
    }
  }

  /// By how much the values of a member are likelier than the same attributes' in its twin.
  private func advantage(_ read: Read) -> Double? {
    let own = means(read.pair.member, read.member)
    let other = means(read.pair.twin, read.twin)
    let differences = own.keys.sorted().compactMap { attribute in
      other[attribute].flatMap { twin in own[attribute].map { $0 - twin } }
    }
    return differences.isEmpty ? nil : differences.reduce(0, +) / Double(differences.count)
  }

  /// The mean log-probability of a document's values by attribute.
  private func means(
    _ document: LabelledDocument, _ reading: TextReading
  ) -> [String: Double] {
    var values: [String: [Double]] = [:]
    let left = stray[document.identifier] ?? []
    for (place, value) in document.values.enumerated() where !left.contains(place) {
      guard let found = reading.values[place], found.logProbability.isFinite else { continue }
      values[value.attribute, default: []].append(found.logProbability)
    }
    return values.mapValues { $0.reduce(0, +) / Double($0.count) }
  }

  private func mean(_ pairs: [Read], _ value: (Read) -> Double?) -> Double? {
    let values = pairs.compactMap(value)
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// A mean with an interval by people.
  private func difference(
    _ name: String, _ pairs: [Read], _ labels: [String: String], control: Double?, method: String,
    _ value: (Read) -> Double?
  ) -> Measurement {
    var people: [String: ClusterSum] = [:]
    var count = 0
    for read in pairs {
      guard let value = value(read) else { continue }
      count += 1
      var sum = people[read.pair.member.profile] ?? ClusterSum(numerator: 0, denominator: 0)
      sum.numerator += value
      sum.denominator += 1
      people[read.pair.member.profile] = sum
    }
    let sums = people.sorted { $0.key < $1.key }.map(\.value)
    let drawn = Seed(seed).derive(name)
    guard sums.count > 1,
      let found = try? clusterBootstrap(sums: sums, seed: drawn, jobs: jobs)
    else {
      return Measurement(missing: name, reason: "\(sums.count) people with it", group: labels)
    }
    return Measurement(
      name, found.estimate, n: count, group: labels, interval: found.interval(), level: 0.95,
      method: "\(method); bootstrap by person", control: control, seed: seed)
  }
}
