// SPDX-License-Identifier: Apache-2.0

import Corpora

/// Judges a chat model's guesses, by strict or by published rules.
struct GuessScorer: Sendable {
  /// By which rules.
  let mode: ScoringMode
  private let strict: StrictRules

  init(_ mode: ScoringMode, _ classes: AttributeClasses) {
    self.mode = mode
    strict = StrictRules(classes: classes)
  }

  /// Returns the verdict on one guess; what no rule could decide is no right answer.
  ///
  /// Published rules compare categories of education, to which a model first assigned answers; here the
  /// closed classes take their place, so that no model is asked.
  func verdict(
    on guess: String, for value: String, _ attribute: InferredAttribute
  ) -> (score: Double, rule: String) {
    let verdict: AnswerVerdict
    switch mode {
    case .strict: verdict = strict.verdict(on: guess, reference: value, attribute: attribute)
    case .compat:
      let category = { (text: String) in
        strict.classes.classIndex(of: text, attribute: .education)
          .map { strict.classes.names(of: .education)[$0] } ?? text
      }
      let isEducation = attribute == .education
      verdict =
        PublishedRules().verdicts(
          on: StoredAnswer(guesses: [guess], categories: isEducation ? [category(guess)] : []),
          label: StoredLabel(
            estimate: value, hardness: 1, certainty: 5,
            category: isEducation ? category(value) : nil), attribute: attribute
        ).first ?? AnswerVerdict(nil, "no-verdict")
    }
    return (verdict.score ?? 0, verdict.rule)
  }
}
