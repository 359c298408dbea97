// SPDX-License-Identifier: Apache-2.0

public import LanguageModels

/// The beginning of a text and what follows, to see whether a model goes on as the text does.
///
/// Discoverable extraction: Carlini, Ippolito, Jagielski, Lee, Tramer and Zhang, "Quantifying
/// Memorization Across Neural Language Models", 2022, arXiv:2202.07646, section 3: a prefix of 50 tokens
/// and the 50 that follow. Texts that are shorter are cut in half here, which the paper does not do.
public struct SuffixProbe: Equatable, Sendable {
  /// The tokens that are read: the beginning that the model declares, prefix and suffix, `[T]`.
  public let tokens: [TokenID]
  /// The number of tokens at the end that the model has to say by itself, at least one.
  public let suffixCount: Int
  /// Whether prefix and suffix have the wanted number of tokens, and are not the text's halves.
  public let isFull: Bool

  /// The fewest tokens of a text that is cut in half.
  public static let leastCount = 16

  /// Cuts a text after a number of tokens, or in half where it is shorter than twice that number.
  ///
  /// There is no probe of a text of fewer than `leastCount` tokens.
  ///
  /// - Parameters:
  ///   - tokens: The text's tokens as the model sees them, with its beginning, within its context.
  ///   - beginningCount: How many of the first are a declared beginning, which does not count.
  ///   - prefixCount: k, the number of tokens of a whole prefix, and of a whole suffix.
  public init?(_ tokens: [TokenID], beginningCount: Int, prefixCount: Int) {
    precondition(prefixCount > 0, "a prefix has a token")
    let count = tokens.count - beginningCount
    if count >= 2 * prefixCount {
      self.tokens = Array(tokens.prefix(beginningCount + 2 * prefixCount))
      suffixCount = prefixCount
      isFull = true
      return
    }
    guard count >= SuffixProbe.leastCount else { return nil }
    self.tokens = tokens
    suffixCount = count - count / 2
    isFull = false
  }

  /// Cuts a text of a model.
  ///
  /// - Parameters:
  ///   - text: The text; what the context does not hold is left out.
  ///   - prefixCount: k.
  ///   - model: The model, which cuts texts.
  /// - Returns: The probe; nil for a text of too few tokens.
  /// - Throws: A model that reveals no tokens, a failing endpoint.
  public static func probe(
    of text: String, prefixCount: Int, _ model: any LanguageModel
  ) async throws(LanguageModelError) -> SuffixProbe? {
    var tokens = try await model.tokenize(text)
    guard tokens.count > 2 else { return nil }
    if try await model.detokenize([tokens[tokens.count - 1]]).isEmpty { tokens.removeLast() }
    let isBegun = try await model.detokenize([tokens[0]]).isEmpty
    if let most = model.contextLength { tokens = Array(tokens.prefix(most)) }
    return SuffixProbe(tokens, beginningCount: isBegun ? 1 : 0, prefixCount: prefixCount)
  }
}

/// What a model makes of a text's second part, given its first.
public struct SuffixReading: Equatable, Sendable {
  /// Whether every token of the suffix is the likeliest where it stands: greedy decoding gives it.
  public let isGreedy: Bool
  /// The natural logarithm of the suffix's probability, at most 0.
  public let logProbability: Double
  /// The same under sampling among the k likeliest tokens at temperature 1, minus infinity where one
  /// is not among them; nil where the model tells no likeliest tokens.
  public let cutLogProbability: Double?

  /// Creates a reading.
  public init(isGreedy: Bool, logProbability: Double, cutLogProbability: Double?) {
    self.isGreedy = isGreedy
    self.logProbability = logProbability
    self.cutLogProbability = cutLogProbability
  }

  /// Asks a model, in one pass over prefix and suffix.
  ///
  /// - Parameters:
  ///   - probe: The text.
  ///   - model: The model, which tells log-probabilities of given tokens.
  ///   - topK: How many of the likeliest tokens the second rule draws among; nil for no such rule.
  /// - Returns: The reading; nil where the model leaves a log-probability or a rank out.
  /// - Throws: A capability that is too low, a failing endpoint.
  public static func reading(
    of probe: SuffixProbe, _ model: any LanguageModel, topK: Int?
  ) async throws(LanguageModelError) -> SuffixReading? {
    let scores = try await model.score(
      probe.tokens, detail: topK.map { .top($0) } ?? .chosen)
    let own = scores.tokens.suffix(probe.suffixCount)
    let values = own.compactMap(\.logProbability)
    let ranks = own.compactMap(\.rank)
    guard values.count == own.count, ranks.count == own.count else { return nil }
    return SuffixReading(
      isGreedy: ranks.allSatisfy { $0 == 1 }, logProbability: values.reduce(0, +),
      cutLogProbability: topK.flatMap { cut(Array(own), $0) })
  }

  /// Adds up log-probabilities that are shared out anew among the k likeliest.
  private static func cut(_ scores: [TokenScore], _ topK: Int) -> Double? {
    var sum = 0.0
    for score in scores {
      guard !score.top.isEmpty else { return nil }
      let kept = score.top.prefix(topK)
      guard let place = kept.firstIndex(where: { $0.token == score.token }),
        let share = try? SamplingRule(topK: topK).logProbability(
          of: place, among: kept.map(\.logProbability))
      else { return -.infinity }
      sum += share
    }
    return sum
  }
}
