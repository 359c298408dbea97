// SPDX-License-Identifier: Apache-2.0

/// What the known measures say, and under which heading they stand.
enum MeasureWords {
  /// The name of the membership attack that serves as a warning only.
  static let invalidControl = "membership-auc-random"

  /// The risk or quality that a measure tells about.
  enum Topic: String, CaseIterable {
    case membership = "Membership: can an attacker tell that the data was used?"
    case memorization = "Memorization: can the data be read out?"
    case attribute = "Attributes: can a trait be inferred?"
    case linkage = "Linkage: can records be joined?"
    case structure = "Structure: is the data itself gone?"
    case ranking = "Recommendations: forgotten here, still good there?"
    case other = "Other measures"
  }

  /// The topic of a measure, by the start of its name.
  static func topic(of name: String) -> Topic {
    for (prefixes, topic) in topics where prefixes.contains(where: { name.hasPrefix($0) }) {
      return topic
    }
    return .other
  }

  /// What a known measure says, in one sentence; empty for others.
  static func explanation(of name: String) -> String {
    (extractionExplanations + attributeExplanations + explanations).first {
      name.hasPrefix($0.prefix)
    }?.text ?? ""
  }

  private static let topics: [(prefixes: [String], topic: Topic)] = [
    (["membership", "tpr", "worst", "epsilon", "distribution"], .membership),
    (
      [
        "memor", "exposure", "extract", "verbatim", "guess", "sampled", "value-log", "exact",
        "negative-log", "longest-verbatim", "pii", "suffix", "inference", "reconstruction",
        "propile", "counterfactual", "influence", "learner",
      ], .memorization
    ),
    (["attribute", "user-fit"], .attribute),
    (["link"], .linkage),
    (["erased-", "row-", "bytes-", "id-", "ids-", "structur", "item-vector"], .structure),
    (
      [
        "recall", "ndcg", "precision", "mrr", "map", "hit", "coverage", "novelty", "recovery",
        "utility",
      ], .ranking
    ),
  ]

  private static let explanations: [(prefix: String, text: String)] = [
    (
      "membership-auc-matched",
      "How well erased pairs can be told from held-out pairs of the same user and popularity. "
        + "0.5 is guessing; what counts is the distance from Gold."
    ),
    (
      "membership-auc-fold-in",
      "The same after fitting the erased row again on half of its pairs: what is left of it in "
        + "the rest of the model."
    ),
    (
      "tpr@fpr",
      "The share of what was trained on or erased that an attacker names while wrongly naming only so "
        + "few others."
    ),
    (
      "extraction-rate",
      "The share of values that the model says after the text before them; the control is the share "
        + "of values of never-seen twins."
    ),
    ("guess-rate", "How often the commonest value of an attribute is right, without the model."),
    (
      "sampled-extraction-rate",
      "The share of values that so many samples would hold with even odds, from one pass."
    ),
    (
      "value-log-probability-advantage",
      "By how many nats a value is likelier than the same attribute's of a never-seen twin."
    ),
    ("exposure", "How many bits the model narrows the search for a planted secret down by."),
    (
      "epsilon-lower-bound",
      "No training that is private for each document to less than this would be attacked so well."
    ),
    (
      "distribution-auc",
      "How well members and non-members are told apart without the model; far above 0.5 they are of "
        + "different kinds, and membership is not judged."
    ),
    (
      "membership-auc",
      "How well the attack tells texts of the training from others. 0.5 is guessing."
    ),
    (
      "memorized-share",
      "The share of documents that models do right only where they learned from them; the control is "
        + "what chance makes of never-seen twins."
    ),
    (
      "memorization",
      "By how much more often a label is said right by models that learned from the document; its mean."
    ),
    (
      "counterfactual-memorization",
      "By how much more of a document's tokens are foretold by models that learned from it; its mean."
    ),
    (
      "influence-share",
      "How many never-seen texts depend on a memorized document, of all pairs of both."
    ),
    ("learner-accuracy", "How much the models do right on texts that none of them learned from."),
    (
      "learner-gain",
      "The same less what naming the commonest gives; at 0 or below nothing was learned, and "
        + "memorization says nothing."
    ),
    ("recall", "The share of the relevant items that the list of recommendations holds."),
    ("ndcg", "The same, counting more what stands higher in the list."),
    ("precision", "The share of the list that is relevant."),
    ("mrr", "One over the place of the first relevant item, averaged."),
    ("map", "Precision averaged over the places of the relevant items."),
    ("hit", "The share of users with at least one relevant item in their list."),
    ("coverage", "The share of the catalogue that is recommended to anyone."),
    ("novelty", "How unusual the recommended items are, in bits."),
    ("recovery-rank", "At which place erased items come back in the lists."),
    ("worst", "The records that stand out most: an average can hide a few."),
  ]
}
