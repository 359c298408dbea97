// SPDX-License-Identifier: Apache-2.0

import Compute
import LanguageModels

/// A model of bytes that knows some texts by heart and nothing else: the oracle of extraction.
///
/// After a beginning of texts that it knows it is nearly sure of the bytes that follow in them; after
/// anything else its likings are noise that depends on the last byte alone.
struct LookupModel: LanguageModel {
  /// By how much the logit of a known byte is raised.
  private static let certainty = 12.0
  private static let noise = (0..<256).map { Noise(after: $0) }
  private let known: [[UInt8]]

  /// Whether every log-probability is told, and not all but one of each text.
  private let tellsAll: Bool

  init(knowing texts: [String], tellsAll: Bool = true) {
    self.tellsAll = tellsAll
    known = texts.map { Array($0.utf8) }
  }

  /// The likings after one byte, with the sums that scores are made of.
  private struct Noise {
    let logits: [Double]
    let best: Int
    /// Sums of e^x, x e^x and x^2 e^x.
    var sums = (0.0, 0.0, 0.0)

    init(after byte: Int) {
      var generator = SeededGenerator(seed: Seed(11).derive("byte", byte))
      let logits = (0..<256).map { _ in generator.uniform() }
      self.logits = logits
      best = logits.indices.max { logits[$0] < logits[$1] } ?? 0
      for logit in logits { add(logit, 1) }
    }

    mutating func add(_ logit: Double, _ sign: Double) {
      let weight = sign * SpecialFunctions.exp(logit)
      sums = (sums.0 + weight, sums.1 + weight * logit, sums.2 + weight * logit * logit)
    }
  }

  var identity: ModelIdentity {
    ModelIdentity(name: "lookup", architecture: nil, digest: "sha256:\(known.count)")
  }
  var capability: Capability { .distributions }
  var contextLength: Int? { nil }

  func tokenize(_ text: String) async throws(LanguageModelError) -> [TokenID] {
    text.utf8.map(TokenID.init)
  }

  func detokenize(_ tokens: [TokenID]) async throws(LanguageModelError) -> String {
    String(decoding: tokens.map { UInt8($0) }, as: UTF8.self)
  }

  func embed(_ tokens: [TokenID]) async throws(LanguageModelError) -> [Float]? { nil }

  /// The score of a byte after another, where `next` are those that are known to follow.
  private func score(_ own: Int, after last: Int, next: Set<Int>) -> TokenScore {
    var noise = LookupModel.noise[last]
    for byte in next {
      noise.add(noise.logits[byte], -1)
      noise.add(noise.logits[byte] + LookupModel.certainty, 1)
    }
    func logit(_ byte: Int) -> Double {
      noise.logits[byte] + (next.contains(byte) ? LookupModel.certainty : 0)
    }
    let logSum = SpecialFunctions.log(noise.sums.0)
    let mean = noise.sums.1 / noise.sums.0
    let square = noise.sums.2 / noise.sums.0
    let value = logit(own)
    let rank =
      next.isEmpty
      ? 1 + noise.logits.count { $0 > value } : 1 + next.count { logit($0) > value }
    var score = TokenScore(token: TokenID(own), logProbability: value - logSum, rank: rank)
    score.mean = mean - logSum
    score.standardDeviation = max(square - mean * mean, 0).squareRoot()
    return score
  }

  func score(
    _ tokens: [TokenID], detail: ScoreDetail
  ) async throws(LanguageModelError) -> SequenceScores {
    var candidates = known
    return SequenceScores(
      tokens: tokens.indices.map { place in
        guard place > 0 else { return TokenScore(token: tokens[0], logProbability: nil) }
        let last = UInt8(tokens[place - 1])
        candidates = candidates.filter { $0.count > place && $0[place - 1] == last }
        guard tellsAll || place < tokens.count - 1 else {
          return TokenScore(token: tokens[place], logProbability: nil)
        }
        return score(
          Int(tokens[place]), after: Int(last), next: Set(candidates.map { Int($0[place]) }))
      })
  }

  func generate(
    after prompt: [TokenID], _ settings: GenerationSettings
  ) async throws(LanguageModelError) -> Generation {
    var bytes = prompt.map { UInt8($0) }
    var candidates = known.filter { $0.starts(with: bytes) }
    for _ in 0..<settings.tokenLimit {
      candidates = candidates.filter { $0.count > bytes.count }
      let noise = LookupModel.noise[Int(bytes[bytes.count - 1])]
      let next = candidates.map { Int($0[bytes.count]) }.max { noise.logits[$0] < noise.logits[$1] }
      let chosen = UInt8(next ?? noise.best)
      candidates = candidates.filter { $0[bytes.count] == chosen }
      bytes.append(chosen)
    }
    let new = bytes[prompt.count...]
    return Generation(
      tokens: new.map { TokenScore(token: TokenID($0), logProbability: nil) },
      text: String(decoding: new, as: UTF8.self), ending: .length)
  }
}
