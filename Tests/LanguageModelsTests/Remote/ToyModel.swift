// SPDX-License-Identifier: Apache-2.0

import Compute
import LanguageModels

/// Forty tokens: letters, a few pairs, two control symbols; the longest match comes first.
struct ToyTokenizer: Tokenizer {
  static let pieces: [String] =
    ["<s>", "</s>", "?", " ", ".", ",", "O", "S", "L"]
    + "abcdefghijklmnopqrstuvwxyz".map(String.init) + ["th", "he", "er", " a", "é"]

  var special: SpecialTokens

  /// Whether a blank is put before every text, as SentencePiece vocabularies do.
  let addsBlank: Bool

  init(addsBeginning: Bool, addsBlank: Bool = false) {
    self.addsBlank = addsBlank
    special = SpecialTokens(
      beginning: 0, end: 1, unknown: 2, addsBeginning: addsBeginning, controls: [0, 1])
  }

  var vocabularyCount: Int { ToyTokenizer.pieces.count }

  func encode(_ text: String, addsSpecial: Bool) -> [TokenID] {
    var tokens: [TokenID] = addsSpecial && special.addsBeginning ? [0] : []
    var rest = (addsBlank ? " " + text : text)[...]
    while let first = rest.first {
      let match = ToyTokenizer.pieces.indices.dropFirst(3)
        .filter { rest.hasPrefix(ToyTokenizer.pieces[$0]) }
        .max { ToyTokenizer.pieces[$0].count < ToyTokenizer.pieces[$1].count }
      tokens.append(TokenID(match ?? 2))
      rest = rest.dropFirst(match.map { ToyTokenizer.pieces[$0].count } ?? String(first).count)
    }
    return tokens
  }

  func decode(_ tokens: [TokenID]) -> [UInt8] {
    tokens.filter { !special.controls.contains($0) }.flatMap { Array(piece($0).utf8) }
  }

  func piece(_ token: TokenID) -> String { ToyTokenizer.pieces[Int(token)] }
}

/// A fixed distribution over the toy tokens: noise from the last two tokens, and where it is
/// predictive a strong liking for what follows them in a known text.
struct ToyModel: LanguageModel {
  static let text =
    "Once upon a time, there was a little girl named Lily. "
    + "She loved to play outside in the park."

  let tokenizer: ToyTokenizer
  private let followers: [[TokenID]: TokenID]

  init(addsBeginning: Bool = true, addsBlank: Bool = false, isPredictive: Bool = true) {
    tokenizer = ToyTokenizer(addsBeginning: addsBeginning, addsBlank: addsBlank)
    var followers: [[TokenID]: TokenID] = [:]
    let tokens = tokenizer.encode(ToyModel.text, addsSpecial: true)
    for place in tokens.indices.dropFirst() where isPredictive {
      followers[Array(tokens[..<place].suffix(2))] = tokens[place]
    }
    self.followers = followers
  }

  var identity: ModelIdentity { ModelIdentity(name: "toy", architecture: nil, digest: nil) }
  var capability: Capability { .distributions }
  var contextLength: Int? { nil }

  func tokenize(_ text: String) async throws(LanguageModelError) -> [TokenID] {
    tokenizer.encode(text, addsSpecial: true)
  }

  func detokenize(_ tokens: [TokenID]) async throws(LanguageModelError) -> String {
    String(decoding: tokenizer.decode(tokens), as: UTF8.self)
  }

  /// Logits `[40]` of what follows.
  func logits(after context: some Collection<TokenID>) -> [Double] {
    let last = Array(context.suffix(2))
    let seed = last.reduce(Seed(7)) { $0.derive("token", Int($1)) }
    var generator = SeededGenerator(seed: seed)
    var logits = (0..<tokenizer.vocabularyCount).map { _ in generator.uniform() * 2 }
    if let follower = followers[last] { logits[Int(follower)] += 4 }
    return logits
  }

  /// Log-probabilities `[40]` of what follows.
  func logProbabilities(after context: some Collection<TokenID>) -> [Double] {
    ToyModel.logSoftmax(logits(after: context))
  }

  static func logSoftmax(_ logits: [Double]) -> [Double] {
    let highest = logits.max() ?? 0
    let sum = logits.reduce(0) { $0 + SpecialFunctions.exp($1 - highest) }
    return logits.map { $0 - highest - SpecialFunctions.log(sum) }
  }

  /// The order of tokens, the likeliest first.
  static func order(_ values: [Double]) -> [Int] {
    values.indices.sorted { values[$0] > values[$1] || values[$0] == values[$1] && $0 < $1 }
  }

  func score(
    _ tokens: [TokenID], detail: ScoreDetail
  ) async throws(LanguageModelError) -> SequenceScores {
    var scores: [TokenScore] = []
    var distributions: [Float] = []
    for (place, token) in tokens.enumerated() {
      guard place > 0 else {
        scores.append(TokenScore(token: token, logProbability: nil))
        continue
      }
      let values = logProbabilities(after: tokens[..<place])
      let order = ToyModel.order(values)
      var score = TokenScore(
        token: token, logProbability: values[Int(token)],
        rank: (order.firstIndex(of: Int(token)) ?? 0) + 1)
      if case .top(let count) = detail {
        score.top = order.prefix(count).map {
          RankedToken(token: TokenID($0), logProbability: values[$0])
        }
      }
      if detail == .distribution { distributions += values.map(Float.init) }
      scores.append(score)
    }
    return SequenceScores(tokens: scores, distributions: distributions)
  }

  func generate(
    after prompt: [TokenID], _ settings: GenerationSettings
  ) async throws(LanguageModelError) -> Generation {
    let added = greedy(after: prompt, settings.tokenLimit)
    let scores = added.enumerated().map { place, token in
      TokenScore(
        token: token,
        logProbability: logProbabilities(after: prompt + added[..<place])[Int(token)], rank: 1)
    }
    let text = String(decoding: tokenizer.decode(added), as: UTF8.self)
    return Generation(
      tokens: scores, text: text, ending: added.count < settings.tokenLimit ? .stop : .length)
  }

  /// The likeliest continuation, up to the end of a text.
  func greedy(after prompt: [TokenID], _ limit: Int) -> [TokenID] {
    var added: [TokenID] = []
    while added.count < limit {
      let best = TokenID(ToyModel.order(logits(after: prompt + added))[0])
      if best == 1 { break }
      added.append(best)
    }
    return added
  }

  func embed(_ tokens: [TokenID]) async throws(LanguageModelError) -> [Float]? { nil }
}
