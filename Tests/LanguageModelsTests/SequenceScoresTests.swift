// SPDX-License-Identifier: Apache-2.0

import LanguageModels
import Testing

@Suite struct SequenceScoresTests {
  @Test func theMeanLeavesTheFirstTokenOut() {
    // (1 + 3) / 2 = 2 nats a token.
    let scores = SequenceScores(tokens: [
      TokenScore(token: 1, logProbability: nil), TokenScore(token: 2, logProbability: -1),
      TokenScore(token: 3, logProbability: -3),
    ])
    #expect(scores.negativeLogLikelihood == 2)
  }

  @Test func aMissingTermLeavesNoMean() {
    let scores = SequenceScores(tokens: [
      TokenScore(token: 1, logProbability: nil), TokenScore(token: 2, logProbability: nil),
    ])
    #expect(scores.negativeLogLikelihood == nil)
    #expect(SequenceScores(tokens: []).negativeLogLikelihood == nil)
  }
}
