// SPDX-License-Identifier: Apache-2.0

import Attacks
import Evidence
import Recommenders

/// The conditions on the file of a model from elsewhere; each claims no more than was looked for.
extension ErasureCriteria {
  /// What a model from elsewhere still holds beside its indexes.
  var inspected: [Criterion] {
    guard let found = comparison.readings.inspection else { return [] }
    let isNamed = kinds.contains { $0 != .interactions }
    let named = isNamed ? [vectors(found), identifiers(found)] : []
    return named + [unknownRows(found), unknownContent(found)]
  }

  private func vectors(_ found: ModelInspection) -> Criterion {
    let question = "Does a row of the model lie along an erased row of the model before?"
    guard let stored = found.storedVectorCount else {
      return Criterion(
        name: "vector-stored", question: question, outcome: .missing, required: false,
        finding: "Erased rows under other names could not be looked for: that needs the model "
          + "before, and two factors.", remedy: "Give the model before with --before.")
    }
    return count(
      "vector-stored", question, stored,
      good: "No erased row was found under another name, be it unchanged, scaled or negated.",
      bad: "\(stored) rows are erased rows of the model before: unchanged, scaled or negated, or "
        + "nearly so.", remedy: "Remove the rows.")
  }

  private func identifiers(_ found: ModelInspection) -> Criterion {
    let name = "identifier-bytes"
    let question = "Do the bytes of an erased identifier occur in the model's file?"
    let others =
      "identifiers of fewer than \(ModelInspection.leastIdentifierLength) bytes, or that are part "
      + "of one that stays, cannot be looked for"
    guard found.searchedIdentifierCount > 0 else {
      let reading = comparison.readings.unlearned
      let isGone = reading.storedUserCount + reading.storedItemCount == 0
      return Criterion(
        name: name, question: question, outcome: .missing, required: false,
        finding: "The id map holds \(isGone ? "none of them" : "some of them"); \(others) in the "
          + "rest of the file.",
        remedy: "Only identifiers that are longer, such as digests, could be told from numbers.")
    }
    let share = "\(found.searchedIdentifierCount) of \(found.erasedIdentifierCount)"
    return count(
      name, question, found.storedIdentifierCount,
      good: "\(share) erased identifiers were looked for in the file, and none occurs"
        + (found.searchedIdentifierCount < found.erasedIdentifierCount ? "; \(others)." : "."),
      bad: "\(found.storedIdentifierCount) erased identifiers occur in the model's file.",
      remedy: "Remove them from the file's metadata too.")
  }

  private func unknownRows(_ found: ModelInspection) -> Criterion {
    count(
      "unknown-rows", "Are all the model's rows of users and items that the data know?",
      found.unknownRowCount, failure: .inconclusive,
      good: "Every row belongs to a user or item of the data.",
      bad: "\(found.unknownRowCount) rows belong to users or items that the data do not know; they "
        + "could be anybody's.", remedy: "Give the data that the model was trained on.")
  }

  private func unknownContent(_ found: ModelInspection) -> Criterion {
    let (entries, bytes) = (found.unknown.entryCount, found.unknown.byteCount)
    return count(
      "unknown-content", "Does the model's file hold entries that no model needs?", entries,
      failure: .inconclusive,
      good: "Every entry of the file is one that this version knows of a model.",
      bad: "\(entries) \(entries == 1 ? "entry" : "entries") of the file, \(bytes) bytes, "
        + "\(entries == 1 ? "is" : "are") nothing that this version knows of a model, and could "
        + "hold anything.", remedy: "Write the model again without what is no part of it.")
  }
}
