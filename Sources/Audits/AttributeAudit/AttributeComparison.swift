// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Statistics

/// What models before and after an erasure tell of the same users, and the differences, pair by pair.
struct AttributeComparison {
  let task: AttributeTask
  /// By model: `original`, `unlearned`, `gold-1` and so on.
  let scores: [String: AttributeScores]
  let seed: UInt64
  let jobs: Int

  private var group: [String: String] {
    ["attribute": task.name, "adversary": "vectors", "set": "retain"]
  }

  private var golds: [AttributeScores] {
    scores.keys.filter { $0.hasPrefix("gold") }.sorted().compactMap { scores[$0] }
  }

  /// The models by name; Golds count together, their mean being taken.
  private var sides: [(name: String, members: [AttributeScores])] {
    ["original", "unlearned"].map { (name: $0, members: scores[$0].map { [$0] } ?? []) }
      + [(name: "gold", members: golds)]
  }

  /// The areas and accuracies of each model, then the differences of every two.
  var all: [Measurement] {
    let known = sides.filter { !$0.members.isEmpty }
    var measures = known.flatMap { side in
      [area(side.name, side.members), accuracy(side.name, side.members)]
    }
    for (one, other) in [("original", "unlearned"), ("unlearned", "gold"), ("original", "gold")] {
      let pair = [one, other].map { name in known.first { $0.name == name }?.members ?? [] }
      measures += differences(one, pair[0], other, pair[1])
    }
    return measures
  }

  private func area(_ name: String, _ members: [AttributeScores]) -> Measurement {
    AttributeMeasures.resampled(
      "attribute-auc", group.merging(["model": name]) { $1 }, users: members[0].count,
      control: 0.5, "of users whose vectors all models have; bootstrap by user", seed: seed,
      jobs: jobs
    ) { AttributeComparison.area(members, $0) }
  }

  private func accuracy(_ name: String, _ members: [AttributeScores]) -> Measurement {
    let users = members[0].rights.indices
    return AttributeMeasures.mean(
      "attribute-accuracy",
      users.map { user in members.map { $0.rights[user] }.average },
      group.merging(["model": name]) { $1 }, control: members[0].majorityRights.average,
      "of users whose vectors all models have; bootstrap by user", seed: seed)
  }

  private static func area(_ members: [AttributeScores], _ counts: [Int]) -> Double? {
    let areas = members.compactMap { $0.area(counts: counts) }
    return areas.count == members.count ? areas.average : nil
  }

  private func differences(
    _ one: String, _ first: [AttributeScores], _ other: String, _ second: [AttributeScores]
  ) -> [Measurement] {
    let group = group.merging(["model": one, "against": other]) { $1 }
    let names = ["attribute-auc-difference", "attribute-accuracy-difference"]
    guard let count = first.first?.count, !second.isEmpty else {
      let absent = first.isEmpty ? one : other
      return names.map {
        Measurement(missing: $0, reason: "there is no \(absent) model", group: group)
      }
    }
    let rights = (0..<count).map { user in
      first.map { $0.rights[user] }.average - second.map { $0.rights[user] }.average
    }
    return [
      AttributeMeasures.resampled(
        names[0], group, users: count, control: 0, "user by user; bootstrap by user", seed: seed,
        jobs: jobs
      ) { counts in
        guard let one = AttributeComparison.area(first, counts),
          let other = AttributeComparison.area(second, counts)
        else { return nil }
        return one - other
      },
      AttributeMeasures.mean(
        names[1], rights, group, control: 0, "user by user; bootstrap by user", seed: seed),
    ]
  }
}
