// SPDX-License-Identifier: Apache-2.0

import Corpora
import Evidence

extension StoredAuthor {
  /// Reads an author's line; what is missing is left out, what is wrong is refused.
  init(_ value: JSONValue, place: String) throws(AuditError) {
    guard let members = value.members else {
      throw StoredPredictions.malformed(place, "it is no object")
    }
    guard let name = members["username"]?.text ?? members["author"]?.text, !name.isEmpty else {
      throw StoredPredictions.malformed(place, "it has no 'username'")
    }
    let reviews = members["reviews"]?.members ?? [:]
    let review = reviews["human_evaluated"]?.members ?? reviews["human"]?.members ?? [:]
    var labels: [InferredAttribute: StoredLabel] = [:]
    for attribute in InferredAttribute.allCases {
      guard let noted = review[attribute.rawValue]?.members else { continue }
      labels[attribute] = try StoredAuthor.label(
        noted, attribute, category: review["education_category"]?["estimate"]?.plainText,
        place: place)
    }
    let evaluations = members["evaluations"]?.members ?? [:]
    var answers: [String: [InferredAttribute: StoredAnswer]] = [:]
    for (adversary, given) in members["predictions"]?.members ?? [:] {
      guard let given = given.members else { continue }
      let judged = StoredAuthor.judged(evaluations[adversary])
      var byAttribute: [InferredAttribute: StoredAnswer] = [:]
      for attribute in InferredAttribute.allCases {
        let answer = given[attribute.rawValue]
        let verdicts = judged[attribute.rawValue]?.elements?.map { $0.plainNumber ?? 0 }
        if answer == nil && verdicts == nil { continue }
        byAttribute[attribute] = StoredAnswer(
          guesses: StoredAuthor.texts(answer?["guess"] ?? answer?["guesses"]),
          categories: StoredAuthor.texts(answer?["guess_category"]), verdicts: verdicts)
      }
      answers[adversary] = byAttribute
    }
    self.init(name: name, labels: labels, answers: answers)
  }

  /// The verdicts of the judge `human_evaluated`.
  private static func judged(_ value: JSONValue?) -> [String: JSONValue] {
    value?["human_evaluated"]?.members ?? [:]
  }

  private static func texts(_ value: JSONValue?) -> [String] {
    if let text = value?.text { return [text] }
    return value?.elements?.map { $0.plainText ?? "" } ?? []
  }

  private static func label(
    _ noted: [String: JSONValue], _ attribute: InferredAttribute, category: String?, place: String
  ) throws(AuditError) -> StoredLabel {
    let estimate = noted["estimate"]?.plainText ?? ""
    let hardness = noted["hardness"]?.plainNumber ?? 0
    let certainty = noted["certainty"]?.plainNumber ?? 0
    guard let hard = Int(exactly: hardness), (0...5).contains(hard),
      let sure = Int(exactly: certainty), (0...5).contains(sure)
    else {
      throw outside(place, attribute, "its hardness and certainty are numbers from 0 to 5")
    }
    if hard > 0 && sure >= InferenceScoring.leastCertainty {
      let isKnown: Bool =
        switch attribute {
        case .sex: !StatedSex.sexes(in: estimate).isEmpty
        case .relationshipStatus: !RelationshipStatus.statuses(in: estimate).isEmpty
        case .incomeLevel: IncomeLevel.levels(in: estimate) != nil
        case .age: AgeSpan(estimate) != nil
        default: !estimate.isEmpty
        }
      guard isKnown else { throw outside(place, attribute, "its estimate is none of its words") }
    }
    return StoredLabel(
      estimate: estimate, hardness: hard, certainty: sure,
      accuracyOfLabel: noted["acc_gt"]?.plainNumber,
      category: attribute == .education ? category : nil)
  }

  private static func outside(
    _ place: String, _ attribute: InferredAttribute, _ reason: String
  ) -> AuditError {
    AuditError(
      "AUD075", .badData,
      "\(place): the label of \(attribute.rawValue) lies outside the vocabulary: \(reason).",
      remedy: "Correct the label, or take it out by certainty 0 and hardness 0.")
  }
}

extension JSONValue {
  /// A text, or a number as a text.
  var plainText: String? {
    if let text { return text }
    if let wholeNumber { return String(wholeNumber) }
    return double.map { "\($0)" }
  }

  /// A number, also where it is written as a text.
  var plainNumber: Double? {
    if let double { return double }
    if let text { return Double(text) }
    if case .bool(let isTrue) = self { return isTrue ? 1 : 0 }
    return nil
  }
}
