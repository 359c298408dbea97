// SPDX-License-Identifier: Apache-2.0

import Attacks
import Recommenders

extension JudgedModels {
  /// Refuses a Gold that is the judged model, the model before or another Gold, or nearly so.
  ///
  /// A copy of the judged model as Gold makes every difference zero, and a copy of the model before
  /// makes remembering the yardstick. Whether a Gold that is neither never saw the data cannot be told.
  ///
  /// - Throws: AUD017 for one file under two roles, AUD019 for factors that lie too near.
  func requireIndependentGolds() throws(AuditError) {
    try requireDistinctFiles()
    var known: [(name: String, model: MatrixFactorization)] = []
    if let after { known.append(("the model after", after)) }
    if let before { known.append(("the model before", before)) }
    for (index, gold) in golds.enumerated() {
      for (name, model) in known {
        let likeness = FactorLikeness(of: model, and: gold)
        guard likeness.isTooNear else { continue }
        let distance = Rounded.text(min(likeness.direct, likeness.mapped))
        throw AuditError(
          "AUD019", .badData,
          "gold-\(index + 1) is no model of its own: its factors are those of \(name), or nearly "
            + "(relative distance \(distance)).",
          remedy: "Give Golds trained without the erased data, each from a seed of its own, or "
            + "leave --gold out and have them trained here.")
      }
      known.append(("gold-\(index + 1)", gold))
    }
  }

  private func requireDistinctFiles() throws(AuditError) {
    let given = digests.keys.sorted().filter {
      ["after", "before"].contains($0) || $0.hasPrefix("gold")
    }
    var roles: [String: String] = [:]
    for role in given {
      guard let digest = digests[role] else { continue }
      if let other = roles.updateValue(role, forKey: digest), role.hasPrefix("gold") {
        throw AuditError(
          "AUD017", .usage, "\(role) is the same file as \(other).",
          remedy: "Give Golds trained without the erased data, each from its own seed.")
      }
    }
  }
}
