// SPDX-License-Identifier: Apache-2.0

/// Tokens that are found in text before anything else: control symbols and user-defined words.
package struct AddedTokens: Sendable {
  /// One such token.
  package struct Entry: Equatable, Sendable {
    /// The identifier.
    package var token: TokenID
    /// The spelling in UTF-8.
    package var spelling: [UInt8]
    /// Whether it is a control symbol, which only trusted text may spell out.
    package var isSpecial: Bool
    /// Whether it takes the blanks before it along.
    package var stripsLeft: Bool
    /// Whether it takes the blanks after it along.
    package var stripsRight: Bool

    /// Creates an entry.
    package init(
      _ token: TokenID, _ spelling: [UInt8], isSpecial: Bool, stripsLeft: Bool = false,
      stripsRight: Bool = false
    ) {
      self.token = token
      self.spelling = spelling
      self.isSpecial = isSpecial
      self.stripsLeft = stripsLeft
      self.stripsRight = stripsRight
    }
  }

  /// A stretch of text.
  package enum Segment: Equatable, Sendable {
    /// Ordinary text.
    case text(Range<Int>)
    /// A token that was spelled out.
    case token(TokenID)
  }

  /// All entries, by identifier.
  package let entries: [Entry]
  private let hasPlain: Bool
  /// Entries by their first byte, the longest first.
  private let byFirst: [UInt8: [Entry]]

  /// Collects entries; those without a spelling are left out.
  package init(_ entries: [Entry] = []) {
    self.entries = entries.filter { !$0.spelling.isEmpty }.sorted { $0.token < $1.token }
    hasPlain = self.entries.contains { !$0.isSpecial }
    byFirst = Dictionary(grouping: self.entries) { $0.spelling[0] }
      .mapValues { group in
        group.sorted { ($1.spelling.count, $0.token) < ($0.spelling.count, $1.token) }
      }
  }

  /// Cuts text at the tokens that are spelled out in it, the leftmost first, among those the longest.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - readsSpecial: Whether control symbols are found too.
  /// - Returns: The stretches in order; no text among them is empty.
  package func segments(_ text: [UInt8], readsSpecial: Bool) -> [Segment] {
    guard hasPlain || (readsSpecial && !entries.isEmpty) else {
      return text.isEmpty ? [] : [.text(text.indices)]
    }
    var segments: [Segment] = []
    var start = 0
    var offset = 0
    while offset < text.count {
      guard let entry = entry(in: text, at: offset, readsSpecial: readsSpecial) else {
        offset += 1
        continue
      }
      let end = entry.stripsLeft ? blanksBegin(text, from: start, before: offset) : offset
      if end > start { segments.append(.text(start..<end)) }
      segments.append(.token(entry.token))
      offset += entry.spelling.count
      if entry.stripsRight { offset = blanksEnd(text, after: offset) }
      start = offset
    }
    if start < text.count { segments.append(.text(start..<text.count)) }
    return segments
  }

  private func entry(in text: [UInt8], at offset: Int, readsSpecial: Bool) -> Entry? {
    guard let candidates = byFirst[text[offset]] else { return nil }
    return candidates.first { entry in
      (readsSpecial || !entry.isSpecial) && text[offset...].starts(with: entry.spelling)
    }
  }

  private func blanksBegin(_ text: [UInt8], from start: Int, before offset: Int) -> Int {
    var begin = offset
    while begin > start {
      var previous = begin - 1
      while previous > start, text[previous] & 0xC0 == 0x80 { previous -= 1 }
      guard CharacterClasses.all.character(text, previous).classes & CharacterClasses.blank != 0
      else { break }
      begin = previous
    }
    return begin
  }

  private func blanksEnd(_ text: [UInt8], after offset: Int) -> Int {
    var end = offset
    while end < text.count {
      let character = CharacterClasses.all.character(text, end)
      guard character.classes & CharacterClasses.blank != 0 else { break }
      end += character.length
    }
    return end
  }
}
