// SPDX-License-Identifier: Apache-2.0

/// A vocabulary as a file gives it, before anything was checked.
package struct TokenVocabulary: Sendable {
  /// What the vocabulary is called in messages, such as a file's path.
  package var name: String
  /// The spelling of each identifier in UTF-8; empty for an identifier that is not used.
  package var tokens: [[UInt8]]
  /// The two spellings that each merge joins, the earliest merge first.
  package var merges: [(left: [UInt8], right: [UInt8])]
  /// The tokens that have a meaning of their own.
  package var special: SpecialTokens
  /// The tokens that are found in text before anything else.
  package var added: [AddedTokens.Entry]

  /// Creates a vocabulary.
  package init(
    name: String, tokens: [[UInt8]], merges: [(left: [UInt8], right: [UInt8])] = [],
    special: SpecialTokens = SpecialTokens(), added: [AddedTokens.Entry] = []
  ) {
    self.name = name
    self.tokens = tokens
    self.merges = merges
    self.special = special
    self.added = added
  }

  /// Returns the special tokens, the controls sorted.
  ///
  /// - Throws: `LMD056` where one lies outside of the vocabulary.
  func checkedSpecial() throws(LanguageModelError) -> SpecialTokens {
    var checked = special
    checked.controls = Set(special.controls).sorted()
    try require(special.beginning, "the beginning of a text")
    try require(special.end, "the end of a text")
    try require(special.unknown, "the unknown token")
    for control in [checked.controls.first, checked.controls.last] {
      try require(control, "a control token")
    }
    return checked
  }

  private func require(_ token: TokenID?, _ what: String) throws(LanguageModelError) {
    guard let token, token < 0 || Int(token) >= tokens.count else { return }
    throw .identifierOutside(name, what, Int(token), count: tokens.count)
  }

  /// Returns the tokens that are found in text before anything else.
  ///
  /// - Throws: `LMD056` where one lies outside of the vocabulary.
  func checkedAdded() throws(LanguageModelError) -> AddedTokens {
    for entry in added { try require(entry.token, "an added token") }
    return AddedTokens(added)
  }

  /// Returns which identifiers are among these; all lie in the vocabulary.
  func flags(of identifiers: [TokenID]) -> [Bool] {
    var flags = Array(repeating: false, count: tokens.count)
    for identifier in identifiers { flags[Int(identifier)] = true }
    return flags
  }

  /// Refuses a list of no merges where an ordinary token is more than one character, so that only
  /// merges reach it.
  ///
  /// - Parameter isReached: Whether an identifier needs no merge for another reason.
  /// - Throws: `LMD062` where such a token stands.
  func requireMerges(unless isReached: (Int) -> Bool) throws(LanguageModelError) {
    guard merges.isEmpty else { return }
    let apart = Set(added.map(\.token) + [special.unknown].compactMap(\.self))
    let isInNeed = tokens.enumerated().contains { place, spelling in
      !apart.contains(TokenID(place)) && !isReached(place)
        && String(decoding: spelling, as: UTF8.self).unicodeScalars.count > 1
    }
    guard !isInNeed else { throw .incomplete(name, "merges") }
  }

  /// Returns the merges by the rank that their place in the list gives them.
  ///
  /// - Throws: `LMD055` for a merge that names an unknown token or stands twice.
  func rankedMerges(_ table: TokenTable) throws(LanguageModelError) -> MergeTable {
    guard merges.count <= TokenTable.countLimit else {
      throw .tooLarge(name, "\(merges.count) merges", limit: "\(TokenTable.countLimit) merges")
    }
    var ranked = MergeTable(capacity: merges.count)
    for (rank, merge) in merges.enumerated() {
      guard let left = table.token(merge.left), let right = table.token(merge.right) else {
        throw .unusableMerge(name, rank, "joins a token that the vocabulary lacks")
      }
      guard let result = table.token(merge.left + merge.right) else {
        throw .unusableMerge(name, rank, "results in a token that the vocabulary lacks")
      }
      guard ranked.insert(left, right, rank: rank, result: result) else {
        throw .unusableMerge(name, rank, "stands twice")
      }
    }
    return ranked
  }
}
