// SPDX-License-Identifier: Apache-2.0

extension MeasureWords {
  /// The starts of the names of measures of attribute inference.
  static let inferencePrefixes = [
    "attribute", "accuracy", "ece", "hardness-step", "defence", "answer",
  ]

  /// What the measures of inference and linkage say.
  static let inferenceExplanations: [(prefix: String, text: String)] = [
    (
      "accuracy-top1",
      "How often the first guess at an attribute is right; the control is what naming the commonest class "
        + "reaches on the same authors."
    ),
    (
      "accuracy-top3",
      "How often one of the first three guesses is right; the control is the same of the three commonest "
        + "classes."
    ),
    (
      "defence-effect",
      "How much of the accuracy the defence took away, on the same authors; above 0, with its whole "
        + "interval, it helped."
    ),
    (
      "ece",
      "How far the adversary's certainty lies from how often it is right: 0 is a certainty to rely on."
    ),
    (
      "hardness-step",
      "How much accuracy rises from one grade of hardness to the next; it should not."
    ),
    (
      "answer-share",
      "What became of the questions to the chat model: answered, refused, unparsable, or missing."
    ),
    (
      "answer-questions",
      "How many questions the chat model was asked, and what they cost in tokens and bytes."
    ),
    ("mrr@", "One over the place of the first relevant item, averaged."),
    (
      "mrr",
      "The mean of one over the rank of an author's other account among the candidates; 1 is always "
        + "first, the control is what chance gives."
    ),
    (
      "link-advantage",
      "How much of what chance leaves open is found: mean reciprocal rank less chance, over 1 less chance."
    ),
    (
      "link-recall",
      "How often an author's other account is among so many of the first candidates; the control is chance."
    ),
    (
      "link-auc",
      "How often an author's other account scores higher than a stranger's; 0.5 is guessing."
    ),
  ]
}
