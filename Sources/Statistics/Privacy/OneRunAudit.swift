// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// What guesses about canaries of a single training run say about epsilon.
///
/// Each of `canaryCount` canaries is put into the training data or left out by a fair coin of its
/// own. An attacker who sees the model abstains on some and guesses `guessCount` coins. Under
/// (epsilon, delta)-differential privacy the number of correct guesses is at most a binomial number
/// with the chance `q = e^epsilon / (1 + e^epsilon)`, up to what delta allows. Steinke, Nasr and
/// Jagielski, "Privacy Auditing with One (1) Training Run", 2023, arXiv:2305.08846, theorem 5.2.
///
/// The bound holds where the number of guesses was fixed before the coins were seen. To try several
/// numbers, list them beforehand and use `best(of:level:)`, which pays for the choice.
public struct OneRunAudit: Equatable, Sendable {
  /// The number of canaries, each with a coin: m in the paper.
  public let canaryCount: Int
  /// The number of guesses: r in the paper.
  public let guessCount: Int
  /// The number of correct guesses: v in the paper.
  public let correctCount: Int
  /// The probability with which epsilon may fail, in 0..<1.
  public let delta: Double

  /// The most canaries, so that every count is exact as a double.
  private static let mostCanaries = 1 << 50

  /// Creates an audit of counted guesses.
  ///
  /// - Parameters:
  ///   - canaryCount: The number of canaries, at least one.
  ///   - guessCount: The number of guesses, at least one and at most the number of canaries.
  ///   - correctCount: The number of correct guesses, at most the number of guesses.
  ///   - delta: The probability with which epsilon may fail, in 0..<1.
  /// - Throws: Counts that cannot be, and a delta out of range.
  public init(canaryCount: Int, guessCount: Int, correctCount: Int, delta: Double)
    throws(StatisticsError)
  {
    guard canaryCount <= OneRunAudit.mostCanaries else {
      throw StatisticsError(
        .invalidParameter, "\(canaryCount) canaries are more than can be counted.",
        remedy: "Give at most \(OneRunAudit.mostCanaries).")
    }
    guard guessCount >= 1, guessCount <= canaryCount, (0...guessCount).contains(correctCount) else {
      throw StatisticsError(
        .invalidParameter,
        "\(correctCount) correct of \(guessCount) guesses on \(canaryCount) canaries cannot be.",
        remedy: "Give at least one guess, no more than canaries, and no more correct than guesses.")
    }
    try checkDelta(delta)
    self.canaryCount = canaryCount
    self.guessCount = guessCount
    self.correctCount = correctCount
    self.delta = delta
  }

  /// Returns a bound of the probability of as many correct guesses under this epsilon.
  ///
  /// `P[B >= v] + 2 m delta max P[v - i <= B < v] / i` over i in 1...v, with B binomial of r trials
  /// and chance q: the paper's theorem, whose maximum is taken exactly. The probabilities are
  /// unimodal, so their running mean from v - 1 down rises to its maximum and falls; the walk stops
  /// there. O(r) at worst; terms are scaled by their logarithm, so that none vanishes.
  ///
  /// - Parameter epsilon: The epsilon to speak against, at least 0.
  /// - Returns: The p-value, in 0...1.
  public func pValue(epsilon: Double) -> Double {
    precondition(epsilon >= 0, "epsilon is at least 0")
    if correctCount == 0 { return 1 }
    let tail = SpecialFunctions.regularizedIncompleteBeta(
      SpecialFunctions.sigmoid(epsilon), Double(correctCount),
      Double(guessCount - correctCount + 1))
    if delta == 0 { return tail }
    let slack = 2 * Double(canaryCount) * delta
    return min(1, tail + slack * SpecialFunctions.exp(logLargestMeanBelow(epsilon)))
  }

  /// Returns the largest epsilon that the guesses speak against at the level.
  ///
  /// The least epsilon whose p-value reaches 1 - level, found by bisection to 1e-12; 0 where even
  /// epsilon 0 is not rejected. Under (epsilon, delta)-privacy the bound exceeds epsilon with a
  /// probability of at most 1 - level.
  ///
  /// - Parameters:
  ///   - level: The confidence level, strictly between 0 and 1.
  ///   - choiceCount: Of how many audits that were listed beforehand this is one; each has
  ///     `(1 - level) / choiceCount` of the error, so that the largest of their bounds holds.
  /// - Returns: The bound, at least 0.
  /// - Throws: For a level or a number of choices out of range.
  public func lowerBound(level: Double = 0.95, choiceCount: Int = 1) throws(StatisticsError)
    -> Double
  {
    let error = try sharedError(level: level, choiceCount: choiceCount)
    guard pValue(epsilon: 0) < error else { return 0 }
    var (low, high) = (0.0, 1.0)
    while pValue(epsilon: high) < error { (low, high) = (high, 2 * high) }
    while high - low > 1e-12 * max(1, high) {
      let middle = (low + high) / 2
      if pValue(epsilon: middle) < error { low = middle } else { high = middle }
    }
    return low
  }

  /// The logarithm of the largest mean of the i probabilities below v, over i in 1...v.
  private func logLargestMeanBelow(_ epsilon: Double) -> Double {
    let odds = SpecialFunctions.exp(-epsilon)
    var hits = correctCount - 1
    var scale =
      SpecialFunctions.logBinomialCoefficient(guessCount, hits)
      + Double(hits) * SpecialFunctions.logSigmoid(epsilon)
      + Double(guessCount - hits) * SpecialFunctions.logSigmoid(-epsilon)
    var (term, total, count) = (1.0, 1.0, 1.0)
    while hits > 0 {
      term *= Double(hits) / Double(guessCount - hits + 1) * odds
      if term * count <= total { break }
      (total, count, hits) = (total + term, count + 1, hits - 1)
      if total > 1e250 {
        scale += SpecialFunctions.log(total)
        (term, total) = (term / total, 1)
      }
    }
    return scale + SpecialFunctions.log(total / count)
  }
}
