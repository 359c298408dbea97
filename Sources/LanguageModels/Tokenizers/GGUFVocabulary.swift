// SPDX-License-Identifier: Apache-2.0

/// What a GGUF file's metadata say of its vocabulary, under `tokenizer.ggml`.
package struct GGUFVocabulary: Sendable {
  /// What the file is called in messages.
  package var name: String
  /// `model`: `gpt2` for byte-level BPE, `llama` for a SentencePiece model.
  package var model: String
  /// `tokens`, by identifier.
  package var tokens: [String]
  /// `merges`, two spellings with a blank between them; empty where there are none.
  package var merges: [String]
  /// `scores`; empty where there are none.
  package var scores: [Float]
  /// `token_type`; empty where there are none.
  package var types: [Int32]
  /// `pre`: the name of the pre-tokenizer.
  package var pre: String?
  /// `bos_token_id`.
  package var beginning: Int?
  /// `eos_token_id`.
  package var end: Int?
  /// `unknown_token_id`.
  package var unknown: Int?
  /// `add_bos_token`; where absent, set for `llama` models and Llama 3's pre-tokenizer alone.
  package var addsBeginning: Bool?
  /// `add_eos_token`; not set where absent.
  package var addsEnd: Bool?
  /// `add_space_prefix`; where absent, set for `llama` models.
  package var addsSpacePrefix: Bool?

  /// The kinds of tokens that `token_type` tells apart.
  private enum Kind: Int32 {
    case normal = 1
    case unknown = 2
    case control = 3
    case userDefined = 4
    case unused = 5
    case byte = 6
  }

  /// Creates a vocabulary from metadata; what a file does not state is left out.
  package init(
    name: String, model: String, tokens: [String], merges: [String] = [], scores: [Float] = [],
    types: [Int32] = [], pre: String? = nil, beginning: Int? = nil, end: Int? = nil,
    unknown: Int? = nil, addsBeginning: Bool? = nil, addsEnd: Bool? = nil,
    addsSpacePrefix: Bool? = nil
  ) {
    self.name = name
    self.model = model
    self.tokens = tokens
    self.merges = merges
    self.scores = scores
    self.types = types
    self.pre = pre
    self.beginning = beginning
    self.end = end
    self.unknown = unknown
    self.addsBeginning = addsBeginning
    self.addsEnd = addsEnd
    self.addsSpacePrefix = addsSpacePrefix
  }

  /// Makes the tokenizer.
  ///
  /// - Returns: A `ByteLevelBPE` for the model `gpt2`, a `SentencePieceBPE` for `llama`.
  /// - Throws: `LMD050` for an unknown pre-tokenizer, `LMD051` for another model, `LMD054` to
  ///   `LMD060` where the vocabulary contradicts itself, `LMD062` where a part of it is missing,
  ///   `LMD063` for a token of an unknown type.
  package func tokenizer() throws(LanguageModelError) -> any Tokenizer {
    guard types.isEmpty || types.count == tokens.count else {
      throw .unevenLists(name, "token types", types.count, tokens: tokens.count)
    }
    // Zero is llama.cpp's word for a type that was left open.
    if let place = types.firstIndex(where: { $0 != 0 && Kind(rawValue: $0) == nil }) {
      throw .unknownTokenType(name, place, types[place])
    }
    switch model {
    case "gpt2": return try byteLevel()
    case "llama": return try sentencePiece()
    default: throw .unsupportedTokenizer(name, "the tokenizer model '\(model)'")
    }
  }

  private func byteLevel() throws(LanguageModelError) -> ByteLevelBPE {
    guard let pre else { throw .unknownPreTokenizer(name, "none is named") }
    guard let preTokenizer = PreTokenizer(ggufName: pre) else {
      throw .unknownPreTokenizer(name, "'\(pre)'")
    }
    let isLlama3 = preTokenizer == .llama3
    let vocabulary = try vocabulary(addsBeginning: isLlama3)
    try vocabulary.requireMerges { !types.isEmpty && types[$0] == Kind.unused.rawValue }
    let rules = ByteLevelBPE.Rules(
      composes: preTokenizer.composes, ignoresMerges: isLlama3)
    return try ByteLevelBPE(vocabulary, preTokenizer, rules)
  }

  private func sentencePiece() throws(LanguageModelError) -> SentencePieceBPE {
    var rules = SentencePieceBPE.Rules()
    rules.dummyPrefix = addsSpacePrefix ?? true ? .always : .never
    let vocabulary = try vocabulary(addsBeginning: true)
    guard !scores.isEmpty else { throw .incomplete(name, "scores") }
    return try SentencePieceBPE(
      vocabulary, scores: scores,
      isMergeable: { types.isEmpty || types[$0] == Kind.normal.rawValue }, rules)
  }

  private func vocabulary(addsBeginning: Bool) throws(LanguageModelError) -> TokenVocabulary {
    var special = SpecialTokens(
      addsBeginning: self.addsBeginning ?? addsBeginning, addsEnd: addsEnd ?? false)
    special.beginning = try identifier(beginning, "the beginning of a text")
    special.end = try identifier(end, "the end of a text")
    guard !special.addsBeginning || special.beginning != nil else {
      throw .incomplete(name, "token that begins a text ('bos_token_id'), though it is to be added")
    }
    guard !special.addsEnd || special.end != nil else {
      throw .incomplete(name, "token that ends a text ('eos_token_id'), though it is to be added")
    }
    special.unknown = try identifier(unknown, "the unknown token")
    special.controls = [special.beginning, special.end].compactMap(\.self)
    if model == "llama" { special.controls += [special.unknown].compactMap(\.self) }
    var added: [AddedTokens.Entry] = []
    for (index, type) in types.enumerated() {
      switch Kind(rawValue: type) {
      case .control, .unknown: special.controls.append(TokenID(index))
      case .userDefined:
        added.append(.init(TokenID(index), Array(tokens[index].utf8), isSpecial: false))
      default: break
      }
    }
    for control in Set(special.controls) {
      added.append(.init(control, Array(tokens[Int(control)].utf8), isSpecial: true))
    }
    return TokenVocabulary(
      name: name, tokens: tokens.map { Array($0.utf8) }, merges: try pairs(), special: special,
      added: added)
  }

  /// Identifiers come as whole numbers of any width.
  private func identifier(_ value: Int?, _ what: String) throws(LanguageModelError) -> TokenID? {
    guard let value else { return nil }
    guard tokens.indices.contains(value), let token = TokenID(exactly: value) else {
      throw .identifierOutside(name, what, value, count: tokens.count)
    }
    return token
  }

  private func pairs() throws(LanguageModelError) -> [(left: [UInt8], right: [UInt8])] {
    var pairs: [(left: [UInt8], right: [UInt8])] = []
    pairs.reserveCapacity(merges.count)
    for (index, merge) in merges.enumerated() {
      pairs.append(try MergeLine.pair(merge, index, name))
    }
    return pairs
  }
}

/// A merge as one line: two spellings with a blank between them.
enum MergeLine {
  /// Returns the two spellings; `LMD055` where there are not exactly two.
  static func pair(
    _ line: String, _ index: Int, _ name: String
  ) throws(LanguageModelError) -> (left: [UInt8], right: [UInt8]) {
    let parts = Array(line.utf8).split(separator: 0x20, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw .unusableMerge(name, index, "is not two tokens with a blank between them")
    }
    return (Array(parts[0]), Array(parts[1]))
  }
}
