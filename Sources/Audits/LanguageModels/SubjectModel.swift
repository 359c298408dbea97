// SPDX-License-Identifier: Apache-2.0

package import LanguageModels

/// A language model that a command works on, whatever it was opened from.
package struct SubjectModel: Sendable {
  /// The model.
  package let model: any LanguageModel
  /// Its tokenizer; nil for an endpoint that has to be asked.
  package let tokenizer: (any Tokenizer)?

  /// Puts a model and its tokenizer together.
  package init(model: any LanguageModel, tokenizer: (any Tokenizer)?) {
    self.model = model
    self.tokenizer = tokenizer
  }

  /// How tokens are shown; of an endpoint without a tokenizer here, as it told or as it tells now.
  func pieces(
    of tokens: [TokenID], told: [TokenID: String] = [:]
  ) async throws(LanguageModelError) -> [TokenID: String] {
    if let endpoint = model as? EndpointModel {
      return try await endpoint.texts(of: tokens, told: told)
    }
    var pieces: [TokenID: String] = [:]
    for token in tokens where pieces[token] == nil {
      if let tokenizer {
        pieces[token] = tokenizer.piece(token)
      } else {
        pieces[token] = try await model.detokenize([token])
      }
    }
    return pieces
  }
}
