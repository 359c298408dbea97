// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Recommenders
import Statistics

/// The conditions that stand on their own, whatever the statistics.
extension ErasureCriteria {
  /// What the model's indexes and lists still hold.
  var structure: [Criterion] {
    var criteria: [Criterion] = []
    let reading = comparison.readings.unlearned
    if kinds.contains(where: { $0 != .interactions }) {
      let stored = reading.storedUserCount + reading.storedItemCount
      criteria.append(
        count(
          "identifier-stored",
          "Does \(isListsOnly ? "any list" : "the model") still hold an erased identifier?", stored,
          good: "No erased identifier is in \(isListsOnly ? "the lists" : "the model").",
          bad: "\(stored) erased identifiers are still in "
            + (isListsOnly ? "the lists." : "the model."),
          remedy: "Remove the rows and the identifiers of erased users and items."))
    }
    if kinds.contains(.items) {
      criteria.append(
        count(
          "item-served", "Is an erased item still recommended to anybody?",
          reading.servedItemCount, good: "No erased item is in any list.",
          bad: "\(reading.servedItemCount) erased items are still recommended.",
          remedy: "Remove erased items from the catalogue."))
    }
    return criteria
  }

  private func count(
    _ name: String, _ question: String, _ value: Int, good: String, bad: String, remedy: String
  ) -> Criterion {
    Criterion(
      name: name, question: question, outcome: value == 0 ? .met : .violated,
      value: Double(value), control: 0, atMost: 0, finding: value == 0 ? good : bad,
      remedy: value == 0 ? "" : remedy)
  }

  /// What a model from elsewhere still holds beside its indexes.
  var inspected: [Criterion] {
    guard let found = comparison.readings.inspection else { return [] }
    let vectors = count(
      "vector-stored", "Does a row of the model equal an erased row of the model before?",
      found.storedVectorCount, good: "No erased row is left under another name.",
      bad: "\(found.storedVectorCount) rows are erased rows of the model before, bit for bit.",
      remedy: "Remove the rows.")
    let bytes = count(
      "identifier-bytes", "Do the bytes of an erased identifier occur in the model's file?",
      found.storedIdentifierCount, good: "No telling erased identifier occurs in the file.",
      bad: "\(found.storedIdentifierCount) erased identifiers occur in the model's file.",
      remedy: "Remove them from the file's metadata too.")
    var unknown = count(
      "unknown-rows", "Are all the model's rows of users and items that the data know?",
      found.unknownRowCount, good: "Every row belongs to a user or item of the data.",
      bad: "\(found.unknownRowCount) rows belong to users or items that the data do not know; they "
        + "could be anybody's.", remedy: "Give the data that the model was trained on.")
    if unknown.outcome == .violated { unknown.outcome = .inconclusive }
    return [vectors, bytes, unknown]
  }

  /// Whether the model that was given as the one before can be that.
  var beforeCredible: [Criterion] {
    guard comparison.readings.original != nil else { return [] }
    let isCredible = comparison.isOriginalCredible(atLeast: policy.beforeAtLeast)
    return [
      Criterion(
        name: "before-credible", question: "Can the earlier model be the one before the erasure?",
        outcome: isCredible ? .met : .inconclusive, atLeast: policy.beforeAtLeast,
        finding: isCredible
          ? "The earlier model holds what was to be erased, and serves people."
          : "The earlier model lacks an erased user or item, or serves people far worse than Gold.",
        remedy: isCredible ? "" : "Give the model that the erasure began with.")
    ]
  }
}
