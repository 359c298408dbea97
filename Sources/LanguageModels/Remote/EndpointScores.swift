// SPDX-License-Identifier: Apache-2.0

/// Scores from an endpoint, with the reasons for those that are missing.
package struct EndpointScores: Equatable, Sendable {
  /// Why a token's log-probability is not known, and what is known instead.
  package struct Missing: Equatable, Sendable {
    /// The token's place in the sequence.
    package let position: Int
    /// Why.
    package let reason: String
    /// What the log-probability does not exceed; nil where nothing is known.
    package let upperBound: Double?
  }

  /// The scores; what is missing has no log-probability.
  package let scores: SequenceScores
  /// The missing ones but the first of the sequence, by position.
  package let missing: [Missing]
  /// Positions whose rank was told and dropped, since the log-probabilities contradict it.
  package var unbelievedRanks: [Int] = []
  /// The texts of scored tokens, as far as the answer itself tells them.
  package var texts: [TokenID: String] = [:]

  /// Puts scores together with the reasons for those that are missing.
  package init(
    scores: SequenceScores, missing: [Missing], unbelievedRanks: [Int] = [],
    texts: [TokenID: String] = [:]
  ) {
    self.scores = scores
    self.missing = missing
    self.unbelievedRanks = unbelievedRanks
    self.texts = texts
  }
}
