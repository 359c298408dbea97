// SPDX-License-Identifier: Apache-2.0

public import LanguageModels

/// A model together with what makes its tokens readable.
public struct ServedModel: Sendable {
  /// The model.
  public let model: any LanguageModel
  /// How its tokens are spelled.
  public let tokenizer: any Tokenizer
  /// The name that clients ask for.
  public let name: String

  /// Puts a model and its tokenizer together.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - tokenizer: The tokenizer that the model itself uses.
  ///   - name: The name that clients ask for; the model's own where left out.
  public init(model: any LanguageModel, tokenizer: any Tokenizer, name: String? = nil) {
    self.model = model
    self.tokenizer = tokenizer
    self.name = name ?? model.identity.name
  }

  /// Refuses identifiers that the vocabulary does not have.
  func require(_ tokens: [TokenID], parameter: String) throws(ServersError) {
    for (place, token) in tokens.enumerated()
    where token < 0 || Int(token) >= tokenizer.vocabularyCount {
      throw .malformed(
        parameter, "holds \(token) at place \(place), which is no token",
        remedy: "Give identifiers from 0 to \(tokenizer.vocabularyCount - 1).")
    }
  }
}
