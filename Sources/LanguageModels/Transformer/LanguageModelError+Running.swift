// SPDX-License-Identifier: Apache-2.0

/// What can go wrong while a model runs: `LMD111` to `LMD117`.
extension LanguageModelError {
  /// `LMD111`: a token lies outside of the vocabulary.
  static func unknownToken(_ token: TokenID, at position: Int, count: Int) -> LanguageModelError {
    LanguageModelError(
      "LMD111", .badData,
      "Token \(position) is \(token), but the vocabulary has \(count) tokens.",
      remedy: "Use the tokenizer of this model.")
  }

  /// `LMD112`: text is to be tokenized and nothing says how.
  static func missingTokenizer(_ reason: String) -> LanguageModelError {
    LanguageModelError(
      "LMD112", .missingInput, "The model has no tokenizer. \(reason)",
      remedy: "Name one with --tokenizer: a GGUF file, a tokenizer.json or a llama2.c vocabulary.")
  }

  /// `LMD113`: the tokenizer gives tokens that the model does not know.
  static func foreignTokenizer(
    _ name: String, _ count: Int, model: String, _ modelCount: Int
  ) -> LanguageModelError {
    LanguageModelError(
      "LMD113", .badData,
      "The tokenizer \(name) has \(count) tokens, but \(model) only \(modelCount).",
      remedy: "Name the tokenizer that belongs to the model.")
  }

  /// `LMD114`: a sequence is longer than the model's context.
  static func beyondContext(_ what: String, _ count: Int, limit: Int) -> LanguageModelError {
    LanguageModelError(
      "LMD114", .badData,
      "The \(what) has \(count) tokens, but the model's context ends after \(limit).",
      remedy: "Shorten the text or split it.")
  }

  /// `LMD115`: there is nothing to go on from.
  static func noTokens(_ what: String) -> LanguageModelError {
    LanguageModelError(
      "LMD115", .usage, "The \(what) has no tokens.",
      remedy: "Give some text; this model puts no token of its own before it.")
  }

  /// `LMD116`: a tensor holds a NaN or an infinity.
  static func weightsNotFinite(_ path: String, _ tensor: String) -> LanguageModelError {
    LanguageModelError(
      "LMD116", .badData, "\(path): the tensor \(tensor.shown) holds a number that is not finite.",
      remedy: "Convert or download the model again.")
  }

  /// `LMD117`: the weights are finite, and a norm's sum of squares or the logits are not.
  static func logitsNotFinite(_ path: String) -> LanguageModelError {
    LanguageModelError(
      "LMD117", .badData,
      "\(path): the logits are not finite, though all weights are: some products or sums overflow.",
      remedy: "Check how the model was trained and converted.")
  }

  /// Checks that all tokens lie in a vocabulary.
  ///
  /// - Throws: `LMD111` naming the first that does not.
  static func check(_ tokens: [TokenID], vocabularyCount count: Int) throws(LanguageModelError) {
    for (position, token) in tokens.enumerated() where token < 0 || Int(token) >= count {
      throw .unknownToken(token, at: position, count: count)
    }
  }
}
