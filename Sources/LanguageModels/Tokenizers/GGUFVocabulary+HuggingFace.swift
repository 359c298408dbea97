// SPDX-License-Identifier: Apache-2.0

import Evidence

extension GGUFVocabulary {
  /// Returns the files of a vocabulary in a Hugging Face folder.
  ///
  /// Whatever contradicts itself is refused rather than written.
  ///
  /// - Throws: What `tokenizer()` throws, and `LMD064` for spellings that one object cannot hold.
  func huggingFaceFiles() throws(LanguageModelError) -> [VocabularyConversion.File] {
    let document: JSONValue
    switch try tokenizer() {
    case let scored as SentencePieceBPE: document = try sentencePieceDocument(scored)
    default: document = try byteLevelDocument()
    }
    do throws(EvidenceError) {
      return [
        .init(name: "tokenizer.json", bytes: try document.canonicalBytes()),
        .init(name: "tokenizer_config.json", bytes: try settings.readableBytes()),
      ]
    } catch {
      throw .malformedTokenizer("\(name) cannot be written.", cause: error.message)
    }
  }

  private func byteLevelDocument() throws(LanguageModelError) -> JSONValue {
    guard let pre, let cut = PreTokenizer(ggufName: pre) else {
      throw VocabularyConversion.unsupported(name, "tokenizer.json")
    }
    return try document(
      normalizer: cut.composes ? ["type": "NFC"] : nil, preTokenizer: cut.steps,
      decoder: PreTokenizer.byteLevel(usesPattern: true),
      model: [
        "unk_token": nil, "fuse_unk": false, "byte_fallback": false,
        "ignore_merges": .bool(cut == .llama3), "merges": .array(merges.map(JSONValue.string)),
      ])
  }

  /// A vocabulary with written blanks; the merges that follow from scores are listed by score.
  ///
  /// Where neighbours that overlap have the same score, scores merge the first of them, a list of
  /// merges the one that stands first in it.
  private func sentencePieceDocument(
    _ tokenizer: SentencePieceBPE
  ) throws(LanguageModelError) -> JSONValue {
    let replace: JSONValue = [
      "type": "Replace", "pattern": ["String": " "], "content": "\u{2581}",
    ]
    let unblank: JSONValue = [
      "type": "Replace", "pattern": ["String": "\u{2581}"], "content": " ",
    ]
    let prepend: JSONValue = ["type": "Prepend", "prepend": "\u{2581}"]
    let strip: JSONValue = ["type": "Strip", "content": " ", "start": 1, "stop": 0]
    let hasPrefix = addsSpacePrefix ?? true
    return try document(
      normalizer: [
        "type": "Sequence", "normalizers": .array(hasPrefix ? [prepend, replace] : [replace]),
      ],
      preTokenizer: nil,
      decoder: [
        "type": "Sequence",
        "decoders": .array(
          [unblank, ["type": "ByteFallback"], ["type": "Fuse"]] + (hasPrefix ? [strip] : [])),
      ],
      model: [
        "unk_token": spelling(unknown), "fuse_unk": true, "byte_fallback": true,
        "ignore_merges": false,
        "merges": .array(
          tokenizer.orderedMerges.map { left, right in
            .array([.string(tokens[Int(left)]), .string(tokens[Int(right)])])
          }),
      ])
  }

  private func document(
    normalizer: JSONValue, preTokenizer: JSONValue, decoder: JSONValue, model: [String: JSONValue]
  ) throws(LanguageModelError) -> JSONValue {
    let members = tokens.enumerated().filter { types.isEmpty || types[$0.offset] != 5 }
      .map { ($1, JSONValue.int($0)) }
    let vocabulary = Dictionary(members) { first, _ in first }
    // Composed and decomposed letters are two tokens, and one key.
    guard vocabulary.count == members.count else {
      throw VocabularyConversion.unsupported(name, "tokenizer.json")
    }
    let common: [String: JSONValue] = [
      "type": "BPE", "dropout": nil, "continuing_subword_prefix": nil, "end_of_word_suffix": nil,
      "vocab": .object(vocabulary),
    ]
    return [
      "version": "1.0", "truncation": nil, "padding": nil, "normalizer": normalizer,
      "added_tokens": .array(addedTokens), "pre_tokenizer": preTokenizer,
      "post_processor": postProcessor, "decoder": decoder,
      "model": .object(common.merging(model) { _, own in own }),
    ]
  }

  private var settings: JSONValue {
    [
      "tokenizer_class": "PreTrainedTokenizerFast", "bos_token": spelling(beginning),
      "eos_token": spelling(end), "unk_token": spelling(unknown),
      "add_bos_token": .bool(isBeginningAdded), "add_eos_token": .bool(addsEnd ?? false),
      "clean_up_tokenization_spaces": false,
    ]
  }

  private var isBeginningAdded: Bool {
    addsBeginning
      ?? (model == "llama" || pre.flatMap(PreTokenizer.init(ggufName:)) == .llama3)
  }

  private func spelling(_ token: Int?) -> JSONValue {
    guard let token, tokens.indices.contains(token) else { return .null }
    return .string(tokens[token])
  }

  private var addedTokens: [JSONValue] {
    let ends = [beginning, end, model == "llama" ? unknown : nil].compactMap(\.self)
    return tokens.indices.compactMap { place in
      let type = types.isEmpty ? 1 : types[place]
      let isSpecial = type == 2 || type == 3 || ends.contains(place)
      guard isSpecial || type == 4 else { return nil }
      return [
        "id": .int(place), "content": .string(tokens[place]), "single_word": false,
        "lstrip": false, "rstrip": false, "normalized": false, "special": .bool(isSpecial),
      ]
    }
  }

  /// What puts the beginning and the end around a text, where the vocabulary adds them.
  private var postProcessor: JSONValue {
    let first = isBeginningAdded ? beginning : nil
    let last = addsEnd == true ? end : nil
    guard first != nil || last != nil else { return .null }
    func piece(_ token: Int, _ segment: Int) -> JSONValue {
      ["SpecialToken": ["id": spelling(token), "type_id": .int(segment)]]
    }
    func pieces(_ name: String, _ segment: Int) -> [JSONValue] {
      let middle: JSONValue = ["Sequence": ["id": .string(name), "type_id": .int(segment)]]
      return (first.map { [piece($0, segment)] } ?? []) + [middle]
        + (last.map { [piece($0, segment)] } ?? [])
    }
    let named = Set([first, last].compactMap(\.self)).sorted().map { token in
      (
        tokens[token],
        ["id": spelling(token), "ids": [.int(token)], "tokens": [spelling(token)]] as JSONValue
      )
    }
    return [
      "type": "TemplateProcessing", "single": .array(pieces("A", 0)),
      "pair": .array(pieces("A", 0) + pieces("B", 1)),
      "special_tokens": .object(Dictionary(named) { first, _ in first }),
    ]
  }
}
