// SPDX-License-Identifier: Apache-2.0

/// Turns text into tokens and back.
public protocol Tokenizer: Sendable {
  /// The number of tokens; identifiers lie in `0..<vocabularyCount`.
  var vocabularyCount: Int { get }
  /// The tokens that have a meaning of their own.
  var special: SpecialTokens { get }

  /// Returns the tokens of UTF-8 text.
  ///
  /// - Parameters:
  ///   - text: The text; valid UTF-8.
  ///   - addsSpecial: Whether the declared beginning and end are added. Special tokens that are
  ///     spelled out in the text are never read as such.
  /// - Returns: The tokens, each in `0..<vocabularyCount`.
  func encode(_ text: String, addsSpecial: Bool) -> [TokenID]

  /// Returns the tokens of UTF-8 text that may spell out special tokens, as a chat template does.
  ///
  /// - Parameters:
  ///   - text: The text; valid UTF-8.
  ///   - addsSpecial: Whether the declared beginning and end are added.
  ///   - readsSpecial: Whether special tokens that are spelled out in the text are read as such;
  ///     never set it for text that a stranger wrote.
  /// - Returns: The tokens, each in `0..<vocabularyCount`.
  func encode(_ text: String, addsSpecial: Bool, readsSpecial: Bool) -> [TokenID]

  /// Returns the bytes of tokens; special tokens come to nothing, as do unknown identifiers.
  func decode(_ tokens: [TokenID]) -> [UInt8]

  /// Returns the bytes of tokens that may go on from earlier ones.
  ///
  /// Some vocabularies put a blank before each text and take it away again; a continuation keeps it.
  ///
  /// - Parameters:
  ///   - tokens: The tokens.
  ///   - continues: Whether other tokens came before, so that a first blank is part of the text.
  /// - Returns: The bytes; not valid UTF-8 where tokens end within a character.
  func decode(_ tokens: [TokenID], continues: Bool) -> [UInt8]

  /// Returns a token's text, such as ` the`; parts of a character are written as `<0xE7>`.
  func piece(_ token: TokenID) -> String
}

extension Tokenizer {
  /// Returns the tokens of text; a tokenizer that knows no special tokens reads none.
  public func encode(_ text: String, addsSpecial: Bool, readsSpecial: Bool) -> [TokenID] {
    encode(text, addsSpecial: addsSpecial)
  }

  /// Returns the bytes of tokens; a tokenizer that adds no blank decodes both in the same way.
  public func decode(_ tokens: [TokenID], continues: Bool) -> [UInt8] {
    decode(tokens)
  }
}

/// The tokens of a vocabulary that have a meaning of their own.
public struct SpecialTokens: Equatable, Sendable {
  /// Begins a text; nil where the vocabulary has none.
  public var beginning: TokenID?
  /// Ends a text.
  public var end: TokenID?
  /// Stands for what the vocabulary cannot express.
  public var unknown: TokenID?
  /// Whether `beginning` is put before each text.
  public var addsBeginning: Bool
  /// Whether `end` is put after each text.
  public var addsEnd: Bool
  /// All tokens that are control symbols, not text; ascending.
  public var controls: [TokenID]

  /// Creates special tokens.
  public init(
    beginning: TokenID? = nil, end: TokenID? = nil, unknown: TokenID? = nil,
    addsBeginning: Bool = false, addsEnd: Bool = false, controls: [TokenID] = []
  ) {
    self.beginning = beginning
    self.end = end
    self.unknown = unknown
    self.addsBeginning = addsBeginning
    self.addsEnd = addsEnd
    self.controls = controls
  }
}
