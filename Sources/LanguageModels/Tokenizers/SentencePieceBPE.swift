// SPDX-License-Identifier: Apache-2.0

/// Byte-pair encoding over characters with blanks written as a letter, as Llama 2 and Mistral use it.
///
/// Merges come by rank from a list, or from scores: of all neighbours whose joint spelling is a
/// token, the one of the highest score is merged first, among equal ones the leftmost (Kudo and
/// Richardson 2018, arXiv:1808.06226). A character without a token becomes its bytes' tokens, or
/// the unknown token. Decoding takes the blank away that encoding put first.
package struct SentencePieceBPE: Tokenizer {
  /// When a blank is put before a text.
  package enum DummyPrefix: Equatable, Sendable {
    /// Never.
    case never
    /// Before every text that is not empty, also one that begins with a blank.
    case always
    /// Before every text that is not empty and does not begin with a blank.
    case unlessPresent
  }

  /// What a vocabulary declares beside tokens and merges.
  package struct Rules: Equatable, Sendable {
    /// How a blank is spelled in the vocabulary: U+2581, or the blank itself in llama2.c's files.
    package var blank: [UInt8] = [0xE2, 0x96, 0x81]
    /// When a blank is put before a text.
    package var dummyPrefix = DummyPrefix.always
    /// Whether the blank is also put after each special token that is spelled out in the text.
    package var prefixesEverySegment = true
    /// Whether unknown characters that stand together become one unknown token.
    package var fusesUnknown = false
    /// Whether a character without a token becomes the tokens `<0x00>` to `<0xFF>` of its bytes.
    package var fallsBackToBytes = true

    /// Creates rules; those of a SentencePiece model by default.
    package init() {}
  }

  /// The tokens that have a meaning of their own.
  package let special: SpecialTokens
  /// Spellings as they stand in the file.
  package let spellings: TokenTable
  private let rules: Rules
  private let merges: MergeTable
  private let added: AddedTokens
  /// What each token decodes to; empty for control symbols.
  private let texts: TokenTable
  /// The token of each byte; -1 where the vocabulary has none.
  private let byteTokens: [TokenID]
  /// The token of each ASCII character; -1 where the vocabulary has none.
  private let asciiTokens: [TokenID]
  private let blankToken: TokenID?
  /// Whether no token has a blank behind a character that is none, so that words merge apart.
  private let cutsAtBlanks: Bool

  /// Creates a tokenizer whose merges come from a list or, with `scores`, from those.
  ///
  /// - Parameters:
  ///   - vocabulary: Tokens, merges and special tokens as a file gives them.
  ///   - scores: The score of each token; nil where the vocabulary lists its merges.
  ///   - isMergeable: Which tokens scores may lead to; tokens of bytes and controls never are.
  ///   - rules: What else the file declares.
  /// - Throws: `LMD054` to `LMD060` where the vocabulary contradicts itself.
  package init(
    _ vocabulary: TokenVocabulary, scores: [Float]? = nil,
    isMergeable: (Int) -> Bool = { _ in true }, _ rules: Rules
  ) throws(LanguageModelError) {
    let spellings = try TokenTable(vocabulary.tokens, name: vocabulary.name)
    special = try vocabulary.checkedSpecial()
    added = try vocabulary.checkedAdded()
    self.rules = rules
    self.spellings = spellings
    let bytes = (UInt8.min...UInt8.max).map { byte in
      spellings.token(SentencePieceBPE.byteSpelling(byte)) ?? -1
    }
    byteTokens = bytes
    var isApart = vocabulary.flags(of: special.controls)
    for token in bytes where token >= 0 { isApart[Int(token)] = true }
    texts = try SentencePieceBPE.texts(vocabulary, isApart, bytes, rules)
    asciiTokens = (UInt8(0)..<0x80).map { byte in
      guard let token = spellings.token([byte]), !isApart[Int(token)] else { return -1 }
      return token
    }
    blankToken = spellings.token(rules.blank)
    if let scores {
      merges = try ScoredMerges(vocabulary, scores) { !isApart[$0] && isMergeable($0) }
        .table(spellings)
    } else {
      merges = try vocabulary.rankedMerges(spellings)
    }
    cutsAtBlanks = !vocabulary.tokens.enumerated().contains { index, token in
      !isApart[index] && SentencePieceBPE.hasInnerBlank(token, rules.blank)
    }
  }

  /// The two tokens of each merge, the earliest first; where they come from scores, all that follow.
  var orderedMerges: [(left: TokenID, right: TokenID)] { merges.pairs }

  /// The number of tokens.
  package var vocabularyCount: Int { spellings.count }

  /// Returns the tokens of text; special tokens that it spells out are read as ordinary text.
  package func encode(_ text: String, addsSpecial: Bool) -> [TokenID] {
    encode(text, addsSpecial: addsSpecial, readsSpecial: false)
  }

  /// Returns the tokens of text, in which special tokens may be spelled out.
  package func encode(_ text: String, addsSpecial: Bool, readsSpecial: Bool) -> [TokenID] {
    let text = Array(text.utf8)
    var output: [TokenID] = []
    output.reserveCapacity(text.count / 3 + 2)
    special.begin(&output, addsSpecial)
    var merger = TokenMerger(merges)
    for segment in added.segments(text, readsSpecial: readsSpecial) {
      switch segment {
      case .token(let token): output.append(token)
      case .text(let range): encode(text, range, &merger, &output)
      }
    }
    special.end(&output, addsSpecial)
    return output
  }

  private func encode(
    _ text: [UInt8], _ range: Range<Int>, _ merger: inout TokenMerger, _ output: inout [TokenID]
  ) {
    var start = output.count
    var unknownIsOpen = false
    var afterBlank = true
    if prefixes(text, range) { appendBlank(&output, &unknownIsOpen) }
    var offset = range.lowerBound
    while offset < range.upperBound {
      if text[offset] == 0x20 {
        if cutsAtBlanks, !afterBlank {
          merger.merge(&output, from: start)
          start = output.count
        }
        appendBlank(&output, &unknownIsOpen)
        afterBlank = true
        offset += 1
        continue
      }
      let length = SentencePieceBPE.length(text[offset])
      append(text, offset..<(offset + length), &output, &unknownIsOpen)
      afterBlank = isBlankLetter(text, offset, length)
      offset += length
    }
    merger.merge(&output, from: start)
  }

  /// Whether the vocabulary's letter for a blank itself stands here.
  private func isBlankLetter(_ text: [UInt8], _ offset: Int, _ length: Int) -> Bool {
    length == rules.blank.count && text[offset..<(offset + length)].elementsEqual(rules.blank)
  }

  private func prefixes(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    guard rules.prefixesEverySegment || range.lowerBound == 0 else { return false }
    switch rules.dummyPrefix {
    case .never: return false
    case .always: return true
    case .unlessPresent:
      return text[range.lowerBound] != 0x20 && !text[range].starts(with: rules.blank)
    }
  }

  private func appendBlank(_ output: inout [TokenID], _ unknownIsOpen: inout Bool) {
    if let blankToken {
      output.append(blankToken)
      unknownIsOpen = false
    } else {
      append(rules.blank, rules.blank.indices, &output, &unknownIsOpen)
    }
  }

  private func append(
    _ text: [UInt8], _ character: Range<Int>, _ output: inout [TokenID], _ unknownIsOpen: inout Bool
  ) {
    let first = text[character.lowerBound]
    let token = first < 0x80 ? asciiTokens[Int(first)] : spellings.token(text, character) ?? -1
    if token >= 0 {
      output.append(token)
      unknownIsOpen = false
    } else if rules.fallsBackToBytes, character.allSatisfy({ byteTokens[Int(text[$0])] >= 0 }) {
      for index in character { output.append(byteTokens[Int(text[index])]) }
      unknownIsOpen = false
    } else if let unknown = special.unknown {
      if !(unknownIsOpen && rules.fusesUnknown) { output.append(unknown) }
      unknownIsOpen = true
    }
  }

  /// Returns the bytes of a text's tokens, without the blank that encoding put first.
  package func decode(_ tokens: [TokenID]) -> [UInt8] {
    decode(tokens, continues: false)
  }

  /// Returns the bytes of tokens; only a text's beginning loses the blank that encoding put there.
  package func decode(_ tokens: [TokenID], continues: Bool) -> [UInt8] {
    var text: [UInt8] = []
    for token in tokens { text.append(contentsOf: texts[token]) }
    if !continues, rules.dummyPrefix != .never, text.first == 0x20 { text.removeFirst() }
    return text
  }

  /// Returns a token as it is to be shown.
  package func piece(_ token: TokenID) -> String {
    let text = texts[token]
    return TokenPiece.shown(text.isEmpty ? spellings[token] : text)
  }
}
