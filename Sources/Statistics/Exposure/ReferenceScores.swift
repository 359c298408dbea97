// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// Scores of secrets that a model never saw, against which a planted secret's score is ranked.
///
/// A lower score is a more likely secret, such as a negative log-likelihood or a perplexity.
/// Exposure says, in bits, how much the model narrows the search for a secret down. Carlini, Liu,
/// Erlingsson, Kos and Song, "The Secret Sharer: Evaluating and Testing Unintended Memorization in
/// Neural Networks", 2019, arXiv:1802.08232, sections 4.2 and 4.3.
public struct ReferenceScores: Sendable {
  /// The scores, ascending.
  public let sorted: [Double]

  /// Takes finite scores in any order; throws where there is none.
  public init(_ scores: [Double]) throws(StatisticsError) {
    try checkFinite(scores, "reference scores")
    sorted = scores.sorted()
  }

  /// The number of references.
  public var count: Int { sorted.count }

  /// Returns a secret's rank among the references: one more than those at its score or below.
  ///
  /// Ties count against the secret: a reference with the secret's own score stands before it.
  public func rank(of score: Double) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] <= score { low = middle + 1 } else { high = middle }
    }
    return low + 1
  }

  /// Returns the exposure of a secret by its rank among the references, in bits.
  ///
  /// `log2(n) - log2(1 + #{references <= score})`: the sampled form. Between log2(n), beyond which
  /// n references cannot see, and log2(n / (n + 1)), a little below 0.
  ///
  /// - Parameter score: The secret's score, not NaN.
  /// - Returns: The exposure.
  public func exposure(of score: Double) -> Double {
    SpecialFunctions.log2(Double(count)) - SpecialFunctions.log2(Double(rank(of: score)))
  }

  /// Returns a bound below the exposure that the secret would have among all secrets.
  ///
  /// `-log2 p`, with p the upper Clopper-Pearson limit, one-sided, of the share of secrets at the
  /// score or below. Nothing is assumed but that references were drawn as the secret was.
  ///
  /// - Parameters:
  ///   - score: The secret's score, not NaN.
  ///   - level: The confidence level of the bound, strictly between 0 and 1.
  /// - Returns: The bound in bits, at least 0.
  /// - Throws: For a level out of range.
  public func exposureLowerBound(of score: Double, level: Double = 0.95)
    throws(StatisticsError) -> Double
  {
    try checkProportion(level, "level")
    let share = try Proportion(successes: rank(of: score) - 1, trials: count)
    return max(0, -SpecialFunctions.log2(share.exactUpperLimit(error: 1 - level)))
  }

  /// The mean exposure of secrets that are drawn as the references were: what no learning gives.
  public var expectedExposure: Double {
    SpecialFunctions.log2(Double(count)) - meanLogRank(of: count + 1)
  }
}

/// Returns the exposure of a secret whose rank among all secrets is known, in bits.
///
/// `log2(|R|) - log2(rank)`, from 0 for the last to log2(|R|) for the first. The Secret Sharer,
/// 2019, arXiv:1802.08232, definition 3.
///
/// - Parameters:
///   - rank: The secret's rank by likelihood, in 1...spaceSize; 1 is the likeliest.
///   - spaceSize: The number of secrets that could have been planted: |R| in the paper.
/// - Returns: The exposure.
/// - Throws: For a rank outside of the space.
public func exposure(rank: Int, spaceSize: Int) throws(StatisticsError) -> Double {
  guard rank >= 1, rank <= spaceSize else {
    throw StatisticsError(
      .invalidParameter, "Rank \(rank) does not lie within a space of \(spaceSize).",
      remedy: "Give a rank from 1 to the size of the space.")
  }
  return SpecialFunctions.log2(Double(spaceSize)) - SpecialFunctions.log2(Double(rank))
}

/// Returns the mean exposure over all secrets of a space, about 1.44 bits: what no learning gives.
///
/// - Parameter spaceSize: The number of secrets, at least one.
/// - Returns: `log2(n) - log2(n!) / n`.
/// - Throws: For an empty space.
public func expectedExposure(spaceSize: Int) throws(StatisticsError) -> Double {
  guard spaceSize >= 1 else {
    throw StatisticsError(
      .emptySample, "A space of \(spaceSize) secrets has no exposure.", remedy: "Give at least one."
    )
  }
  return SpecialFunctions.log2(Double(spaceSize)) - meanLogRank(of: spaceSize)
}

/// The mean of log2 over the ranks 1...count.
private func meanLogRank(of count: Int) -> Double {
  SpecialFunctions.logGamma(Double(count) + 1) / SpecialFunctions.log(2) / Double(count)
}
