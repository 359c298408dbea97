// SPDX-License-Identifier: Apache-2.0

extension OneRunAudit {
  /// How many canaries to guess as put in, and how many as left out.
  public struct Guesses: Hashable, Sendable {
    /// The number of the highest scores that are guessed as put in: k+ in the paper.
    public var included: Int
    /// The number of the lowest scores that are guessed as left out: k- in the paper.
    public var excluded: Int

    /// Creates a choice of guesses.
    public init(included: Int, excluded: Int) {
      self.included = included
      self.excluded = excluded
    }
  }

  /// Scores canaries against their coins, with guesses that were fixed before the coins were seen.
  ///
  /// The highest scores are guessed as put in and the lowest as left out; canaries of equal scores
  /// are taken by their position, which says nothing about their coins.
  ///
  /// - Parameters:
  ///   - scores: Each canary's score, higher where it looks more like a member; without NaN.
  ///   - coins: Whether each canary was put in.
  ///   - guesses: How many to guess on either side.
  ///   - delta: The probability with which epsilon may fail, in 0..<1.
  /// - Throws: Sizes that differ, NaN, guesses that do not fit and a delta out of range.
  public init(scores: [Double], coins: [Bool], guesses: Guesses, delta: Double)
    throws(StatisticsError)
  {
    try check(scores, "canaries")
    guard scores.count == coins.count else {
      throw StatisticsError(
        .mismatchedSizes, "There are \(coins.count) coins for \(scores.count) canaries.",
        remedy: "Give one coin for each canary.")
    }
    let (heads, tails) = (guesses.included, guesses.excluded)
    guard heads >= 0, tails >= 0, heads <= scores.count, tails <= scores.count - heads else {
      throw StatisticsError(
        .invalidParameter, "\(heads) and \(tails) guesses do not fit \(scores.count) canaries.",
        remedy: "Give numbers of 0 or more that sum to the number of canaries at most.")
    }
    let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
    let correct =
      order.suffix(heads).count { coins[$0] } + order.prefix(tails).count { !coins[$0] }
    try self.init(
      canaryCount: scores.count, guessCount: heads + tails, correctCount: correct, delta: delta)
  }

  /// Returns the largest bound among audits that were listed beforehand, paying for the choice.
  ///
  /// The error 1 - level is split evenly: with c audits each has (1 - level) / c, so that by the
  /// union bound all of them hold together at the level. Taking the largest of uncorrected bounds,
  /// as some tools do, does not.
  ///
  /// - Parameters:
  ///   - audits: The audits, such as one for each choice of guesses; at least one.
  ///   - level: The confidence level of the result, strictly between 0 and 1.
  /// - Returns: The largest bound and the position of the audit that gives it.
  /// - Throws: Where there is no audit, and for a level out of range.
  public static func best(of audits: [OneRunAudit], level: Double = 0.95) throws(StatisticsError)
    -> (bound: Double, position: Int)
  {
    try largestBound(of: audits) { audit throws(StatisticsError) in
      try audit.lowerBound(level: level, choiceCount: audits.count)
    }
  }
}
