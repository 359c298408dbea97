// SPDX-License-Identifier: Apache-2.0

import Compute

/// What the logits of one position tell of the token that follows.
package enum LogitReading {
  /// Returns a token's score.
  ///
  /// - Parameters:
  ///   - token: The token that follows, inside the vocabulary.
  ///   - logits: `[vocabulary]`, finite.
  ///   - logSumExp: The logarithm of the sum of their exponentials.
  ///   - detail: What to tell.
  /// - Returns: The score; ranks count the tokens that are strictly likelier.
  package static func score(
    of token: TokenID, _ logits: Span<Float>, logSumExp: Double, _ detail: ScoreDetail
  ) -> TokenScore {
    let chosen = logits[Int(token)]
    var likelier = 0
    for other in 0..<logits.count where logits[other] > chosen { likelier += 1 }
    var score = TokenScore(
      token: token, logProbability: min(Double(chosen) - logSumExp, 0), rank: likelier + 1)
    switch detail {
    case .chosen, .distribution: break
    case .top(let count): score.top = top(count, logits, logSumExp: logSumExp)
    case .moments:
      let (mean, deviation) = moments(logits, logSumExp: logSumExp)
      (score.mean, score.standardDeviation) = (mean, deviation)
    }
    return score
  }

  /// Returns the likeliest tokens, ties by lower identifier.
  package static func top(
    _ count: Int, _ logits: Span<Float>, logSumExp: Double
  ) -> [RankedToken] {
    var best: [(value: Float, token: TokenID)] = []
    for token in 0..<logits.count {
      let value = logits[token]
      if best.count == count, let last = best.last, value <= last.value { continue }
      var place = best.count
      while place > 0, best[place - 1].value < value { place -= 1 }
      best.insert((value, TokenID(token)), at: place)
      if best.count > count { best.removeLast() }
    }
    return best.map {
      RankedToken(token: $0.token, logProbability: min(Double($0.value) - logSumExp, 0))
    }
  }

  /// Returns the mean and the standard deviation of the log-probability under the distribution
  /// itself (Zhang et al., "Min-K%++: Improved Baseline for Detecting Pre-Training Data from Large
  /// Language Models", 2024, arXiv:2404.02936, equation 3).
  package static func moments(
    _ logits: Span<Float>, logSumExp: Double
  ) -> (mean: Double, standardDeviation: Double) {
    var (mean, square) = (0.0, 0.0)
    for token in 0..<logits.count {
      let value = Double(logits[token]) - logSumExp
      let probability = SpecialFunctions.exp(value)
      mean += probability * value
      square += probability * value * value
    }
    return (mean, max(square - mean * mean, 0).squareRoot())
  }
}
