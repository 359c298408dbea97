// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Recommenders

extension ErasureJudgement {
  /// What the audit knows about a request and its model beside their readings.
  public struct Circumstances: Sendable {
    /// The kinds in the request.
    public var kinds: [ErasureRequest.Kind]
    /// The kinds that have one user or item, whose history no statistic can settle.
    public var singles: Set<ErasureRequest.Kind> = []
    /// The number of users who were named as a whole.
    public var namedUserCount = 0
    /// The number of items that were named as a whole.
    public var namedItemCount = 0
    /// Whether the model came from elsewhere.
    public var isForeign = false
    /// Whether only served lists were at hand.
    public var isListsOnly = false
    /// Whether the Golds were handed in instead of trained here.
    public var isGoldGiven = false

    /// Describes a request of these kinds on a model made here.
    public init(kinds: [ErasureRequest.Kind]) {
      self.kinds = kinds
    }
  }

  /// Judges an erasure from what its models answered to one probe.
  ///
  /// - Parameters:
  ///   - readings: The models' answers.
  ///   - policy: The thresholds.
  ///   - circumstances: What is known beside the readings.
  ///   - seed: The seed of the bootstrap.
  public init(
    _ readings: ErasureReadings, under policy: ErasurePolicy, _ circumstances: Circumstances,
    seed: Seed
  ) {
    let comparison = ErasureComparison(
      readings: readings, resamples: policy.resamples, seed: seed,
      namedUserCount: circumstances.namedUserCount, namedItemCount: circumstances.namedItemCount)
    let criteria = ErasureCriteria(
      comparison: comparison, policy: policy, kinds: circumstances.kinds,
      isSingle: circumstances.singles.contains, isForeign: circumstances.isForeign,
      isGoldGiven: circumstances.isGoldGiven, isListsOnly: circumstances.isListsOnly)
    self.init(
      criteria: criteria.all,
      givenGoldCount: circumstances.isGoldGiven ? readings.golds.count : 0)
  }
}
