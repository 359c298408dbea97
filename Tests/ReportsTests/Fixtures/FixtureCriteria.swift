// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Eight conditions that came out in every way there is.
enum FixtureCriteria {
  static let all = statistical + useful

  private static let statistical = [
    Criterion(
      name: "membership-auc-matched-difference",
      question: "Can an attacker tell erased interactions from ones that were never used?",
      outcome: .met, value: 0.0042, interval: -0.0118...0.0196, level: 0.9, control: 0,
      atLeast: -0.03, atMost: 0.03,
      finding: "The attack does .004 better than against Gold, well inside the margin."),
    Criterion(
      name: "membership-auc-fold-in-difference",
      question: "Is anything of the erased rows left in the rest of the model?",
      outcome: .missing, atLeast: -0.03, atMost: 0.03,
      finding: "Missing: the request names no whole user and no whole item to fold in.",
      remedy: "Add a user to the request, or leave this condition out of the policy."),
    Criterion(
      name: "gold-attack-validity",
      question: "Is the attack blind on models that never saw the data, as it must be?",
      outcome: .met, value: 0.5031, interval: 0.4902...0.5163, level: 0.95, control: 0.5,
      atLeast: 0.47, atMost: 0.53, finding: "On Gold the attack only guesses."),
    Criterion(
      name: "tpr-difference@fpr=0.01",
      question: "Are there erased interactions that an attacker names with few false alarms?",
      outcome: .inconclusive, value: 0.0061, interval: -0.0022...0.0149, level: 0.95, control: 0,
      atMost: 0.01,
      finding: "The interval reaches beyond the bound: 3\u{202F}980 pairs are too few to tell.",
      remedy: "Judge this condition on about 9\u{202F}400 erased pairs."),
  ]

  private static let useful = [
    Criterion(
      name: "forget-recall@20-difference",
      question: "Are erased items recommended no more often than by Gold?",
      outcome: .met, value: -0.0037, interval: -0.0121...0.0049, level: 0.9, control: 0,
      atLeast: -0.03, atMost: 0.03, finding: "Erased items come back as often as by Gold."),
    Criterion(
      name: "retain-ndcg@20-ratio",
      question: "Does the model still serve everybody else as well?",
      outcome: .violated, value: 0.9712, interval: 0.9633...0.9785, level: 0.95, control: 1,
      atLeast: 0.98,
      finding: "It keeps 97.1 % of the quality of Gold, below the 98 % that the policy asks for.",
      remedy: "Unlearn with fewer passes or a smaller weight, or train on for a pass."),
    Criterion(
      name: "erased-ids-served",
      question: "Does any list of recommendations still hold an erased identifier?",
      outcome: .met, value: 0, atMost: 0, finding: "None of 18\u{202F}860 places holds one."),
    Criterion(
      name: "utility-loss-by-activity",
      question: "Do quiet users lose no more than busy ones?",
      outcome: .met, value: 0.0084, interval: 0.0011...0.0159, level: 0.95, control: 0,
      atMost: 0.03, required: false,
      finding: "The quarter with the fewest interactions loses .008 more."),
  ]
}
