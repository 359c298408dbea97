// SPDX-License-Identifier: Apache-2.0

import Evidence

/// How much of what adversaries told a defence took away, by adversary and attribute.
struct DefenceMeasures {
  let before: [InferenceCell]
  let after: [InferenceCell]
  let seed: UInt64

  /// One measure for each adversary and attribute, and one for all attributes together.
  var all: [Measurement] {
    let measures = ToldMeasures(
      cells: before, baseline: [], grades: [:], group: [:], seed: seed)
    return measures.adversaries.flatMap { adversary -> [Measurement] in
      let own = { (cells: [InferenceCell]) in cells.filter { $0.adversary == adversary } }
      let (first, last) = (own(before), own(after))
      let targets = Set(first.map(\.target)).sorted()
      let pooled = effect(
        measures, first.filter(\.target.isPooled), last.filter(\.target.isPooled),
        ["adversary": adversary, "attribute": "all"])
      return [pooled]
        + targets.map { target in
          effect(
            measures, first.filter { $0.target == target }, last.filter { $0.target == target },
            ["adversary": adversary].merging(target.group) { $1 })
        }
    }
  }

  private func effect(
    _ measures: ToldMeasures, _ before: [InferenceCell], _ after: [InferenceCell],
    _ group: [String: String]
  ) -> Measurement {
    measures.difference(
      "defence-effect", before, after, group,
      method: "accuracy before less accuracy after, same authors; bootstrap by author")
  }
}
