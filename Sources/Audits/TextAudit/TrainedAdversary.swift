// SPDX-License-Identifier: Apache-2.0

import Attacks

/// The adversaries that learn from authors whose attributes they are told, by their names.
public enum TrainedAdversary: String, CaseIterable, Sendable {
  /// A linear classifier of words, pairs of words and pieces of words, of all texts of an author at once.
  case linear
  /// The same, to which are added the places that the texts mention, by a gazetteer.
  case lexicon
  /// A network that reads each text alone and pools what it read.
  case sets

  /// What learns and tells.
  var made: any TextAdversary {
    switch self {
    case .linear, .lexicon: LinearAdversary()
    case .sets: SetAdversary()
    }
  }
}

/// What was told of one author by classes.
struct ClassReading: Equatable, Sendable {
  /// The place of the true class among all, from 1.
  let rank: Int
  /// The probability of the class that was named first.
  let confidence: Double

  init(rank: Int, confidence: Double) {
    self.rank = rank
    self.confidence = confidence
  }

  /// Reads off a guess how near it came to the truth.
  init(_ guess: ClassGuess, truth: Int) {
    rank = 1 + (guess.ranking.firstIndex(of: truth) ?? guess.ranking.count)
    confidence = guess.ranking.first.map { min(1, guess.probabilities[$0]) } ?? 0
  }
}
