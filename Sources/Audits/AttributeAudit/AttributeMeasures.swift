// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Statistics

/// What one adversary reaches on one attribute, beside chance.
struct AttributeMeasures {
  let task: AttributeTask
  /// What the adversary reaches.
  let scores: AttributeScores
  /// What it reaches where classes were dealt to others at random; nil where that was not tried.
  let chance: AttributeScores?
  let group: [String: String]
  let seed: UInt64
  let jobs: Int

  /// The number of resamples behind every interval.
  static let resamples = 1_000

  /// The measures: of all classes, then the area of each class where there are more than two.
  var all: [Measurement] {
    [area]
      + (scores.rankedClasses.count > 1 ? scores.rankedClasses.indices.map(area(ofRanked:)) : [])
      + [
        accuracy, advantage, balanced,
        share(
          "attribute-confidence", scores.gains, control: chance.map { $0.gains.average },
          "mean of the true class's probability less its share; bootstrap by user"),
        share(
          "attribute-confidence-worst", scores.gains.largestHundredth,
          control: chance.map { $0.gains.largestHundredth.average },
          "the same of the 1 % of users who are told most surely; bootstrap of these"),
      ]
  }

  private var area: Measurement {
    resampled(
      "attribute-auc", group, control: chance?.area(),
      scores.rankedClasses.count == 1
        ? "out of fold; bootstrap by user"
        : "mean over classes, each against the rest, out of fold; bootstrap by user"
    ) { scores.area(counts: $0) }
  }

  private func area(ofRanked place: Int) -> Measurement {
    let name = task.classes[scores.rankedClasses[place]]
    return resampled(
      "attribute-auc", group.merging(["class": name]) { $1 },
      control: chance?.area(ofRanked: place), "against the rest, out of fold; bootstrap by user"
    ) { scores.area(ofRanked: place, counts: $0) }
  }

  private var accuracy: Measurement {
    share(
      "attribute-accuracy", scores.rights, control: scores.majorityRights.average,
      "the likeliest class, out of fold; control the commonest; bootstrap by user")
  }

  private var advantage: Measurement {
    share(
      "attribute-advantage", zip(scores.rights, scores.majorityRights).map { $0 - $1 },
      control: chance.map { $0.rights.average - $0.majorityRights.average },
      "accuracy less that of the commonest class, user by user; bootstrap by user")
  }

  private var balanced: Measurement {
    resampled(
      "attribute-balanced-accuracy", group, control: chance?.balancedAccuracy(),
      "mean over classes, a priori equally likely, out of fold; bootstrap by user"
    ) { scores.balancedAccuracy(counts: $0) }
  }

  /// What is reached without looking at anybody.
  static func baselines(
    _ task: AttributeTask, _ scores: AttributeScores, seed: UInt64
  ) -> [Measurement] {
    [("majority", scores.majorityRights), ("random", scores.randomRights)].map { name, rights in
      mean(
        "attribute-accuracy", rights, ["attribute": task.name, "adversary": name], control: nil,
        name == "majority"
          ? "the commonest class of those learned from; bootstrap by user"
          : "a class drawn by its share, in expectation; bootstrap by user", seed: seed)
    }
  }

  private func share(
    _ name: String, _ values: [Double], control: Double?, _ method: String
  ) -> Measurement {
    AttributeMeasures.mean(name, values, group, control: control, method, seed: seed)
  }

  /// A mean over users with the bootstrap's interval.
  static func mean(
    _ name: String, _ values: [Double], _ group: [String: String], control: Double?,
    _ method: String, seed: UInt64
  ) -> Measurement {
    let sums = values.map { ClusterSum(numerator: $0, denominator: 1) }
    guard values.count > 1,
      let found = try? clusterBootstrap(
        sums: sums, resamples: resamples, seed: Seed(seed).derive(name))
    else { return Measurement(missing: name, reason: "of fewer than two users", group: group) }
    return Measurement(
      name, found.estimate, n: values.count, group: group, interval: found.interval(), level: 0.95,
      method: method, control: control, seed: seed)
  }

  private func resampled(
    _ name: String, _ group: [String: String], control: Double?, _ method: String,
    _ statistic: @Sendable ([Int]) -> Double?
  ) -> Measurement {
    AttributeMeasures.resampled(
      name, group, users: scores.count, control: control, method, seed: seed, jobs: jobs, statistic)
  }

  /// A statistic of users, each counted so many times, with the bootstrap's interval.
  static func resampled(
    _ name: String, _ group: [String: String], users: Int, control: Double?, _ method: String,
    seed: UInt64, jobs: Int, _ statistic: @Sendable ([Int]) -> Double?
  ) -> Measurement {
    guard users > 1,
      let found = try? bootstrap(
        .rows(users), resamples: resamples, seed: Seed(seed).derive(name), jobs: jobs,
        statistic: { rows in
          var counts = [Int](repeating: 0, count: users)
          for row in rows { counts[row] += 1 }
          return statistic(counts)
        })
    else {
      return Measurement(
        missing: name, reason: "\(users) users, of whom a class or all others are missing",
        group: group)
    }
    return Measurement(
      name, found.estimate, n: users, group: group, interval: found.interval(), level: 0.95,
      method: method, control: control, seed: seed)
  }
}

extension [Double] {
  /// The mean of the values; 0 of none.
  var average: Double { reduce(0, +) / Double(Swift.max(count, 1)) }

  /// The hundredth part of the values that is largest, one at least, descending.
  var largestHundredth: [Double] {
    Array(sorted(by: >).prefix(Swift.max(1, (count + 99) / 100)))
  }
}
