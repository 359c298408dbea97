// SPDX-License-Identifier: Apache-2.0

import Compute

extension TransformerModel {
  /// Returns a continuation of a prompt.
  ///
  /// Log-probabilities are those of the way that the continuation was written: one token at a time,
  /// within 1e-5 of the scores of the whole sequence in floats, and within some hundredths with
  /// activations of 8 bits. Without a tokenizer the text is empty and no token ends it.
  ///
  /// - Parameters:
  ///   - prompt: The prompt as the model sees it, with its beginning; not empty.
  ///   - settings: How to draw.
  /// - Returns: The continuation; it names how activations were held.
  /// - Throws: `LMD110` for settings that make no sense, `LMD111` for an unknown token, `LMD114` for
  ///   a prompt beyond the context, `LMD115` for an empty one, `LMD116` or `LMD117` where logits are
  ///   not finite.
  public func generate(
    after prompt: [TokenID], _ settings: GenerationSettings
  ) async throws(LanguageModelError) -> Generation {
    try check(prompt, "prompt")
    guard !prompt.isEmpty else { throw .noTokens("prompt") }
    let sampler = try TokenSampler(settings)
    let (tokens, ending) = try compute { engine throws(LanguageModelError) in
      try write(after: prompt, settings, sampler, engine)
    }
    return Generation(
      tokens: tokens, text: vocabulary.text(of: tokens.map(\.token), after: prompt),
      ending: ending, activations: settings.activations)
  }

  private func write(
    after prompt: [TokenID], _ settings: GenerationSettings, _ sampler: TokenSampler,
    _ engine: TransformerEngine
  ) throws(LanguageModelError) -> ([TokenScore], Generation.Ending) {
    let most = min(settings.tokenLimit, configuration.contextLength - prompt.count)
    guard most > 0 else { return ([], .length) }
    var sampler = sampler
    let session = TransformerSession(
      engine, limit: prompt.count + most, expected: prompt.count,
      activations: settings.activations)
    session.read(prompt)
    var added: [TokenScore] = []
    while true {
      let token = sampler.draw(session.logits.span)
      guard
        let read = LogitReading.score(
          of: token, session.logits, .chosen, by: engine.elements)
      else { throw weights.failure() }
      if !settings.ignoresEnd, vocabulary.endsText(token) { return (added, .stop) }
      added.append(read.score)
      guard added.count < most else { return (added, .length) }
      session.read(token)
    }
  }
}
