// SPDX-License-Identifier: Apache-2.0

import Compute

/// How often each token occurs in a corpus of reference.
public struct TokenFrequencies: Equatable, Sendable {
  private let counts: [Int]
  private let total: Int

  /// Keeps counts.
  ///
  /// - Parameter counts: The occurrences of each token of the vocabulary, `[V]`, none negative.
  /// - Throws: ATK001 for an empty vocabulary, ATK002 for a negative count.
  public init(counts: [Int]) throws(AttacksError) {
    guard !counts.isEmpty else {
      throw AttacksError(
        .emptyInput, "The vocabulary is empty.", remedy: "Count tokens of the model's vocabulary.")
    }
    if let token = counts.firstIndex(where: { $0 < 0 }) {
      throw AttacksError(
        .invalidParameter, "Token \(token) was counted \(counts[token]) times.",
        remedy: "Give counts of 0 or more.")
    }
    self.counts = counts
    total = counts.reduce(0, +)
  }

  /// Returns the smoothed share `(count + 1) / (total + V)`; nil for a token outside the vocabulary.
  func frequency(of token: Int) -> Double? {
    guard counts.indices.contains(token) else { return nil }
    return Double(counts[token] + 1) / Double(total + counts.count)
  }
}

extension MembershipScorer {
  /// The largest value that one token adds to DC-PDD: a in the paper.
  public static let calibrationLimit = 0.01

  /// Returns the score of DC-PDD: the mean over first occurrences of `min(a, p log(1 / f))`.
  ///
  /// p is a token's probability under the model, f its smoothed frequency in a corpus of reference; only
  /// a token's first occurrence among the predicted ones counts. Zhang et al., "Pretraining Data
  /// Detection for Large Language Models: A Divergence-Based Calibration Method", 2024,
  /// arXiv:2409.14781.
  ///
  /// - Parameters:
  ///   - text: The text's scores.
  ///   - tokens: The predicted tokens, `[T]`.
  ///   - frequencies: The corpus of reference.
  ///   - limit: a, above 0.
  /// - Returns: The score, in 0...a.
  /// - Throws: ATK002 for a limit that is not above 0 or a token outside the vocabulary, ATK005 where
  ///   tokens and scores differ in number.
  public func calibrated(
    _ text: TokenScores, tokens: [Int], frequencies: TokenFrequencies,
    limit: Double = calibrationLimit
  ) throws(AttacksError) -> Double {
    guard limit > 0 else {
      throw AttacksError(
        .invalidParameter, "The limit of DC-PDD is \(limit).", remedy: "Give a number above 0.")
    }
    guard tokens.count == text.logProbabilities.count else {
      throw AttacksError(
        .mismatchedSizes,
        "There are \(tokens.count) tokens for \(text.logProbabilities.count) scores.",
        remedy: "Give the predicted tokens alone.")
    }
    var seen: Set<Int> = []
    var sum = 0.0
    for (token, score) in zip(tokens, text.logProbabilities) where seen.insert(token).inserted {
      guard let frequency = frequencies.frequency(of: token) else {
        throw AttacksError(
          .invalidParameter, "Token \(token) is none of the vocabulary that was counted.",
          remedy: "Count with the model's own tokenizer.")
      }
      sum += min(limit, SpecialFunctions.exp(score) * -SpecialFunctions.log(frequency))
    }
    return sum / Double(seen.count)
  }
}
