// SPDX-License-Identifier: Apache-2.0

/// Scores of membership attacks on language models, as pure functions of what a model gives.
///
/// Every score is higher for texts that are more likely members. MUSE and OpenUnlearning write some of
/// them with the opposite sign, as losses. NLL is the mean over tokens of minus the log-probability.
public struct MembershipScorer: Sendable {
  /// The choices in which implementations differ.
  public let convention: MembershipConvention

  /// Creates a scorer.
  public init(_ convention: MembershipConvention) {
    self.convention = convention
  }

  /// Returns the attack's name with the convention's where it matters, such as `min-k (muse)`.
  public func name(of attack: MembershipAttack) -> String {
    switch attack {
    case .minK, .minKPlusPlus: "\(attack.rawValue) (\(convention.name))"
    default: attack.rawValue
    }
  }

  /// Returns the score of LOSS: `-NLL(x)`, at most 0.
  ///
  /// Yeom, Giacomelli, Fredrikson and Jha, "Privacy Risk in Machine Learning: Analyzing the Connection
  /// to Overfitting", 2018, arXiv:1709.01604.
  public func loss(_ text: TokenScores) -> Double {
    -text.meanNegativeLogLikelihood
  }

  /// Returns the score of zlib: `-NLL(x) / bytes`, at most 0.
  ///
  /// Carlini et al., "Extracting Training Data from Large Language Models", 2021, arXiv:2012.07805,
  /// section 5.2.
  ///
  /// - Parameters:
  ///   - text: The text's scores.
  ///   - compressedByteCount: The text's length when compressed, as of `CompressedLength`.
  /// - Returns: The score.
  /// - Throws: ATK002 for a length of 0.
  public func zlib(_ text: TokenScores, compressedByteCount: Int) throws(AttacksError) -> Double {
    guard compressedByteCount > 0 else {
      throw AttacksError(
        .invalidParameter, "A compressed length of \(compressedByteCount) bytes cannot be.",
        remedy: "Give the length of the compressed text with its header.")
    }
    return -text.meanNegativeLogLikelihood / Double(compressedByteCount)
  }

  /// Returns the score of lower-case: `-NLL(x) / NLL(lower(x))`, at most 0.
  ///
  /// Carlini et al., "Extracting Training Data from Large Language Models", 2021, arXiv:2012.07805,
  /// section 5.2.
  ///
  /// - Parameters:
  ///   - text: The text's scores.
  ///   - lowered: The scores of the same text in lower case.
  /// - Returns: The score.
  /// - Throws: ATK006 where the text in lower case is certain.
  public func lowerCase(_ text: TokenScores, lowered: TokenScores) throws(AttacksError) -> Double {
    -(try ratio(text, over: lowered))
  }

  /// Returns the score of Min-K: the mean log-probability of the least likely tokens, at most 0.
  ///
  /// Shi et al., "Detecting Pretraining Data from Large Language Models", 2024, arXiv:2310.16789.
  ///
  /// - Parameter text: The text's scores.
  /// - Returns: The score.
  /// - Throws: ATK006 where the convention takes none of so few tokens.
  public func minK(_ text: TokenScores) throws(AttacksError) -> Double {
    try convention.meanOfLowest(text.logProbabilities)
  }

  /// Returns the score of Min-K++: Min-K over `(log p - mu) / sigma`.
  ///
  /// mu and sigma squared are the moments of the log-probability under the model's own distribution at
  /// the position. Zhang et al., "Min-K%++: Improved Baseline for Detecting Pre-Training Data from Large
  /// Language Models", 2025, arXiv:2404.02936.
  ///
  /// - Parameter text: The text's scores, with moments.
  /// - Returns: The score.
  /// - Throws: ATK001 without moments; ATK006 for a variance of 0 where the convention has no floor, and
  ///   where it takes none of so few tokens.
  public func minKPlusPlus(_ text: TokenScores) throws(AttacksError) -> Double {
    guard let moments = text.moments else {
      throw AttacksError(
        .emptyInput, "Min-K++ needs the moments of whole next-token distributions.",
        remedy: "Use a model that gives them, or leave the attack out.")
    }
    var standardized: [Double] = []
    for (value, moment) in zip(text.logProbabilities, moments) {
      let variance = max(moment.variance, convention.varianceFloor ?? 0)
      guard variance > 0 else {
        throw AttacksError(
          .undefined, "The next-token distribution at token \(standardized.count) has no variance.",
          remedy: "Use the convention `open-unlearning`, which sets a floor.")
      }
      standardized.append((value - moment.mean) / variance.squareRoot())
    }
    return try convention.meanOfLowest(standardized)
  }

  /// Returns the score of the reference attack: `(NLL_reference(x) - NLL(x)) / T`, sums over the text.
  ///
  /// T is the text's number of tokens under the audited model; where the reference model has the same
  /// tokens, this is the difference of both means.
  ///
  /// Carlini et al., "Extracting Training Data from Large Language Models", 2021, arXiv:2012.07805; as a
  /// difference in Mireshghallah et al., "Quantifying Privacy Risks of Masked Language Models Using
  /// Membership Inference Attacks", 2022, arXiv:2203.03929.
  ///
  /// - Parameters:
  ///   - text: The text's scores.
  ///   - reference: The scores of the same text under the reference model.
  /// - Returns: The score, in nats a token.
  public func reference(_ text: TokenScores, reference: TokenScores) -> Double {
    let share = Double(reference.logProbabilities.count) / Double(text.logProbabilities.count)
    return reference.meanNegativeLogLikelihood * share - text.meanNegativeLogLikelihood
  }

  /// Returns the score of the neighbour attack: `mean of NLL over neighbours - NLL(x)`.
  ///
  /// Mattern et al., "Membership Inference Attacks against Language Models via Neighbourhood
  /// Comparison", 2023, arXiv:2305.18462.
  ///
  /// - Parameters:
  ///   - text: The text's scores.
  ///   - neighbours: The scores of perturbed copies, at least one.
  /// - Returns: The score, in nats a token.
  /// - Throws: ATK001 without a neighbour.
  public func neighbour(_ text: TokenScores, neighbours: [TokenScores]) throws(AttacksError)
    -> Double
  {
    guard !neighbours.isEmpty else {
      throw AttacksError(
        .emptyInput, "There is no neighbour to compare with.",
        remedy: "Give at least one perturbed copy of the text.")
    }
    let total = neighbours.reduce(0.0) { $0 + $1.meanNegativeLogLikelihood }
    return total / Double(neighbours.count) - text.meanNegativeLogLikelihood
  }

  /// Returns the score of ReCaLL: `NLL(x after a prefix of non-members) / NLL(x)`, at least 0.
  ///
  /// Xie et al., "ReCaLL: Membership Inference via Relative Conditional Log-Likelihoods", 2024,
  /// arXiv:2406.15968.
  ///
  /// - Parameters:
  ///   - text: The text's scores.
  ///   - prefixed: The scores of the same tokens where non-member texts come before them.
  /// - Returns: The score.
  /// - Throws: ATK006 where the text is certain without the prefix.
  public func recall(_ text: TokenScores, prefixed: TokenScores) throws(AttacksError) -> Double {
    try ratio(prefixed, over: text)
  }

  private func ratio(_ text: TokenScores, over base: TokenScores) throws(AttacksError) -> Double {
    let loss = base.meanNegativeLogLikelihood
    guard loss > 0 else {
      throw AttacksError(
        .undefined, "A loss of \(loss) cannot be divided by.",
        remedy: "Leave out the text, of which the model is certain.")
    }
    return text.meanNegativeLogLikelihood / loss
  }
}
