// SPDX-License-Identifier: Apache-2.0

import Evidence

extension TokenizerSource {
  /// Returns what a tokenizer can be made of at a path.
  ///
  /// - Parameter path: A GGUF file, a `tokenizer.json` or the folder with one, or a vocabulary of
  ///   llama2.c.
  /// - Returns: The source.
  /// - Throws: `LMD001` or `LMD002` for a file that cannot be read, `LMD004` to `LMD012` for a GGUF
  ///   file that is damaged, `LMD112` for one without a tokenizer.
  package static func at(_ path: String) throws(LanguageModelError) -> TokenizerSource {
    if StoredFile.isFolder(path) { return try at("\(path)/tokenizer.json") }
    let file = try MappedFile(path)
    let start = file.bytes.prefix(4)
    if start.elementsEqual(GGUFFile.magic) {
      let metadata = try GGUFFile(file).metadata
      guard metadata["tokenizer.ggml.tokens"] != nil else {
        throw .missingTokenizer("\(path) holds no 'tokenizer.ggml.tokens'.")
      }
      return .gguf(metadata)
    }
    // A llama2.c vocabulary begins with a length, whose upper bytes are 0.
    guard start.contains(0) else {
      let folder = StoredFile.folder(of: path)
      let settings = "\(folder)/tokenizer_config.json"
      return .huggingFace(
        HuggingFaceTokenizerFiles(
          tokenizer: file,
          configuration: StoredFile.exists(settings) ? try MappedFile(settings) : nil))
    }
    return .llama2c(path: path)
  }

  /// Makes the tokenizer.
  ///
  /// - Parameter modelCount: The size of the model's vocabulary, which a llama2.c file leaves out.
  /// - Returns: The tokenizer.
  /// - Throws: `LMD112` where there is none, `LMD012` for metadata of other types, and what the
  ///   tokenizers throw.
  package func tokenizer(modelCount: Int) throws(LanguageModelError) -> any Tokenizer {
    switch self {
    case .gguf(let metadata): return try GGUFVocabulary(metadata).tokenizer()
    case .huggingFace(let files):
      return try HuggingFaceTokenizer.read(
        files.tokenizer.copiedBytes(), configuration: files.configuration?.copiedBytes(),
        name: files.tokenizer.path)
    case .llama2c(let path):
      return try LlamaCTokenizerFile.read(path: path, vocabularyCount: modelCount)
    case .missing(let reason): throw .missingTokenizer(reason)
    }
  }
}

extension GGUFVocabulary {
  /// Reads the keys `tokenizer.ggml.*`.
  ///
  /// - Throws: `LMD012` for a missing key or a value of another type.
  package init(_ metadata: GGUFMetadata) throws(LanguageModelError) {
    func key(_ name: String) -> String { "tokenizer.ggml.\(name)" }
    self.init(
      name: metadata.source,
      model: try metadata.required(key("model"), metadata.string(key("model"))),
      tokens: try metadata.required(key("tokens"), metadata.strings(key("tokens"))),
      merges: try metadata.strings(key("merges")) ?? [],
      scores: try metadata.floats(key("scores")) ?? [],
      types: try (metadata.integers(key("token_type")) ?? []).map { Int32(clamping: $0) },
      pre: try metadata.string(key("pre")),
      beginning: try metadata.integer(key("bos_token_id")),
      end: try metadata.integer(key("eos_token_id")),
      unknown: try metadata.integer(key("unknown_token_id")),
      addsBeginning: try metadata.flag(key("add_bos_token")),
      addsEnd: try metadata.flag(key("add_eos_token")),
      addsSpacePrefix: try metadata.flag(key("add_space_prefix")))
  }
}
