// SPDX-License-Identifier: Apache-2.0

import Evidence

extension GateOutcome {
  /// What an audit that judges itself by a policy concludes, with one reason each.
  ///
  /// Failed where a needed condition is violated, passed where all are met, else inconclusive.
  var conclusion: (verdict: Verdict, reasons: [String]) {
    let needed = criteria.filter(\.required)
    let violated = needed.filter { $0.outcome == .violated }
    let open = needed.filter { $0.outcome == .inconclusive || $0.outcome == .missing }
    let words = { (criteria: [Criterion]) in criteria.map { "\($0.name): \($0.finding)" } }
    if !violated.isEmpty { return (.failed, words(violated)) }
    if !open.isEmpty || needed.isEmpty { return (.inconclusive, words(open)) }
    return (.passed, ["Every required condition is met."])
  }
}
