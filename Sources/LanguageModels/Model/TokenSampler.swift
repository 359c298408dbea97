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
    let order = candidates(logits)
    let highest = logits[Int(order[0])]
    var weights = order.map {
      SpecialFunctions.exp(Double(logits[Int($0)] - highest) / settings.temperature)
    }
    keepNucleus(&weights)
    var rest = generator.uniform() * weights.reduce(0, +)
    for (place, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return order[place] }
    }
    return order[weights.count - 1]
  }

  /// Returns the likeliest token, the lowest identifier among equals.
  package static func likeliest(_ logits: Span<Float>) -> TokenID {
    var best = 0
    for token in 1..<max(logits.count, 1) where logits[token] > logits[best] { best = token }
    return TokenID(best)
  }

  /// The tokens that may be drawn before the nucleus is cut, the likeliest first.
  private func candidates(_ logits: Span<Float>) -> [TokenID] {
    var values: [(value: Float, token: TokenID)] = []
    values.reserveCapacity(logits.count)
    for token in 0..<logits.count { values.append((logits[token], TokenID(token))) }
    values.sort { $0.value > $1.value || $0.value == $1.value && $0.token < $1.token }
    return values.prefix(settings.topK ?? values.count).map(\.token)
  }

  private func keepNucleus(_ weights: inout [Double]) {
    guard settings.topP < 1 else { return }
    let limit = settings.topP * weights.reduce(0, +)
    var sum = 0.0
    for (place, weight) in weights.enumerated() {
      sum += weight
      if sum >= limit {
        weights.removeSubrange((place + 1)...)
        return
      }
    }
  }
}
