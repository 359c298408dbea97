// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
public import Evidence
import Recommenders
import Statistics

/// The conditions of an erasure audit, and the verdict that follows from them.
public struct ErasureJudgement: Equatable, Sendable {
  /// The conditions, in the order in which a reader wants them.
  public let criteria: [Criterion]
  /// What follows.
  public let verdict: Verdict
  /// Why, one sentence each.
  public let reasons: [String]

  /// Draws the verdict from conditions.
  ///
  /// A violated required condition about residue, over-forgetting, storage or service is
  /// `not-honoured`; any other required condition that is not met makes it `inconclusive`.
  /// Statistics prove nothing where a precondition is not met, with one exception: a model that was
  /// trained on held-out pairs shows erased pairs too little among them, never too much, so that
  /// residue stays proven.
  ///
  /// - Parameters:
  ///   - criteria: The conditions.
  ///   - givenGoldCount: The number of Golds that were handed in; 0 where they were trained here. The
  ///     reasons say so, since nobody here can know that such Golds never saw the data.
  public init(criteria: [Criterion], givenGoldCount: Int = 0) {
    self.criteria = criteria
    let required = criteria.filter(\.required)
    let proofs = required.filter {
      $0.outcome == .violated && !ErasureCriteria.inconclusiveWhenViolated.contains($0.name)
    }
    let open = required.filter { $0.outcome != .met }
    let unmet = Set(open.map(\.name)).intersection(ErasureCriteria.preconditions)
    let structural = proofs.filter { ErasureCriteria.structural.contains($0.name) }
    let residue = proofs.filter {
      ErasureCriteria.attackDifferences.contains($0.name) && ($0.value ?? 0) > 0
    }
    let isProven =
      unmet.isEmpty ? !proofs.isEmpty : unmet == ["held-out-control"] && !residue.isEmpty
    let found: [String]
    if !structural.isEmpty || isProven {
      verdict = .notHonoured
      found = (unmet.isEmpty ? proofs : structural + (isProven ? residue : proofs)).map(\.finding)
        .removingRepeats()
    } else if !open.isEmpty || required.isEmpty {
      verdict = .inconclusive
      found =
        required.isEmpty ? ["Nothing that the verdict needs was tested."] : open.map(\.finding)
    } else {
      verdict = .honoured
      found = ErasureCriteria.honouredReasons(criteria, isGoldGiven: givenGoldCount > 0)
    }
    reasons = ErasureCriteria.origin(ofGivenGolds: givenGoldCount) + found
  }
}

extension [String] {
  fileprivate func removingRepeats() -> [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
