// SPDX-License-Identifier: Apache-2.0

import LanguageModels

/// A model that knows texts by heart and, where it is given nothing, recites one of them.
///
/// Which one follows from the seed of the draw alone, as of any model that is sampled. Before each text
/// stands a beginning of its own.
struct RecitingModel: LanguageModel {
  private static let beginning: TokenID = 256
  private let texts: [String]
  private let lookup: LookupModel

  /// Whether the model tells log-probabilities.
  private let isScoring: Bool

  init(knowing texts: [String], isScoring: Bool = true) {
    self.texts = texts
    self.isScoring = isScoring
    lookup = LookupModel(knowing: texts)
  }

  var identity: ModelIdentity { lookup.identity }
  var capability: Capability { isScoring ? .distributions : .text }
  var contextLength: Int? { nil }

  /// The text that is recited with a seed.
  func recited(_ seed: UInt64) -> String { texts[Int(seed % UInt64(texts.count))] }

  func tokenize(_ text: String) async throws(LanguageModelError) -> [TokenID] {
    [RecitingModel.beginning] + text.utf8.map(TokenID.init)
  }

  func detokenize(_ tokens: [TokenID]) async throws(LanguageModelError) -> String {
    try await lookup.detokenize(tokens.filter { $0 != RecitingModel.beginning })
  }

  func embed(_ tokens: [TokenID]) async throws(LanguageModelError) -> [Float]? { nil }

  func score(
    _ tokens: [TokenID], detail: ScoreDetail
  ) async throws(LanguageModelError) -> SequenceScores {
    guard isScoring else {
      throw LanguageModelError("TST001", .usage, "No probabilities are told.", remedy: "")
    }
    var scores = try await lookup.score(Array(tokens.dropFirst()), detail: detail).tokens
    scores[0].logProbability = -5
    scores[0].rank = 1
    if case .top = detail {
      // One likeliest token a place: another than the true one wherever that is not the likeliest.
      for place in scores.indices {
        let (own, rank) = (scores[place].token, scores[place].rank)
        scores[place].top = [RankedToken(token: rank == 1 ? own : 255 - own, logProbability: 0)]
      }
    }
    return SequenceScores(
      tokens: [TokenScore(token: RecitingModel.beginning, logProbability: nil)] + scores)
  }

  func generate(
    after prompt: [TokenID], _ settings: GenerationSettings
  ) async throws(LanguageModelError) -> Generation {
    guard prompt != [RecitingModel.beginning] else {
      let bytes = recited(settings.seed).utf8.prefix(settings.tokenLimit)
      return Generation(
        tokens: [], text: String(decoding: Array(bytes), as: UTF8.self), ending: .length)
    }
    return try await lookup.generate(after: Array(prompt.dropFirst()), settings)
  }
}
