// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Recommenders
import Statistics

/// Users that share an attribute or an activity quartile, for losses that an average would hide.
struct UserGroups {
  /// What the users share, such as `activity` or `gender`.
  let attribute: String
  /// The value that they share.
  let value: String
  /// Positions of the users.
  let users: Set<Int32>

  /// Quarters of the given users by training pairs, from the least to the most active.
  static func activityQuartiles(_ train: Interactions, users: [Int32]) -> [UserGroups] {
    let order = users.sorted {
      (train.items(of: Int($0)).count, $0) < (train.items(of: Int($1)).count, $1)
    }
    return (0..<4).map { quarter in
      let range = order.count * quarter / 4..<order.count * (quarter + 1) / 4
      return UserGroups(
        attribute: "activity", value: "quartile-\(quarter + 1)", users: Set(order[range]))
    }
  }

  /// One group for each value of each attribute, in a fixed order.
  static func byAttribute(_ attributes: UserAttributes, users: IdentifierIndex) -> [UserGroups] {
    attributes.columns.indices.flatMap { column -> [UserGroups] in
      var groups: [String: Set<Int32>] = [:]
      for (position, user) in users.identifiers.enumerated() {
        guard let values = attributes.values[user] else { continue }
        groups[values[column], default: []].insert(Int32(position))
      }
      return groups.keys.sorted().map {
        UserGroups(attribute: attributes.columns[column], value: $0, users: groups[$0] ?? [])
      }
    }
  }

  /// The group's NDCG under the erased model as a share of that under Gold.
  func loss(in comparison: ErasureComparison, seed: UInt64) -> Measurement {
    let name = "ndcg@20-ratio"
    let group = ["model": "unlearned", "set": "retain", attribute: value]
    let readings = comparison.readings
    let rows = readings.unlearned.retain.users.indices.filter {
      users.contains(readings.unlearned.retain.users[$0])
    }
    guard rows.count >= 10, !readings.golds.isEmpty,
      readings.golds.allSatisfy({ $0.retain.users == readings.unlearned.retain.users })
    else {
      return Measurement(
        missing: name,
        reason: "\(rows.count) users and \(readings.golds.count) Golds; "
          + "at least 10 users and 1 Gold are needed", group: group)
    }
    let sums = rows.map { row in
      ClusterSum(
        numerator: readings.unlearned.retain.ndcg[row],
        denominator: readings.golds.reduce(0) { $0 + $1.retain.ndcg[row] }
          / Double(readings.golds.count))
    }
    guard
      let found = try? clusterBootstrap(
        sums: sums, resamples: comparison.resamples,
        seed: comparison.seed.derive("\(attribute) \(value)"))
    else {
      return Measurement(missing: name, reason: "Gold serves nobody here", group: group)
    }
    return Measurement(
      name, found.estimate, n: rows.count, group: group, interval: found.interval(level: 0.95),
      level: 0.95, method: "bootstrap by user", control: 1, seed: seed)
  }
}
