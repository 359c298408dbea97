// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Reads `tokenizer.json`, as Hugging Face `tokenizers` writes it, and `tokenizer_config.json`.
///
/// Read are models of type BPE, either byte-level or with blanks written as U+2581. What would
/// change identifiers and is not done here is refused by name. Padding and truncation are ignored;
/// that an added token is matched in normalized text is, too.
package struct HuggingFaceTokenizer {
  /// What the file is called in messages.
  let name: String
  /// The document.
  let root: JSONValue
  /// The member `model`.
  let model: JSONValue
  /// The second document; null where there is none.
  let configuration: JSONValue

  /// Reads a tokenizer's files.
  ///
  /// - Parameters:
  ///   - path: The file `tokenizer.json`.
  ///   - configurationPath: The file `tokenizer_config.json`, where there is one.
  /// - Returns: A `ByteLevelBPE` or a `SentencePieceBPE`.
  /// - Throws: `LMD001` or `LMD002` where a file cannot be read, else as for documents.
  package static func read(
    path: String, configurationPath: String? = nil
  ) throws(LanguageModelError) -> any Tokenizer {
    var configuration: [UInt8]?
    if let configurationPath { configuration = try MappedFile(configurationPath).copiedBytes() }
    return try read(MappedFile(path).copiedBytes(), configuration: configuration, name: path)
  }

  /// Reads a tokenizer's documents.
  ///
  /// - Parameters:
  ///   - bytes: `tokenizer.json`.
  ///   - configuration: `tokenizer_config.json`; it names the tokens that begin and end a text.
  ///     Whether they are added, the post-processor says.
  ///   - name: What the first document is called in messages.
  /// - Returns: A `ByteLevelBPE` or a `SentencePieceBPE`.
  /// - Throws: `LMD050` for an unknown pre-tokenizer, `LMD051` for what is not supported, `LMD053`
  ///   for a malformed document, `LMD054` to `LMD059` where the vocabulary contradicts itself, `LMD062`
  ///   where it has no merges and needs some.
  package static func read(
    _ bytes: [UInt8], configuration: [UInt8]? = nil, name: String
  ) throws(LanguageModelError) -> any Tokenizer {
    try HuggingFaceTokenizer(bytes, configuration: configuration, name: name).tokenizer()
  }

  /// Reads documents whose vocabulary is not yet looked at.
  init(
    _ bytes: [UInt8], configuration: [UInt8]?, name: String
  ) throws(LanguageModelError) {
    self.name = name
    do {
      root = try JSONValue(parsing: bytes, name: name, pairsOf: ["vocab"])
      self.configuration =
        try configuration.map { bytes throws(EvidenceError) in
          try JSONValue(parsing: bytes, name: "\(name)'s tokenizer_config.json")
        } ?? .null
    } catch {
      throw .malformedTokenizer("\(name) cannot be read.", cause: error.message)
    }
    guard let model = root["model"], model.members != nil else {
      throw .malformedTokenizer("\(name) has no object 'model'.")
    }
    self.model = model
  }

  /// Makes the tokenizer.
  func tokenizer() throws(LanguageModelError) -> any Tokenizer {
    try requireSupportedModel()
    let vocabulary = try vocabulary()
    let isByteLevel = try steps("pre_tokenizer", "pretokenizers").contains {
      $0["type"]?.text == "ByteLevel"
    }
    if isByteLevel {
      try vocabulary.requireMerges { _ in false }
      let rules = ByteLevelBPE.Rules(
        composes: try composes(), ignoresMerges: flag(model, "ignore_merges"),
        replacesUnknown: vocabulary.special.unknown != nil)
      return try ByteLevelBPE(vocabulary, try preTokenizer(), rules)
    }
    guard !flag(model, "ignore_merges") else {
      throw .unsupportedTokenizer(name, "'ignore_merges' without bytes")
    }
    let rules = try sentencePieceRules()
    let bytes = rules.fallsBackToBytes ? (.min ... .max).map(SentencePieceBPE.byteSpelling) : []
    try vocabulary.requireMerges { place in bytes.contains(vocabulary.tokens[place]) }
    return try SentencePieceBPE(vocabulary, rules)
  }

  private func requireSupportedModel() throws(LanguageModelError) {
    let type = model["type"]?.text ?? (model["merges"] == nil ? "unknown" : "BPE")
    guard type == "BPE" else { throw .unsupportedTokenizer(name, "a model of type '\(type)'") }
    for affix in ["continuing_subword_prefix", "end_of_word_suffix"] {
      guard (model[affix]?.text ?? "").isEmpty else {
        throw .unsupportedTokenizer(name, "'\(affix)'")
      }
    }
    guard (model["dropout"]?.double ?? 0) == 0 else {
      throw .unsupportedTokenizer(name, "'dropout'")
    }
  }

  /// The vocabulary as the documents state it.
  func vocabulary() throws(LanguageModelError) -> TokenVocabulary {
    var tokens = try modelTokens()
    var added: [AddedTokens.Entry] = []
    for (index, value) in (root["added_tokens"]?.elements ?? []).enumerated() {
      guard let content = value["content"]?.text, let id = value["id"]?.wholeNumber else {
        throw .malformedTokenizer("\(name): added_tokens[\(index)] lacks 'id' or 'content'.")
      }
      guard !flag(value, "single_word") else { throw .unsupportedTokenizer(name, "'single_word'") }
      try place(Array(content.utf8), at: id, &tokens)
      added.append(
        .init(
          TokenID(id), Array(content.utf8), isSpecial: flag(value, "special"),
          stripsLeft: flag(value, "lstrip"), stripsRight: flag(value, "rstrip")))
    }
    let table = try TokenTable(tokens, name: name)
    var vocabulary = TokenVocabulary(
      name: name, tokens: tokens, merges: try merges(),
      special: try special(table), added: added)
    vocabulary.special.controls = added.filter(\.isSpecial).map(\.token)
    return vocabulary
  }

  private func modelTokens() throws(LanguageModelError) -> [[UInt8]] {
    guard let pairs = model["vocab"]?.elements else {
      throw .malformedTokenizer("\(name): model has no object 'vocab'.")
    }
    var tokens: [[UInt8]] = []
    tokens.reserveCapacity(min(pairs.count, TokenTable.countLimit))
    for pair in pairs {
      guard let parts = pair.elements, parts.count == 2, let spelling = parts[0].text,
        let id = parts[1].wholeNumber
      else { throw .malformedTokenizer("\(name): model.vocab has a member that is no number.") }
      guard !tokens.indices.contains(id) || tokens[id].isEmpty else {
        throw .malformedTokenizer("\(name): two tokens have the identifier \(id).")
      }
      try place(Array(spelling.utf8), at: id, &tokens)
    }
    return tokens
  }

  /// Puts a spelling at its identifier; it may stand there already.
  private func place(
    _ spelling: [UInt8], at id: Int, _ tokens: inout [[UInt8]]
  ) throws(LanguageModelError) {
    guard (0..<TokenTable.countLimit).contains(id) else {
      throw .identifierOutside(name, "a token's identifier", id, count: TokenTable.countLimit)
    }
    while tokens.count <= id { tokens.append([]) }
    guard tokens[id].isEmpty || tokens[id] == spelling else {
      throw .malformedTokenizer("\(name): two tokens have the identifier \(id).")
    }
    tokens[id] = spelling
  }

  private func merges() throws(LanguageModelError) -> [(left: [UInt8], right: [UInt8])] {
    guard let lines = model["merges"]?.elements else {
      throw .malformedTokenizer("\(name): model has no array 'merges'.")
    }
    var merges: [(left: [UInt8], right: [UInt8])] = []
    merges.reserveCapacity(lines.count)
    for (index, line) in lines.enumerated() {
      if let text = line.text {
        merges.append(try MergeLine.pair(text, index, name))
      } else if let parts = line.elements, parts.count == 2, let left = parts[0].text,
        let right = parts[1].text
      {
        merges.append((Array(left.utf8), Array(right.utf8)))
      } else {
        throw .unusableMerge(name, index, "is not two tokens")
      }
    }
    return merges
  }

  /// Whether a member is `true`.
  func flag(_ value: JSONValue, _ key: String) -> Bool {
    value[key] == .bool(true)
  }
}
