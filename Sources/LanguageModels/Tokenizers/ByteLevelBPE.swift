// SPDX-License-Identifier: Apache-2.0

/// Byte-pair encoding over the bytes of UTF-8, as GPT-2, SmolLM2, Qwen2 and Llama 3 use it.
///
/// Text is cut into words by a pre-tokenizer; within each, the pair of the lowest rank is merged
/// until none is left (Sennrich et al. 2016, arXiv:1508.07909; over bytes: Radford et al. 2019).
/// Decoding gives the encoded text back, but for bytes that the vocabulary lacks and, where the
/// pre-tokenizer composes, up to Unicode's form C.
package struct ByteLevelBPE: Tokenizer {
  /// The tokens that have a meaning of their own.
  package let special: SpecialTokens
  /// How text is cut into words.
  package let preTokenizer: PreTokenizer
  /// Spellings as they stand in the file; control symbols as they are.
  package let spellings: TokenTable
  /// The bytes of ordinary tokens; only those can be found.
  private let bytes: TokenTable
  /// The token of each byte; -1 where the vocabulary has none.
  private let byteTokens: [TokenID]
  private let merges: MergeTable
  private let added: AddedTokens
  private let isControl: [Bool]
  private let rules: Rules

  /// What a vocabulary declares beside tokens and merges.
  package struct Rules: Equatable, Sendable {
    /// Whether text is brought to Unicode's form C first.
    package var composes: Bool
    /// Whether a word that is a token is taken whole, before any merge.
    package var ignoresMerges: Bool
    /// Whether a byte without a token becomes `special.unknown`; it is left out otherwise.
    package var replacesUnknown: Bool

    /// Creates rules.
    package init(composes: Bool, ignoresMerges: Bool = false, replacesUnknown: Bool = false) {
      self.composes = composes
      self.ignoresMerges = ignoresMerges
      self.replacesUnknown = replacesUnknown
    }
  }

  /// Creates a tokenizer.
  ///
  /// - Parameters:
  ///   - vocabulary: Tokens, merges and special tokens as a file gives them.
  ///   - preTokenizer: How text is cut into words.
  ///   - rules: What else the file declares.
  /// - Throws: `LMD054` to `LMD059` where the vocabulary contradicts itself.
  package init(
    _ vocabulary: TokenVocabulary, _ preTokenizer: PreTokenizer, _ rules: Rules
  ) throws(LanguageModelError) {
    let name = vocabulary.name
    special = try vocabulary.checkedSpecial()
    added = try vocabulary.checkedAdded()
    self.preTokenizer = preTokenizer
    self.rules = rules
    spellings = try TokenTable(vocabulary.tokens, name: name)
    isControl = vocabulary.flags(of: special.controls)
    var isAdded = isControl
    for entry in added.entries { isAdded[Int(entry.token)] = true }
    var decoded: [[UInt8]] = []
    for (index, token) in vocabulary.tokens.enumerated() {
      if let bytes = ByteAlphabet.bytes(of: String(decoding: token, as: UTF8.self)), !isAdded[index]
      {
        decoded.append(bytes)
      } else {
        guard isAdded[index] else { throw .outsideAlphabet(name, index) }
        decoded.append(token)
      }
    }
    bytes = try TokenTable(decoded, name: name) { !isAdded[$0] }
    byteTokens = (UInt8.min...UInt8.max).map { [bytes] in bytes.token([$0]) ?? -1 }
    merges = try vocabulary.rankedMerges(spellings)
  }

  /// The number of tokens.
  package var vocabularyCount: Int { spellings.count }

  /// The bytes that no token stands for; texts that hold them do not come back whole.
  package var missingBytes: [UInt8] {
    (UInt8.min...UInt8.max).filter { byteTokens[Int($0)] < 0 }
  }

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
    let segments = added.segments(text, readsSpecial: readsSpecial)
    for segment in segments {
      switch segment {
      case .token(let token): output.append(token)
      case .text(let range):
        let part = segments.count == 1 ? text : Array(text[range])
        encode(rules.composes ? CanonicalComposition.composed(part) : part, &merger, &output)
      }
    }
    special.end(&output, addsSpecial)
    return output
  }

  private func encode(_ text: [UInt8], _ merger: inout TokenMerger, _ output: inout [TokenID]) {
    var scanner = PreTokenScanner(text, preTokenizer)
    while let word = scanner.next() {
      if rules.ignoresMerges, let whole = bytes.token(text, word) {
        output.append(whole)
        continue
      }
      let start = output.count
      for index in word {
        let token = byteTokens[Int(text[index])]
        if token >= 0 {
          output.append(token)
        } else if rules.replacesUnknown, let unknown = special.unknown {
          output.append(unknown)
        }
      }
      merger.merge(&output, from: start)
    }
  }

  /// Returns the bytes of tokens; control symbols and unknown identifiers come to nothing.
  package func decode(_ tokens: [TokenID]) -> [UInt8] {
    var text: [UInt8] = []
    for token in tokens where token >= 0 && Int(token) < isControl.count && !isControl[Int(token)] {
      text.append(contentsOf: bytes[token])
    }
    return text
  }

  /// Returns a token as it is to be shown.
  package func piece(_ token: TokenID) -> String {
    TokenPiece.shown(bytes[token])
  }
}

extension SpecialTokens {
  /// Appends the beginning where it is declared and wanted.
  func begin(_ output: inout [TokenID], _ isWanted: Bool) {
    if isWanted, addsBeginning, let beginning { output.append(beginning) }
  }

  /// Appends the end where it is declared and wanted.
  func end(_ output: inout [TokenID], _ isWanted: Bool) {
    if isWanted, addsEnd, let end { output.append(end) }
  }
}
