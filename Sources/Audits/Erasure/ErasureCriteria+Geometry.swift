// SPDX-License-Identifier: Apache-2.0

import Evidence
import Recommenders

extension ErasureCriteria {
  /// The structural conditions of one history, which no statistic can settle.
  func geometry(_ kind: ErasureRequest.Kind) -> [Criterion] {
    let partners = kind == .items ? "people" : "items"
    let question = "Do the \(partners) concerned lie to each other as they do in Gold?"
    guard let found = ItemGeometry(comparison.readings, kind, pairsAtLeast: policy.pairsAtLeast)
    else {
      return [
        Criterion(
          name: "geometry", question: question, outcome: .missing,
          finding: "The vectors of the \(partners) concerned could not be compared with Golds.",
          remedy: "At least two Golds and \(policy.pairsAtLeast) erased pairs are needed.")
      ]
    }
    let ratio = found.ratio
    let isMet = ratio <= policy.geometryAtMost
    let nearness = Criterion(
      name: "geometry", question: question, outcome: isMet ? .met : .inconclusive, value: ratio,
      control: 1, atMost: policy.geometryAtMost,
      finding: isMet
        ? "The \(partners) concerned are as near to Gold as Golds are to each other."
        : "The \(partners) concerned are \(Rounded.text(ratio)) times as far from Gold as Golds from "
          + "each other.",
      remedy: isMet ? "" : "More passes, or exact retraining.")
    return [moved(found, partners), nearness]
  }

  /// Whether anything but a row was changed since the model before.
  ///
  /// Geometry alone cannot tell a dropped row from forgetting: one history moves the vectors less than
  /// a seed does. So without the model before nothing is honoured for one history.
  private func moved(_ found: ItemGeometry, _ partners: String) -> Criterion {
    let question = "Did the vectors of the \(partners) concerned change with the erasure?"
    guard let moved = found.moved else {
      return Criterion(
        name: "vectors-moved", question: question, outcome: .missing,
        finding: "Without the model before, one dropped row cannot be told from forgetting.",
        remedy: "Give the model before with --before.")
    }
    let isMet = moved >= policy.movedAtLeast
    return Criterion(
      name: "vectors-moved", question: question, outcome: isMet ? .met : .violated, value: moved,
      control: 1, atLeast: policy.movedAtLeast,
      finding: isMet
        ? "The vectors of the \(partners) concerned have changed."
        : "The vectors of the \(partners) concerned are those of before, or nearly: what was "
          + "learned from the history was not unlearned.",
      remedy: isMet ? "" : "Unlearn what the history left in the \(partners).")
  }
}
