// SPDX-License-Identifier: Apache-2.0

import Evidence

/// A byte-level vocabulary that was learnt here, to be written down for others.
package struct TrainedVocabulary: Sendable {
  /// The spelling of each identifier: learnt tokens in the alphabet of bytes, special ones as is.
  package let tokens: [String]
  /// The two identifiers that each merge joins, the earliest merge first.
  package let merges: [(left: TokenID, right: TokenID)]
  /// The identifiers of the special tokens.
  package let special: [TokenID]
  /// How text is cut into words.
  package let preTokenizer: PreTokenizer

  /// Puts special tokens before or after the learnt ones.
  init(
    bytes: [[UInt8]], merges: [(left: TokenID, right: TokenID)], _ settings: BPETrainer.Settings
  ) throws(LanguageModelError) {
    let (special, specialComesFirst) = (settings.special, settings.specialComesFirst)
    preTokenizer = settings.preTokenizer
    let learnt = bytes.map { ByteAlphabet.spelling(of: $0) }
    let taken = Set(learnt.map { Array($0.utf8) })
    guard !special.contains(where: { taken.contains(Array($0.utf8)) }) else {
      throw .untrainable(
        "A special token is spelled like a token of the corpus.",
        remedy: "Give special tokens that no word spells, such as <|endoftext|>.")
    }
    let shift = specialComesFirst ? TokenID(special.count) : 0
    let first = specialComesFirst ? 0 : learnt.count
    tokens = specialComesFirst ? special + learnt : learnt + special
    self.merges = merges.map { ($0.left + shift, $0.right + shift) }
    self.special = special.indices.map { TokenID(first + $0) }
  }

  /// The merges as lines of two spellings with a blank between them, as GGUF files hold them.
  package var mergeLines: [String] {
    merges.map { "\(tokens[Int($0.left)]) \(tokens[Int($0.right)])" }
  }

  /// What a GGUF file is to say of the vocabulary.
  ///
  /// - Parameter name: What the vocabulary is called in messages.
  /// - Returns: Metadata from which `GGUFVocabulary.tokenizer()` makes this vocabulary's tokenizer.
  package func ggufVocabulary(name: String) -> GGUFVocabulary {
    var types = Array(repeating: Int32(1), count: tokens.count)
    for token in special { types[Int(token)] = 3 }
    return GGUFVocabulary(
      name: name, model: "gpt2", tokens: tokens, merges: mergeLines, types: types,
      pre: preTokenizer.ggufName, beginning: special.last.map(Int.init),
      end: special.last.map(Int.init), addsBeginning: false, addsEnd: false)
  }

  /// Makes the tokenizer; neither beginning nor end is added to texts.
  package func tokenizer(name: String) throws(LanguageModelError) -> any Tokenizer {
    try ggufVocabulary(name: name).tokenizer()
  }

  /// Returns a `tokenizer.json` that Hugging Face `tokenizers` reads.
  ///
  /// - Returns: The document in canonical form: the same vocabulary, the same bytes.
  /// - Throws: `LMD053` where JSON cannot hold the vocabulary, which it always can.
  package func tokenizerJSON() throws(LanguageModelError) -> [UInt8] {
    let document: JSONValue = [
      "version": "1.0", "truncation": nil, "padding": nil,
      "normalizer": preTokenizer.composes ? ["type": "NFC"] : nil,
      "added_tokens": .array(special.map(addedToken)), "pre_tokenizer": preTokenizer.steps,
      "post_processor": nil, "decoder": PreTokenizer.byteLevel(usesPattern: true),
      "model": model,
    ]
    do {
      return try document.canonicalBytes()
    } catch {
      throw .malformedTokenizer("The vocabulary cannot be written.", cause: error.message)
    }
  }

  private func addedToken(_ token: TokenID) -> JSONValue {
    [
      "id": .int(token), "content": .string(tokens[Int(token)]), "single_word": false,
      "lstrip": false, "rstrip": false, "normalized": false, "special": true,
    ]
  }

  private var model: JSONValue {
    let identifiers = tokens.enumerated().map { ($1, JSONValue.int($0)) }
    let pairs = merges.map { merge -> JSONValue in
      [.string(tokens[Int(merge.left)]), .string(tokens[Int(merge.right)])]
    }
    return [
      "type": "BPE", "dropout": nil, "unk_token": nil, "continuing_subword_prefix": nil,
      "end_of_word_suffix": nil, "fuse_unk": false, "byte_fallback": false,
      "ignore_merges": .bool(preTokenizer == .llama3),
      "vocab": .object(Dictionary(identifiers) { first, _ in first }), "merges": .array(pairs),
    ]
  }
}
