// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with a vocabulary: `LMD050` to `LMD062`.
extension LanguageModelError {
  /// `LMD050`: nobody here knows how this vocabulary cuts text.
  static func unknownPreTokenizer(_ name: String, _ given: String) -> LanguageModelError {
    LanguageModelError(
      "LMD050", .badData, "\(name) cuts text by a pre-tokenizer not known here: \(given).",
      remedy: "Known are those of GPT-2, SmolLM2, Qwen2 and Llama 3.")
  }

  /// `LMD051`: the file asks for something that is not done here.
  static func unsupportedTokenizer(_ name: String, _ what: String) -> LanguageModelError {
    LanguageModelError(
      "LMD051", .badData, "\(name) asks for \(what), which is not supported.",
      remedy: "Give byte-level BPE, or BPE with blanks written as U+2581 and byte fallback.")
  }

  /// `LMD052`: a binary file ends early or holds an impossible number.
  static func malformedVocabulary(
    _ name: String, _ problem: String, at offset: Int
  ) -> LanguageModelError {
    LanguageModelError(
      "LMD052", .badData, "\(name), byte \(offset): \(problem).",
      remedy: "Fetch the file again, and name the vocabulary that belongs to the model.")
  }

  /// `LMD053`: a JSON file is malformed or not shaped like a tokenizer.
  static func malformedTokenizer(_ problem: String, cause: String? = nil) -> LanguageModelError {
    LanguageModelError(
      "LMD053", .badData, problem,
      remedy: "Give a tokenizer.json as Hugging Face tokenizers writes it.", cause: cause)
  }

  /// `LMD054`: two identifiers have the same spelling.
  static func duplicateToken(_ name: String, _ first: Int, _ second: Int) -> LanguageModelError {
    LanguageModelError(
      "LMD054", .badData, "The tokens \(first) and \(second) of \(name) are spelled alike.",
      remedy: "Give a vocabulary whose tokens differ.")
  }

  /// `LMD055`: a merge cannot be applied.
  static func unusableMerge(_ name: String, _ index: Int, _ problem: String) -> LanguageModelError {
    LanguageModelError(
      "LMD055", .badData, "Merge \(index) of \(name) \(problem).",
      remedy: "Give the merges that belong to the vocabulary.")
  }

  /// `LMD056`: an identifier lies outside of the vocabulary.
  static func identifierOutside(
    _ name: String, _ what: String, _ identifier: Int, count: Int
  ) -> LanguageModelError {
    LanguageModelError(
      "LMD056", .badData,
      "\(name) gives \(identifier) as \(what); its vocabulary has \(count) tokens.",
      remedy: "Give identifiers from 0 to \(max(0, count - 1)).")
  }

  /// `LMD057`: the vocabulary is beyond what is read.
  static func tooLarge(_ name: String, _ what: String, limit: String) -> LanguageModelError {
    LanguageModelError(
      "LMD057", .badData, "\(name) has \(what); at most \(limit) are read.",
      remedy: "Give a tokenizer's file.")
  }

  /// `LMD058`: two lists about the same tokens differ in length.
  static func unevenLists(_ name: String, _ what: String, _ count: Int, tokens: Int)
    -> LanguageModelError
  {
    LanguageModelError(
      "LMD058", .badData, "\(name) has \(tokens) tokens and \(count) \(what).",
      remedy: "Give one for each token.")
  }

  /// `LMD063`: a token's type is none that GGUF knows.
  static func unknownTokenType(_ name: String, _ token: Int, _ type: Int32) -> LanguageModelError {
    LanguageModelError(
      "LMD063", .badData, "\(name): token \(token) has the type \(type), which GGUF does not know.",
      remedy: "Give one of 1 to 6 (normal, unknown, control, user-defined, unused, byte).")
  }

  /// `LMD059`: a token is not spelled in the alphabet of bytes.
  static func outsideAlphabet(_ name: String, _ token: Int) -> LanguageModelError {
    LanguageModelError(
      "LMD059", .badData,
      "Token \(token) of \(name) has a character that stands for no byte, and is no control token.",
      remedy: "Give a byte-level vocabulary, or mark the token as control or user-defined.")
  }

  /// `LMD060`: a score is not a number.
  static func unusableScore(_ name: String, _ token: Int) -> LanguageModelError {
    LanguageModelError(
      "LMD060", .badData, "The score of token \(token) of \(name) is not a finite number.",
      remedy: "Fetch the file again.")
  }

  /// `LMD061`: a vocabulary was asked for that cannot be trained.
  static func untrainable(_ problem: String, remedy: String) -> LanguageModelError {
    LanguageModelError("LMD061", .usage, problem, remedy: remedy)
  }

  /// `LMD062`: a part is missing, and what is left would give other tokens without a word.
  static func incomplete(_ name: String, _ what: String) -> LanguageModelError {
    LanguageModelError(
      "LMD062", .badData,
      "The vocabulary of \(name) has no \(what); texts would get tokens that the model never saw.",
      remedy: "Download or convert the file again.")
  }
}
