// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// The conclusion, large, with the reasons for it.
struct VerdictSection {
  private let document: AuditDocument

  init(_ document: AuditDocument) {
    self.document = document
  }

  var node: Node {
    let verdict = document.verdict
    return Section.verdict.node([
      .tag(
        "div", ["class": "banner tone-\(verdict.tone.rawValue)"],
        [
          Symbol.drawn(verdict.tone),
          .tag(
            "div", [:],
            [
              .tag("p", ["class": "verdict"], text: verdict.word),
              .tag("p", ["class": "meaning"], text: verdict.meaning),
            ]),
        ]),
      reasons,
      tally,
    ])
  }

  private var reasons: Node {
    guard !document.reasons.isEmpty else { return .nothing }
    return .tag(
      "ul", ["class": "reasons"], document.reasons.map { .tag("li", text: $0) })
  }

  private var tally: Node {
    let criteria = document.criteria
    guard !criteria.isEmpty else { return .nothing }
    let outcomes: [Criterion.Outcome] = [.met, .violated, .inconclusive, .missing]
    let parts = outcomes.compactMap { outcome -> String? in
      let count = criteria.count { $0.outcome == outcome }
      return count == 0 ? nil : "\(NumberText.count(count)) \(outcome.word.lowercased())"
    }
    let noun = criteria.count == 1 ? "condition" : "conditions"
    return .tag(
      "p", ["class": "tally"],
      text: "\(NumberText.count(criteria.count)) \(noun): \(parts.joined(separator: ", ")).")
  }
}
