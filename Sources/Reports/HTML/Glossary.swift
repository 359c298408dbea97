// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// The words of the tables above, for those that occur in them.
struct Glossary {
  private let terms: [(term: String, meaning: String)]

  init(_ measures: [Measurement]) {
    let used = Set(measures.flatMap { $0.group.values })
    terms =
      Self.values.filter { used.contains($0.value) }.map { ($0.term, $0.meaning) }
      + (measures.contains { $0.interval != nil } ? [Self.interval] : [])
      + (measures.contains { $0.control != nil } ? [Self.control] : [])
  }

  var node: Node {
    guard !terms.isEmpty else { return .nothing }
    return .fragment([
      .tag("h3", text: "Words used in these tables"),
      .tag(
        "dl", ["class": "glossary"],
        terms.map { term in
          .tag("div", [:], [.tag("dt", text: term.term), .tag("dd", text: term.meaning)])
        }),
    ])
  }

  private static let values: [(value: String, term: String, meaning: String)] = [
    ("original", "Original model", "The model before the erasure."),
    ("unlearned", "Unlearned model", "The model after the erasure: the one that is judged."),
    (
      "gold", "Gold model",
      "A model trained anew without the erased data: what a perfect erasure would look like."
    ),
    ("forget", "Forget set", "The records that were to be erased."),
    (
      "retain", "Retain set",
      "Records held back from training, of people who keep data in the model."
    ),
    (
      "heldout", "Held-out set",
      "Records of the people concerned that no model was trained on."
    ),
  ]

  private static let interval = (
    term: "Interval",
    meaning: "The range in which the true value plausibly lies, given how few records were tested."
  )
  private static let control = (
    term: "Control", meaning: "What the number would be if nothing had been learned or forgotten."
  )
}
