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

  /// How tokens are shown; an endpoint without a tokenizer here is asked for each.
  func pieces(of tokens: [TokenID]) async throws(LanguageModelError) -> [TokenID: String] {
    var pieces: [TokenID: String] = [:]
    for token in tokens where pieces[token] == nil {
      if let tokenizer {
        pieces[token] = tokenizer.piece(token)
      } else {
        pieces[token] = try await text(of: token)
      }
    }
    return pieces
  }

  /// The text that a token adds to others: some vocabularies take a blank away from the first.
  private func text(of token: TokenID) async throws(LanguageModelError) -> String {
    let once = try await model.detokenize([token])
    let twice = try await model.detokenize([token, token])
    guard twice.utf8.starts(with: once.utf8) else { return once }
    return String(decoding: twice.utf8.dropFirst(once.utf8.count), as: UTF8.self)
  }
}
