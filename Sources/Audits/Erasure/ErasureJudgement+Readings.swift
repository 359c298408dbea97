// SPDX-License-Identifier: Apache-2.0

package import Compute
package import Recommenders

extension ErasureJudgement {
  /// What the audit knows about a request and its model beside their readings.
  package struct Circumstances: Sendable {
    /// The kinds in the request.
    package var kinds: [ErasureRequest.Kind]
    /// The kinds that have one user or item, whose history no statistic can settle.
    package var singles: Set<ErasureRequest.Kind> = []
    /// Whether the model came from elsewhere.
    package var isForeign = false
    /// Whether only served lists were at hand.
    package var isListsOnly = false

    /// Describes a request of these kinds on a model made here.
    package init(kinds: [ErasureRequest.Kind]) {
      self.kinds = kinds
    }
  }

  /// Judges readings by a policy.
  package init(
    _ readings: ErasureReadings, under policy: ErasurePolicy, _ circumstances: Circumstances,
    seed: Seed
  ) {
    let comparison = ErasureComparison(
      readings: readings, resamples: policy.resamples, seed: seed)
    let criteria = ErasureCriteria(
      comparison: comparison, policy: policy, kinds: circumstances.kinds,
      isSingle: circumstances.singles.contains, isForeign: circumstances.isForeign,
      isGoldGiven: false, isListsOnly: circumstances.isListsOnly)
    self.init(criteria: criteria.all)
  }
}
