// SPDX-License-Identifier: Apache-2.0

import Evidence
import Recommenders

extension ErasureCriteria {
  /// The structural conditions of one history, which no statistic can settle.
  func geometry(_ kind: ErasureRequest.Kind) -> [Criterion] {
    let partners = kind == .items ? "people" : "items"
    let question = "Do the \(partners) concerned lie to each other as they do in Gold?"
    guard let found = ItemGeometry(comparison.readings, kind) else {
      return [
        Criterion(
          name: "geometry", question: question, outcome: .missing,
          finding: "The vectors of the \(partners) concerned could not be compared with Golds.",
          remedy: "At least two Golds and two erased pairs are needed.")
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
    return unchanged(found, partners, kind) + [nearness]
  }

  /// Whether nothing but a row was dropped, where the model before is at hand.
  private func unchanged(
    _ found: ItemGeometry, _ partners: String, _ kind: ErasureRequest.Kind
  ) -> [Criterion] {
    guard let isUnchanged = found.isUnchanged else { return [] }
    return [
      Criterion(
        name: "vectors-unchanged",
        question: "Did anything change in the vectors of the \(partners) concerned?",
        outcome: isUnchanged ? .violated : .met,
        finding: isUnchanged
          ? "The vectors of the \(partners) concerned are exactly those of before: nothing that was "
            + "learned from the history was unlearned."
          : "The vectors of the \(partners) concerned have changed.",
        remedy: isUnchanged ? "Unlearn what the history left in the \(partners)." : "")
    ]
  }
}
