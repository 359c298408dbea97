// SPDX-License-Identifier: Apache-2.0

import LanguageModels

/// The text of a sequence of tokens, and where in it each token begins.
///
/// Offsets count Unicode scalars of the text. A token that begins inside a character, since bytes of
/// one character are spread over several tokens, has the offset of that character; a token without
/// any text, such as the one that begins a sequence, has that of what follows it. What is shown for
/// a token is the tokenizer's own way to show it, which for a part of a character is no text of it.
struct TokenTexts: Sendable {
  /// The text; bytes that are no UTF-8 are replacement characters.
  let text: String
  /// `[count]`, where each token begins.
  let offsets: [Int]
  /// `[count]`, each token as it is shown.
  let pieces: [String]

  /// Spells out tokens.
  ///
  /// - Parameters:
  ///   - tokens: `[count]` tokens of the vocabulary.
  ///   - tokenizer: The tokenizer.
  ///   - continues: Whether others came before, so that a first blank is part of the text.
  init(_ tokens: [TokenID], _ tokenizer: any Tokenizer, continues: Bool = false) {
    var bytes: [UInt8] = []
    var starts: [Int] = []
    var hasBegun = continues
    for token in tokens {
      starts.append(bytes.count)
      let own = tokenizer.decode([token], continues: true)
      bytes += hasBegun ? own : tokenizer.decode([token], continues: false)
      hasBegun = hasBegun || !own.isEmpty
    }
    text = String(decoding: bytes, as: UTF8.self)
    offsets = TokenTexts.offsets(of: starts, in: bytes)
    pieces = tokens.map { tokenizer.piece($0) }
  }

  /// For each ascending place among bytes, how many scalars end at or before it.
  private static func offsets(of starts: [Int], in bytes: [UInt8]) -> [Int] {
    var offsets: [Int] = []
    offsets.reserveCapacity(starts.count)
    var parser = Unicode.UTF8.ForwardParser()
    var source = bytes.makeIterator()
    var (scalars, end) = (0, 0)
    while true {
      switch parser.parseScalar(from: &source) {
      case .valid(let scalar): end += scalar.count
      // What is malformed becomes one replacement character, as in the text.
      case .error(let length): end += length
      case .emptyInput: return offsets + starts[offsets.count...].map { _ in scalars }
      }
      while offsets.count < starts.count, starts[offsets.count] < end { offsets.append(scalars) }
      scalars += 1
    }
  }
}
