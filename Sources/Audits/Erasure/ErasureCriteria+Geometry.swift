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

  /// Whether the change since the model before is about this history.
  ///
  /// Geometry alone cannot tell a dropped row from forgetting: one history moves the vectors less than
  /// a seed does. So without the model before nothing is honoured for one history. Training on moves
  /// every vector alike; unlearning, and retraining from the same seed, move those concerned most. With
  /// other data erased along with it a history cannot be told apart: a model from elsewhere is then
  /// never honoured, and of one that was erased here the condition only informs.
  private func moved(_ found: ItemGeometry, _ partners: String) -> Criterion {
    let question = "Did the vectors of the \(partners) concerned change more than others?"
    guard let concentration = found.concentration else {
      return Criterion(
        name: "vectors-moved", question: question, outcome: .missing,
        finding: "Without the model before, one dropped row cannot be told from forgetting.",
        remedy: "Give the model before with --before.")
    }
    let times = "\(Rounded.text(concentration)) times as far as others that are as popular"
    let (outcome, finding): (Criterion.Outcome, String) =
      if concentration == 0 {
        (
          .violated,
          "The vectors of the \(partners) concerned are those of before: what was learned from the "
            + "history was not unlearned."
        )
      } else if concentration < policy.concentrationAtLeast {
        (
          .inconclusive,
          "The vectors of the \(partners) concerned moved \(times): training on moves them so too, "
            + "and forgets nobody in particular."
        )
      } else {
        (.met, "The vectors of the \(partners) concerned moved \(times).")
      }
    return Criterion(
      name: "vectors-moved", question: question, outcome: outcome, value: concentration,
      control: 1, atLeast: policy.concentrationAtLeast,
      required: kinds.count == 1 || isForeign || outcome == .violated, finding: finding,
      remedy: outcome == .met ? "" : movedRemedy)
  }

  private var movedRemedy: String {
    kinds.count > 1
      ? "Judge what was erased of this one history by itself."
      : "Unlearn what the history left, or retrain from the seed of the model before: a retraining "
        + "from another seed cannot be told from training on."
  }
}
