// SPDX-License-Identifier: Apache-2.0

import Compute
import Evidence
import LanguageModels

/// What private training promised for a model, as its folder says.
///
/// The promise is for one document with all its copies, added or removed. Exchanging a person who has k
/// documents for another takes at most 2 k such steps, for which epsilon is 2 k times as large and delta
/// `2 k e^((2 k - 1) epsilon) delta`: Dwork and Roth, "The Algorithmic Foundations of Differential
/// Privacy", 2014, doi:10.1561/0400000042, theorem 2.2, and its form with delta.
struct PrivacyPromise: Equatable, Sendable {
  /// The file in a model's folder that says what was promised.
  static let fileName = "privacy.json"
  private static let schema = "palimpsest.privacy/1"

  /// Epsilon for one document.
  let epsilon: Double
  /// Delta for one document.
  let delta: Double
  /// The accountant's name.
  let accountant: String
  /// The number of documents that are protected.
  let unitCount: Int

  /// What a model's folder is written with.
  static func json(_ report: PrivacyReport) -> JSONValue {
    [
      "schema": .string(schema), "epsilon": .number(report.epsilon),
      "delta": .number(report.delta), "accountant": .string(report.accountant),
      "unit": .string(report.unit), "units": .int(report.unitCount),
      "steps": .int(report.stepCount), "sampling-rate": .number(report.samplingRate),
      "noise-multiplier": .number(report.noiseMultiplier),
    ]
  }

  /// Reads what stands in a model's folder; nil where there is none, or the model is no folder.
  ///
  /// - Throws: `AUD066` for a file that this version did not write.
  static func read(from model: String) throws(AuditError) -> PrivacyPromise? {
    let path = "\(model)/\(fileName)"
    guard StoredFile.isFolder(model), StoredFile.exists(path) else { return nil }
    do throws(EvidenceError) {
      let fields = try JSONFields(JSONValue(parsing: StoredFile.read(path)), path: path)
      let promise = PrivacyPromise(
        epsilon: try fields.optionalNumber("epsilon") ?? -1,
        delta: try fields.optionalNumber("delta") ?? -1,
        accountant: try fields.string("accountant"),
        unitCount: try fields.optionalInteger("units") ?? 0)
      guard try fields.string("schema") == schema, promise.epsilon >= 0,
        (0..<1).contains(promise.delta)
      else { throw fields.mismatch("epsilon", "a promise of this version") }
      return promise
    } catch {
      throw AuditError(
        "AUD066", .badData, "\(path) is no promise of private training.",
        remedy: "Train the model again, or remove the file if it was not trained privately.",
        cause: error.message)
    }
  }

  /// Epsilon and delta for exchanging a person who has at most so many documents.
  func exchange(ofDocuments count: Int) -> (epsilon: Double, delta: Double) {
    let steps = Double(2 * count)
    return (
      steps * epsilon, steps * SpecialFunctions.exp((steps - 1) * epsilon) * delta
    )
  }

  /// What an audit tells of the promise: for a document, and for exchanging a person.
  func measures(documentsOfPerson count: Int) -> [Measurement] {
    let person = exchange(ofDocuments: count)
    let own = Measurement(
      "epsilon-promised", epsilon, n: unitCount, group: ["unit": "document"],
      method: "\(accountant), delta \(delta)")
    let labels = ["unit": "person"]
    guard person.delta < 1 else {
      return [
        own,
        Measurement(
          missing: "epsilon-promised",
          reason: "a person has up to \(count) documents, for which delta reaches 1", group: labels),
      ]
    }
    return [
      own,
      Measurement(
        "epsilon-promised", person.epsilon, n: count, group: labels,
        method: "exchange of up to \(count) documents for as many, delta \(person.delta)"),
    ]
  }

  /// The condition that no attack refutes the promise; nil where the promise says nothing of people.
  ///
  /// - Parameters:
  ///   - losses: The guesses about people, from which bounds for another delta follow.
  ///   - count: The most documents of a person.
  /// - Returns: The condition.
  func criterion(_ losses: PrivacyLossMeasures, documentsOfPerson count: Int) -> Criterion? {
    let person = exchange(ofDocuments: count)
    guard person.delta < 1 else { return nil }
    let bounds = losses.bounds(delta: person.delta)
    let question = "Is what was promised by private training unrefuted?"
    guard let highest = bounds.max() else {
      return Criterion(
        name: "privacy-promise", question: question, outcome: .missing, atMost: person.epsilon,
        finding: "No attack could be made on it.", remedy: "A run that measures membership.")
    }
    let isKept = highest <= person.epsilon
    return Criterion(
      name: "privacy-promise", question: question, outcome: isKept ? .met : .violated,
      value: highest, atMost: person.epsilon,
      finding: isKept
        ? "No attack shows more than was promised; that is no proof of it."
        : "An attack shows more than was promised: the training or its accounting is at fault.",
      remedy: isKept ? "" : "A model whose training holds what it promises.")
  }
}
