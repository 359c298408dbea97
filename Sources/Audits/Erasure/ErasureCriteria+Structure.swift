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

  /// A condition that a count is 0.
  ///
  /// - Parameters:
  ///   - name: The condition's name.
  ///   - question: What is asked.
  ///   - value: The count.
  ///   - failure: How the condition comes out where the count is not 0.
  ///   - good: What is said of 0.
  ///   - bad: What is said of more.
  ///   - remedy: What to do about more.
  /// - Returns: The condition.
  func count(
    _ name: String, _ question: String, _ value: Int, failure: Criterion.Outcome = .violated,
    good: String, bad: String, remedy: String
  ) -> Criterion {
    Criterion(
      name: name, question: question, outcome: value == 0 ? .met : failure,
      value: Double(value), control: 0, atMost: 0, finding: value == 0 ? good : bad,
      remedy: value == 0 ? "" : remedy)
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
