// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Whether something held of one thing that a model was trained on, or of one that it never saw.
struct SidedOutcome: Equatable, Sendable {
  let isMember: Bool
  let holds: Bool
  /// What the thing is, by the keys that measures are grouped by.
  let labels: [String: String]
}

/// Shares of trained-on things for which something holds, each beside that of never-seen ones.
struct SidedRates {
  /// The fewest members of a group for which a measure is made.
  static let leastCount = 10

  private let name: String
  private let outcomes: [SidedOutcome]

  /// Takes outcomes under the name of their measure.
  init(_ name: String, _ outcomes: [SidedOutcome]) {
    self.name = name
    self.outcomes = outcomes
  }

  /// One measure for each group of some keys.
  ///
  /// - Parameters:
  ///   - keys: The keys; none for the pooled number.
  ///   - fixed: What every group says besides.
  /// - Returns: The measures, in the order of groups; small groups are left out.
  func grouped(by keys: [String], _ fixed: [String: String] = [:]) -> [Measurement] {
    let groups = Dictionary(grouping: outcomes) { outcome in
      outcome.labels.filter { keys.contains($0.key) }
    }
    return groups.keys.filter { $0.count == keys.count }
      .sorted { ExtractionMeasures.precedes($0, $1) }.compactMap { labels in
        measure(groups[labels] ?? [], labels.merging(fixed) { $1 }, isPooled: keys.isEmpty)
      }
  }

  private func measure(
    _ outcomes: [SidedOutcome], _ group: [String: String], isPooled: Bool
  ) -> Measurement? {
    let own = outcomes.filter(\.isMember)
    let others = outcomes.filter { !$0.isMember }
    guard isPooled ? !own.isEmpty : own.count >= SidedRates.leastCount else { return nil }
    return ExtractionMeasures.proportion(
      name, own.count(where: \.holds), of: own.count, group,
      control: others.isEmpty
        ? nil : Double(others.count(where: \.holds)) / Double(others.count))
  }
}
