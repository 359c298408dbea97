// SPDX-License-Identifier: Apache-2.0

/// The spellings of a vocabulary in one buffer, with a search from bytes to identifier.
///
/// Spellings are compared byte by byte: Swift's strings would take composed and decomposed accents
/// for the same token.
package struct TokenTable: Sendable {
  /// The most tokens that a vocabulary may have.
  package static let countLimit = 1 << 21
  /// The most bytes that one token may have.
  package static let lengthLimit = 4096

  private var spellings: [UInt8] = []
  private var starts: [Int] = [0]
  /// Identifiers by hash, open addressing; -1 where free.
  ///
  /// Their count is a power of two, at most half of them used.
  private var slots: [TokenID]

  /// The number of tokens.
  package var count: Int { starts.count - 1 }

  /// Collects spellings; empty ones stand for unused identifiers and cannot be found.
  ///
  /// - Parameters:
  ///   - tokens: The spelling of each identifier.
  ///   - name: What the vocabulary is called in messages.
  ///   - isIndexed: Which tokens can be found by their spelling; all by default.
  /// - Throws: `LMD054` for a spelling that stands twice, `LMD057` for too many or too long ones.
  package init(
    _ tokens: some Collection<[UInt8]>, name: String, isIndexed: (Int) -> Bool = { _ in true }
  ) throws(LanguageModelError) {
    guard tokens.count <= TokenTable.countLimit else {
      throw .tooLarge(name, "\(tokens.count) tokens", limit: "\(TokenTable.countLimit) tokens")
    }
    var capacity = 16
    while capacity < tokens.count * 2 { capacity *= 2 }
    slots = Array(repeating: -1, count: capacity)
    starts.reserveCapacity(tokens.count + 1)
    for (index, token) in tokens.enumerated() {
      guard token.count <= TokenTable.lengthLimit else {
        throw .tooLarge(
          name, "a token \(index) of \(token.count) bytes",
          limit: "\(TokenTable.lengthLimit) bytes a token")
      }
      spellings.append(contentsOf: token)
      starts.append(spellings.count)
      if !token.isEmpty, isIndexed(index) { try insert(TokenID(index), name) }
    }
  }

  private mutating func insert(_ token: TokenID, _ name: String) throws(LanguageModelError) {
    let range = range(of: token)
    var slot = TokenTable.hash(spellings, range) & (slots.count - 1)
    while slots[slot] >= 0 {
      guard !equals(slots[slot], spellings, range) else {
        throw .duplicateToken(name, Int(slots[slot]), Int(token))
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = token
  }

  /// The bytes of a token; empty for an unknown identifier.
  package subscript(token: TokenID) -> ArraySlice<UInt8> {
    spellings[range(of: token)]
  }

  /// Returns the token that is spelled like these bytes, where there is one.
  package func token(_ bytes: [UInt8]) -> TokenID? {
    token(bytes, bytes.indices)
  }

  /// Returns the token that is spelled like a range of `bytes`, where there is one.
  package func token(_ bytes: [UInt8], _ range: Range<Int>) -> TokenID? {
    guard !range.isEmpty else { return nil }
    var slot = TokenTable.hash(bytes, range) & (slots.count - 1)
    while slots[slot] >= 0 {
      if equals(slots[slot], bytes, range) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func range(of token: TokenID) -> Range<Int> {
    guard token >= 0, Int(token) < count else { return 0..<0 }
    return starts[Int(token)]..<starts[Int(token) + 1]
  }

  private func equals(_ token: TokenID, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let own = self.range(of: token)
    guard own.count == range.count else { return false }
    let distance = range.lowerBound - own.lowerBound
    for index in own where spellings[index] != bytes[index + distance] { return false }
    return true
  }

  /// FNV-1a over 64 bits, its halves folded together.
  static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7FFF_FFFF_FFFF_FFFF)
  }
}

/// How a token is shown to people.
package enum TokenPiece {
  /// Returns bytes as the text they are; bytes that are no UTF-8 by themselves as `<0xE7>`.
  package static func shown(_ bytes: some Collection<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return bytes.map { byte in
      (0x20..<0x7F).contains(byte)
        ? String(Unicode.Scalar(byte))
        : (byte < 0x10 ? "<0x0" : "<0x") + String(byte, radix: 16, uppercase: true) + ">"
    }.joined()
  }
}
