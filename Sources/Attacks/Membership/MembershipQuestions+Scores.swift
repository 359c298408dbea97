// SPDX-License-Identifier: Apache-2.0

import LanguageModels

extension MembershipQuestions {
  /// The scores of a text by attack; one that is undefined for the text, such as Min-K of three
  /// tokens by MUSE's rule, leaves it out.
  func scores(
    of subject: MembershipSubject
  ) async throws(LanguageModelError) -> [String: Double] {
    var scores: [String: Double] = [:]
    for attack in attacks {
      if attack == .minK || attack == .minKPlusPlus {
        for convention in conventions {
          let scorer = MembershipScorer(convention)
          scores[scorer.name(of: attack)] =
            attack == .minK
            ? try? scorer.minK(subject.scores) : try? scorer.minKPlusPlus(subject.scores)
        }
      } else {
        scores[attack.rawValue] = try await score(of: subject, by: attack)
      }
    }
    return scores
  }

  private func score(
    of subject: MembershipSubject, by attack: MembershipAttack
  ) async throws(LanguageModelError) -> Double? {
    let scorer = MembershipScorer(.openUnlearning)
    switch attack {
    case .loss: return scorer.loss(subject.scores)
    case .zlib:
      guard let length = try? CompressedLength.zlib([Array(subject.text.utf8)]).first else {
        return nil
      }
      return try? scorer.zlib(subject.scores, compressedByteCount: length)
    case .lowerCase:
      let lowered = try await scored(subject.text.lowercased(), by: subject.model)
      return lowered.flatMap { try? scorer.lowerCase(subject.scores, lowered: $0) }
    case .reference: return try await reference(subject, scorer)
    case .neighbour: return try await neighbour(subject, scorer)
    case .recall: return try await recall(subject, scorer)
    case .dcPDD:
      guard let frequencies else { return nil }
      return try? scorer.calibrated(
        subject.scores, tokens: subject.tokens.dropFirst().map(Int.init),
        frequencies: frequencies)
    case .minK, .minKPlusPlus: return nil
    }
  }

  /// The scores of a text as a model cuts it, up to its context; nil where it tells none.
  private func scored(
    _ text: String, by model: any LanguageModel
  ) async throws(LanguageModelError) -> TokenScores? {
    var tokens = try await model.tokenize(text)
    if let most = model.contextLength { tokens = Array(tokens.prefix(most)) }
    guard tokens.count > 1 else { return nil }
    return TokenScores(try await model.score(tokens, detail: .chosen))
  }

  /// Both models have to read the same text: one that either of them cuts short is left out, unless
  /// both have the same tokens.
  private func reference(
    _ subject: MembershipSubject, _ scorer: MembershipScorer
  ) async throws(LanguageModelError) -> Double? {
    guard let reference else { return nil }
    let other = try await reference.tokenize(subject.text)
    let most = reference.contextLength ?? .max
    let sharesTokens = other.starts(with: subject.tokens)
    let isWhole = subject.tokens.count < subject.model.contextLength ?? .max && other.count <= most
    guard sharesTokens || isWhole else { return nil }
    let read = sharesTokens ? Array(subject.tokens.prefix(most)) : other
    guard read.count > 1, let told = TokenScores(try await reference.score(read, detail: .chosen))
    else { return nil }
    let own = subject.scores.logProbabilities
    let compared = sharesTokens ? Array(own.prefix(read.count - 1)) : own
    return (try? TokenScores(compared)).map { scorer.reference($0, reference: told) }
  }

  private func neighbour(
    _ subject: MembershipSubject, _ scorer: MembershipScorer
  ) async throws(LanguageModelError) -> Double? {
    guard let neighbours else { return nil }
    var copies: [TokenScores] = []
    for copy in neighbours.copies(of: subject.text) {
      guard let scores = try await scored(copy, by: subject.model) else { return nil }
      copies.append(scores)
    }
    return try? scorer.neighbour(subject.scores, neighbours: copies)
  }

  private func recall(
    _ subject: MembershipSubject, _ scorer: MembershipScorer
  ) async throws(LanguageModelError) -> Double? {
    guard let prefix, !prefix.texts.contains(subject.text),
      let (sequence, count) = prefix.put(
        before: subject.tokens, limit: subject.model.contextLength)
    else { return nil }
    let scores = try await subject.model.score(sequence, detail: .chosen)
    let values = scores.tokens.suffix(count).compactMap(\.logProbability)
    guard values.count == count, let after = try? TokenScores(values),
      let alone = try? TokenScores(Array(subject.scores.logProbabilities.prefix(count)))
    else { return nil }
    return try? scorer.recall(alone, prefixed: after)
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
