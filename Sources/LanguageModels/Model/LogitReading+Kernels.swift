// SPDX-License-Identifier: Apache-2.0

package import Compute

extension LogitReading {
  /// Returns a token's score by vector kernels, or nil where logits are not finite.
  ///
  /// - Parameters:
  ///   - token: The token that follows, inside the vocabulary.
  ///   - logits: `[vocabulary]`.
  ///   - detail: What to tell.
  ///   - kernels: What computes.
  /// - Returns: The score with the logarithm of the sum of all exponentials; ranks count the tokens
  ///   that are strictly likelier.
  package static func score(
    of token: TokenID, _ logits: Floats, _ detail: ScoreDetail, by kernels: ElementKernels
  ) -> (score: TokenScore, logSumExp: Double)? {
    let chosen = logits[Int(token)]
    var score = TokenScore(token: token, logProbability: nil)
    let logSumExp: Double
    if detail == .moments {
      let moments = kernels.moments(logits)
      logSumExp = moments.logSumExp
      (score.mean, score.standardDeviation) = (moments.mean, moments.standardDeviation)
    } else {
      logSumExp = kernels.logSumExp(logits)
    }
    guard logSumExp.isFinite, chosen.isFinite else { return nil }
    score.logProbability = min(Double(chosen) - logSumExp, 0)
    score.rank = kernels.count(in: logits, above: chosen) + 1
    if case .top(let count) = detail {
      score.top = top(count, logits.span, logSumExp: logSumExp)
    }
    return (score, logSumExp)
  }
}
