// SPDX-License-Identifier: Apache-2.0

extension SentencePieceBPE {
  /// How the token of a single byte is spelled, such as `<0x0A>`.
  static func byteSpelling(_ byte: UInt8) -> [UInt8] {
    let digits = String(byte, radix: 16, uppercase: true)
    return Array(((byte < 0x10 ? "<0x0" : "<0x") + digits + ">").utf8)
  }

  /// The number of bytes of the character that begins with `first`.
  @inline(__always)
  static func length(_ first: UInt8) -> Int {
    switch first {
    case ..<0xC0: 1
    case ..<0xE0: 2
    case ..<0xF0: 3
    default: 4
    }
  }

  /// Whether a blank stands behind a character that is none.
  static func hasInnerBlank(_ token: [UInt8], _ blank: [UInt8]) -> Bool {
    var offset = 0
    var afterOther = false
    while offset < token.count {
      if token[offset...].starts(with: blank) {
        if afterOther { return true }
        offset += blank.count
      } else {
        afterOther = true
        offset += 1
      }
    }
    return false
  }

  /// Returns what each token decodes to: control symbols to nothing, byte tokens to their byte.
  static func texts(
    _ vocabulary: TokenVocabulary, _ isApart: [Bool], _ byteTokens: [TokenID], _ rules: Rules
  ) throws(LanguageModelError) -> TokenTable {
    var texts = vocabulary.tokens.enumerated().map { index, token in
      isApart[index] ? [] : unblanked(token, rules.blank)
    }
    for (byte, token) in byteTokens.enumerated() where token >= 0 {
      texts[Int(token)] = [UInt8(byte)]
    }
    return try TokenTable(texts, name: vocabulary.name) { _ in false }
  }

  private static func unblanked(_ token: [UInt8], _ blank: [UInt8]) -> [UInt8] {
    guard blank != [0x20] else { return token }
    var text: [UInt8] = []
    var offset = 0
    while offset < token.count {
      let isBlank = token[offset...].starts(with: blank)
      text.append(isBlank ? 0x20 : token[offset])
      offset += isBlank ? blank.count : 1
    }
    return text
  }
}

/// Merges that follow from scores: every two tokens whose joint spelling is a third one.
struct ScoredMerges {
  private let vocabulary: TokenVocabulary
  private let isMergeable: [Bool]
  /// The place of each token's score among all different ones, the highest first.
  private let ranks: [Int]

  /// - Throws: `LMD058` where scores are missing, `LMD060` for one that is no number.
  init(
    _ vocabulary: TokenVocabulary, _ scores: [Float], _ isMergeable: (Int) -> Bool
  ) throws(LanguageModelError) {
    guard scores.count == vocabulary.tokens.count else {
      throw .unevenLists(vocabulary.name, "scores", scores.count, tokens: vocabulary.tokens.count)
    }
    if let index = scores.firstIndex(where: { !$0.isFinite }) {
      throw .unusableScore(vocabulary.name, index)
    }
    let distinct = Set(scores).sorted(by: >)
    let places = Dictionary(uniqueKeysWithValues: zip(distinct, distinct.indices))
    ranks = scores.map { places[$0] ?? 0 }
    self.vocabulary = vocabulary
    self.isMergeable = vocabulary.tokens.indices.map(isMergeable)
  }

  /// Returns the merges; a token of n characters is reached by at most n - 1 pairs.
  func table(_ spellings: TokenTable) -> MergeTable {
    var table = MergeTable(capacity: ranks.count)
    for (index, token) in vocabulary.tokens.enumerated() where isMergeable[index] {
      var split = token.isEmpty ? 0 : SentencePieceBPE.length(token[0])
      while split < token.count {
        if let left = spellings.token(token, 0..<split), isMergeable[Int(left)],
          let right = spellings.token(token, split..<token.count), isMergeable[Int(right)]
        {
          _ = table.insert(left, right, rank: ranks[index], result: TokenID(index))
        }
        split += SentencePieceBPE.length(token[split])
      }
    }
    return table
  }
}
