// SPDX-License-Identifier: Apache-2.0

/// The `tokenizer.bin` of Karpathy's llama2.c: the scored spellings of a SentencePiece model.
///
/// The file holds the length of the longest spelling, then for each token a score (binary32), a
/// length (both four bytes, little-endian) and that many bytes. Blanks are blanks. Identifier 0 is
/// the unknown token, 1 begins a text and is added, 2 ends one and is not.
package enum LlamaCTokenizerFile {
  /// The smallest vocabulary: three control tokens and 256 bytes.
  private static let leastCount = 259
  /// How the first tokens are spelled elsewhere; llama2.c has its own spellings of them.
  private static let controls = ["<unk>", "<s>", "</s>"]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - vocabularyCount: The number of tokens, which the model's file states.
  /// - Returns: The tokenizer.
  /// - Throws: `LMD001` or `LMD002` where the file cannot be read, else as `read(_:name:)`.
  package static func read(
    path: String, vocabularyCount: Int
  ) throws(LanguageModelError) -> SentencePieceBPE {
    try read(MappedFile(path).copiedBytes(), name: path, vocabularyCount: vocabularyCount)
  }

  /// Reads a file's bytes.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: What the file is called in messages.
  ///   - vocabularyCount: The number of tokens, which the model's file states.
  /// - Returns: The tokenizer.
  /// - Throws: `LMD052` with the offset for a file that ends early or holds impossible numbers,
  ///   `LMD054`, `LMD057` or `LMD060` for a vocabulary that cannot be used.
  package static func read(
    _ bytes: [UInt8], name: String, vocabularyCount: Int
  ) throws(LanguageModelError) -> SentencePieceBPE {
    let (tokens, scores) = try entries(bytes, name: name, vocabularyCount: vocabularyCount)
    return try tokenizer(tokens, scores, name)
  }

  /// Reads a file as GGUF files state such a vocabulary, blanks as U+2581.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - vocabularyCount: The number of tokens, which the model's file states.
  /// - Returns: The vocabulary; it yields the same tokens.
  /// - Throws: As `read(path:vocabularyCount:)`, and `LMD064` for spellings that are not UTF-8.
  static func ggufVocabulary(
    path: String, vocabularyCount: Int
  ) throws(LanguageModelError) -> GGUFVocabulary {
    let (tokens, scores) = try entries(
      MappedFile(path).copiedBytes(), name: path, vocabularyCount: vocabularyCount)
    _ = try tokenizer(tokens, scores, path)
    let bytes = Set((UInt8.min...UInt8.max).map { SentencePieceBPE.byteSpelling($0) })
    var spellings = controls
    for token in tokens.dropFirst(controls.count) {
      let blanked = token.flatMap { $0 == 0x20 ? [0xE2, 0x96, 0x81] : [$0] }
      guard let text = String(validating: blanked, as: UTF8.self) else {
        throw VocabularyConversion.unsupported(path, "GGUF")
      }
      spellings.append(text)
    }
    let types = tokens.enumerated().map { place, token -> Int32 in
      place < controls.count ? (place == 0 ? 2 : 3) : (bytes.contains(token) ? 6 : 1)
    }
    return GGUFVocabulary(
      name: path, model: "llama", tokens: spellings, scores: scores, types: types,
      beginning: 1, end: 2, unknown: 0, addsBeginning: true, addsEnd: false, addsSpacePrefix: true)
  }

  private static func entries(
    _ bytes: [UInt8], name: String, vocabularyCount: Int
  ) throws(LanguageModelError) -> (tokens: [[UInt8]], scores: [Float]) {
    guard (leastCount...TokenTable.countLimit).contains(vocabularyCount) else {
      throw .malformedVocabulary(
        name, "\(vocabularyCount) tokens cannot be a llama2.c vocabulary", at: 0)
    }
    var cursor = Cursor(bytes: bytes, name: name)
    let longest = try cursor.word("the length of the longest token")
    var tokens: [[UInt8]] = []
    var scores: [Float] = []
    for token in 0..<vocabularyCount {
      scores.append(Float(bitPattern: try cursor.word("the score of token \(token)")))
      tokens.append(try cursor.spelling(token, longest: longest))
    }
    guard cursor.offset == bytes.count else {
      throw .malformedVocabulary(
        name, "something follows the \(vocabularyCount) tokens", at: cursor.offset)
    }
    return (tokens, scores)
  }

  private static func tokenizer(
    _ tokens: [[UInt8]], _ scores: [Float], _ name: String
  ) throws(LanguageModelError) -> SentencePieceBPE {
    let special = SpecialTokens(
      beginning: 1, end: 2, unknown: 0, addsBeginning: true, controls: [0, 1, 2])
    let spelledOut = controls.enumerated().map { token, spelling in
      AddedTokens.Entry(TokenID(token), Array(spelling.utf8), isSpecial: true)
    }
    var rules = SentencePieceBPE.Rules()
    rules.blank = [0x20]
    let vocabulary = TokenVocabulary(
      name: name, tokens: tokens, special: special, added: spelledOut)
    let tokenizer = try SentencePieceBPE(vocabulary, scores: scores, rules)
    for byte in UInt8.min...UInt8.max
    where tokenizer.spellings.token(SentencePieceBPE.byteSpelling(byte)) == nil {
      throw .malformedVocabulary(name, "no token stands for the byte \(byte)", at: 0)
    }
    return tokenizer
  }

  /// Reads words and spellings from front to back.
  private struct Cursor {
    let bytes: [UInt8]
    let name: String
    var offset = 0

    mutating func word(_ what: String) throws(LanguageModelError) -> UInt32 {
      guard bytes.count - offset >= 4 else {
        throw .malformedVocabulary(name, "the file ends where \(what) should stand", at: offset)
      }
      var word: UInt32 = 0
      for step in 0..<4 { word |= UInt32(bytes[offset + step]) << (8 * step) }
      offset += 4
      return word
    }

    mutating func spelling(_ token: Int, longest: UInt32) throws(LanguageModelError) -> [UInt8] {
      let start = offset
      let length = try word("the length of token \(token)")
      // llama2.c writes its own spellings of the control tokens, which it does not measure.
      guard length <= max(longest, 16), length <= TokenTable.lengthLimit else {
        throw .malformedVocabulary(
          name, "token \(token) has \(length) bytes, the longest is said to have \(longest)",
          at: start)
      }
      guard bytes.count - offset >= Int(length) else {
        throw .malformedVocabulary(name, "the file ends within token \(token)", at: offset)
      }
      defer { offset += Int(length) }
      return Array(bytes[offset..<(offset + Int(length))])
    }
  }
}
