// SPDX-License-Identifier: Apache-2.0

extension MeasureWords {
  /// What the measures of attribute inference say.
  static let attributeExplanations: [(prefix: String, text: String)] = [
    (
      "attribute-auc-difference",
      "How much better one model, or one adversary, tells the attribute than another, of the same users."
    ),
    (
      "attribute-auc",
      "How well the users of a class are told from the others; 0.5 is guessing. The control is the same "
        + "where classes were dealt out at random."
    ),
    (
      "attribute-accuracy-difference",
      "The difference between the shares of users of whom two models tell the right class."
    ),
    (
      "attribute-accuracy",
      "The share of users of whom the right class is told; the control names the commonest class."
    ),
    (
      "attribute-advantage",
      "Accuracy less that of naming the commonest class, user by user; 0 is no gain."
    ),
    (
      "attribute-balanced-accuracy",
      "The share of each class's users of whom the right class is told, averaged over the classes."
    ),
    (
      "attribute-confidence-worst",
      "The same of the users of whom most is told: an average can hide a few."
    ),
    (
      "attribute-confidence",
      "How much more probable than by its share the adversary holds a user's true class; its mean."
    ),
    (
      "attribute-fit-correlation",
      "Whether the users whom the model fits closely are those whose attribute it tells: 1 is always, "
        + "0 is no relation."
    ),
    ("user-fit-worst", "The same of the users whom the model fits most closely."),
    (
      "user-fit",
      "How well the model's scores tell a user's items from others; 0.5 is not at all. Items held out "
        + "show what taste alone gives."
    ),
  ]
}
