// SPDX-License-Identifier: Apache-2.0

import Compute

/// Draws tokens from logits.
///
/// Temperature comes first, then the cut to the likeliest `topK`, then the cut to the smallest set
/// of tokens that reaches `topP` (nucleus sampling: Holtzman et al., "The Curious Case of Neural
/// Text Degeneration", 2020, arXiv:1904.09751, section 3.1).
package struct TokenSampler: Sendable {
  private let settings: GenerationSettings
  private var generator: SeededGenerator

  /// Creates a sampler.
  ///
  /// - Throws: `LMD110` for settings out of their ranges.
  package init(_ settings: GenerationSettings) throws(LanguageModelError) {
    guard settings.tokenLimit >= 0, settings.temperature >= 0, settings.temperature.isFinite,
      settings.topK.map({ $0 > 0 }) ?? true, settings.topP > 0, settings.topP <= 1
    else {
      throw LanguageModelError(
        "LMD110", .usage, "The settings of the generation lie outside of their ranges.",
        remedy: "Use a limit and a temperature of at least 0, top-k above 0 and top-p in 0...1.")
    }
    self.settings = settings
    generator = SeededGenerator(seed: Seed(settings.seed).derive("generation"))
  }

  /// Returns the next token.
  ///
  /// - Parameter logits: `[vocabulary]`, at least one, finite.
  /// - Returns: The token that was drawn.
  package mutating func draw(_ logits: Span<Float>) -> TokenID {
    guard settings.temperature > 0 else { return TokenSampler.likeliest(logits) }
    var (tokens, weights) = candidates(logits)
    if settings.topP < 1 { keepNucleus(&tokens, &weights, logits) }
    var rest = generator.uniform() * weights.reduce(0, +)
    for (place, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return tokens[place] }
    }
    return tokens[weights.count - 1]
  }

  /// Returns the likeliest token, the lowest identifier among equals.
  package static func likeliest(_ logits: Span<Float>) -> TokenID {
    var best = 0
    for token in 1..<max(logits.count, 1) where logits[token] > logits[best] { best = token }
    return TokenID(best)
  }

  /// The tokens that may be drawn before the nucleus is cut, and their weights, of which the
  /// largest is 1.
  private func candidates(_ logits: Span<Float>) -> (tokens: [TokenID], weights: [Double]) {
    let tokens =
      settings.topK.map { LogitReading.top($0, logits, logSumExp: 0).map(\.token) }
      ?? Array(0..<TokenID(logits.count))
    let highest = logits[Int(TokenSampler.likeliest(logits))]
    let weights = tokens.map {
      SpecialFunctions.exp(Double(logits[Int($0)] - highest) / settings.temperature)
    }
    return (tokens, weights)
  }

  /// Keeps the likeliest tokens that reach the limit together, ties by lower identifier.
  private func keepNucleus(
    _ tokens: inout [TokenID], _ weights: inout [Double], _ logits: Span<Float>
  ) {
    let total = weights.reduce(0, +)
    // All tokens below this share could not fill what the nucleus leaves out, so that it lies above:
    // few tokens remain to be sorted.
    let least = (1 - settings.topP) * total / Double(weights.count)
    var order = weights.indices.filter { weights[$0] >= least }
    order.sort {
      let (one, other) = (logits[Int(tokens[$0])], logits[Int(tokens[$1])])
      return one > other || one == other && tokens[$0] < tokens[$1]
    }
    var sum = 0.0
    var count = 0
    while count < order.count, count == 0 || sum < settings.topP * total {
      sum += weights[order[count]]
      count += 1
    }
    let kept = order.prefix(count)
    (tokens, weights) = (kept.map { tokens[$0] }, kept.map { weights[$0] })
  }
}
