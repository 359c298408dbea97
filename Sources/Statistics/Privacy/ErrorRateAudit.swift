// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// What a membership attack's two error rates say about epsilon.
///
/// Under (epsilon, delta)-differential privacy any attack has
/// `TPR <= e^epsilon FPR + delta` and `1 - FPR <= e^epsilon (1 - TPR) + delta`, so that the rates
/// bound epsilon from below. Kairouz, Oh and Viswanath, "The Composition Theorem for Differential
/// Privacy", 2015, arXiv:1311.0776, theorem 2.1. The rates are counted over members and non-members
/// of independent training runs, or of one run where records do not influence each other's scores.
///
/// The bound holds for a threshold that was fixed beforehand. To try several, list them beforehand
/// and use `best(of:level:)`, which pays for the choice.
public struct ErrorRateAudit: Equatable, Sendable {
  /// The members that the attack called members, among all members.
  public let truePositives: Proportion
  /// The non-members that the attack called members, among all non-members.
  public let falsePositives: Proportion
  /// The probability with which epsilon may fail, in 0..<1.
  public let delta: Double

  /// Creates an audit of counted errors; throws for a delta outside of 0..<1.
  public init(truePositives: Proportion, falsePositives: Proportion, delta: Double)
    throws(StatisticsError)
  {
    try checkDelta(delta)
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.delta = delta
  }

  /// Counts scores of `threshold` and above as called members.
  ///
  /// - Parameters:
  ///   - members: Scores of members, higher where more like a member; without NaN.
  ///   - nonMembers: Scores of non-members, without NaN.
  ///   - threshold: The lowest score that is called a member's.
  ///   - delta: The probability with which epsilon may fail, in 0..<1.
  /// - Throws: Where a side is empty or holds NaN, and for a delta out of range.
  public init(members: [Double], nonMembers: [Double], threshold: Double, delta: Double)
    throws(StatisticsError)
  {
    try check(members, "members")
    try check(nonMembers, "non-members")
    try self.init(
      truePositives: Proportion(
        successes: members.count { $0 >= threshold }, trials: members.count),
      falsePositives: Proportion(
        successes: nonMembers.count { $0 >= threshold }, trials: nonMembers.count),
      delta: delta)
  }

  /// Returns the epsilon that the error rates speak against at the level.
  ///
  /// `max(0, log((t - delta) / f), log((1 - f - delta) / (1 - t)))`, with t the lower Clopper-Pearson
  /// limit of the true positive rate and f the upper one of the false positive rate, each failing
  /// with probability (1 - level) / 2. Both forms follow from the same two limits, so taking the
  /// larger costs nothing. Jagielski, Ullman and Oprea, "Auditing Differentially Private Machine
  /// Learning", 2020, arXiv:2006.07709, section 4.
  ///
  /// - Parameters:
  ///   - level: The confidence level, strictly between 0 and 1.
  ///   - choiceCount: Of how many thresholds that were listed beforehand this is one; each has
  ///     `(1 - level) / choiceCount` of the error, so that the largest of their bounds holds.
  /// - Returns: The bound, at least 0; never infinite, since the limits lie inside of 0...1.
  /// - Throws: For a level or a number of choices out of range.
  public func lowerBound(level: Double = 0.95, choiceCount: Int = 1) throws(StatisticsError)
    -> Double
  {
    let error = try sharedError(level: level, choiceCount: choiceCount)
    let found = truePositives.exactLowerLimit(error: error / 2)
    let alarms = falsePositives.exactUpperLimit(error: error / 2)
    return max(
      0, logRatio(found - delta, alarms), logRatio(1 - alarms - delta, 1 - found))
  }

  /// The logarithm of a ratio of rates, or 0 where the upper one is not above 0.
  private func logRatio(_ upper: Double, _ lower: Double) -> Double {
    upper > 0 && lower > 0 ? SpecialFunctions.log(upper / lower) : 0
  }

  /// Returns the largest bound among audits that were listed beforehand, paying for the choice.
  ///
  /// The error 1 - level is split evenly, as in `OneRunAudit.best(of:level:)`; thresholds found by
  /// looking at the same scores are not listed beforehand.
  ///
  /// - Parameters:
  ///   - audits: The audits, such as one for each threshold tried; at least one.
  ///   - level: The confidence level of the result, strictly between 0 and 1.
  /// - Returns: The largest bound and the position of the audit that gives it.
  /// - Throws: Where there is no audit, and for a level out of range.
  public static func best(of audits: [ErrorRateAudit], level: Double = 0.95)
    throws(StatisticsError) -> (bound: Double, position: Int)
  {
    try largestBound(of: audits) { audit throws(StatisticsError) in
      try audit.lowerBound(level: level, choiceCount: audits.count)
    }
  }
}
