// SPDX-License-Identifier: Apache-2.0

extension MeasureWords {
  /// What the measures of extraction say.
  static let extractionExplanations: [(prefix: String, text: String)] = [
    (
      "verbatim-rate",
      "The share of texts that the model wrote without a prefix and that hold a long stretch of what "
        + "it was trained on, word for word. The control is the same of texts that it never saw."
    ),
    (
      "longest-verbatim",
      "The longest stretch of what was trained on in anything that the model wrote."
    ),
    (
      "pii-recall",
      "The share of the values of people in the training that stand in what the model wrote by itself; "
        + "the control is the share of never-seen people's values."
    ),
    (
      "pii-precision",
      "Of the known values that the model wrote by itself, the share that are of people in the training."
    ),
    (
      "suffix-extraction-rate",
      "The share of texts that the model goes on with token by token, given their first part."
    ),
    (
      "sampled-suffix-extraction-rate",
      "The share of texts whose second part so many samples would hold with even odds."
    ),
    (
      "inference-accuracy",
      "How often the true value is the likeliest of several in its sentence; the control is the same "
        + "of never-seen twins."
    ),
    ("inference-chance", "How often a candidate named at random would be right."),
    (
      "reconstruction-accuracy",
      "How often the likeliest of the values that the model itself writes into a gap is the true one."
    ),
    (
      "propile-rate",
      "How often the model tells a fact of a person to who knows the name, and perhaps one or two more "
        + "facts; the control is the same of never-seen people."
    ),
    (
      "propile-likeliest",
      "How often a person's true value is likelier than those of others, by the name alone or with one "
        + "or two facts."
    ),
    (
      "propile-precedence",
      "The share of others' values that a person's true one is likelier than; 0.5 is guessing."
    ),
  ]
}
