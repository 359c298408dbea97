// SPDX-License-Identifier: Apache-2.0

/// A model's tokenizer, or why there is none.
struct ModelVocabulary: Sendable {
  private let outcome: Result<any Tokenizer, LanguageModelError>
  private let beginsDocuments: Bool

  /// Takes the tokenizer of a file, or the one at a path.
  ///
  /// - Throws: Whatever is wrong with a tokenizer at a path; of the model's own it is kept.
  init(_ file: ModelFile, named path: String?) throws(LanguageModelError) {
    let count = file.configuration.vocabularyCount
    // Models of llama2.c learn texts that are put one after another, each with its beginning.
    beginsDocuments = file.format == .llama2c
    if let path {
      let tokenizer = try TokenizerSource.at(path).tokenizer(modelCount: count)
      try ModelVocabulary.check(tokenizer, path, file)
      outcome = .success(tokenizer)
    } else {
      outcome = Result { () throws(LanguageModelError) in
        let tokenizer = try file.tokenizer.tokenizer(modelCount: count)
        try ModelVocabulary.check(tokenizer, "of the model", file)
        return tokenizer
      }
    }
  }

  /// How text becomes tokens.
  func tokenizer() throws(LanguageModelError) -> any Tokenizer { try outcome.get() }

  /// Whether a token ends a text that is being written.
  func endsText(_ token: TokenID) -> Bool {
    guard let special = try? outcome.get().special else { return false }
    return token == special.end || beginsDocuments && token == special.beginning
  }

  /// The text of a continuation; empty without a tokenizer.
  func text(of tokens: [TokenID], after prompt: [TokenID]) -> String {
    guard let tokenizer = try? outcome.get() else { return "" }
    let controls = Set(tokenizer.special.controls)
    let continues = prompt.contains { !controls.contains($0) }
    return String(decoding: tokenizer.decode(tokens, continues: continues), as: UTF8.self)
  }

  /// Embedding tables may have rows to spare, but none may be missing.
  fileprivate static func check(
    _ tokenizer: any Tokenizer, _ name: String, _ file: ModelFile
  ) throws(LanguageModelError) {
    let count = file.configuration.vocabularyCount
    guard tokenizer.vocabularyCount <= count else {
      throw .foreignTokenizer(name, tokenizer.vocabularyCount, model: file.path, count)
    }
  }
}

extension ModelFile {
  /// What the model's tokenizer is made of, or what the one at a path is, which is tried out.
  ///
  /// - Parameter path: A file to take the tokenizer from; nil for the model's own.
  /// - Returns: The source.
  /// - Throws: `LMD113` for a tokenizer at the path with more tokens than the model, and what reading
  ///   it throws.
  package func tokenizer(named path: String?) throws(LanguageModelError) -> TokenizerSource {
    guard let path else { return tokenizer }
    let source = try TokenizerSource.at(path)
    let words = try source.tokenizer(modelCount: configuration.vocabularyCount)
    try ModelVocabulary.check(words, path, self)
    return source
  }
}
