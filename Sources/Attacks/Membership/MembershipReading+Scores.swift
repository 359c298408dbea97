// SPDX-License-Identifier: Apache-2.0

import LanguageModels

extension MembershipReading {
  /// The scores of the attacks that what a model told allows; an attack that is undefined for a text,
  /// such as Min-K of three tokens by MUSE's rule, leaves it out.
  static func scores(
    _ text: String, _ scores: SequenceScores, lowered: SequenceScores?
  ) -> [String: Double] {
    guard let told = TokenScores(scores) else { return [:] }
    let plain = MembershipScorer(.openUnlearning)
    var byAttack = [plain.name(of: .loss): plain.loss(told)]
    let length = try? CompressedLength.zlib([Array(text.utf8)]).first
    byAttack[plain.name(of: .zlib)] = length.flatMap {
      try? plain.zlib(told, compressedByteCount: $0)
    }
    byAttack[plain.name(of: .lowerCase)] = lowered.flatMap { TokenScores($0) }.flatMap {
      try? plain.lowerCase(told, lowered: $0)
    }
    for scorer in conventions {
      byAttack[scorer.name(of: .minK)] = try? scorer.minK(told)
      byAttack[scorer.name(of: .minKPlusPlus)] = try? scorer.minKPlusPlus(told)
    }
    return byAttack
  }
}

extension TokenScores {
  /// Takes a model's scores of a sequence, without its first token; nil where one is missing.
  init?(_ scores: SequenceScores) {
    let own = scores.tokens.dropFirst()
    let values = own.compactMap(\.logProbability)
    guard values.count == own.count else { return nil }
    let moments = own.compactMap { score in
      score.mean.flatMap { mean in
        score.standardDeviation.map { Moments(mean: mean, variance: $0 * $0) }
      }
    }
    guard let told = try? TokenScores(values, moments: moments.count == own.count ? moments : nil)
    else { return nil }
    self = told
  }
}
