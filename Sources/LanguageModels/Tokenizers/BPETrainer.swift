// SPDX-License-Identifier: Apache-2.0

/// Learns the merges of a byte-level vocabulary from text.
///
/// Text is cut into words; then the pair of neighbouring tokens that occurs most often in all words
/// becomes a token, over and over (Sennrich et al. 2016, arXiv:1508.07909, algorithm 1). Of pairs
/// that occur equally often the one of the lowest identifiers comes first, the left one before the
/// right one, as in Hugging Face `tokenizers`, so a corpus has one result. Nothing is drawn.
package struct BPETrainer: Sendable {
  /// What is to be learnt.
  package struct Settings: Equatable, Sendable {
    /// The number of tokens wanted, special ones and the 256 bytes among them.
    package var vocabularyCount: Int
    /// The special tokens; the last of them ends a text and, as in GPT-2, begins one.
    package var special: [String]
    /// Whether special tokens have the first identifiers; the last ones otherwise.
    package var specialComesFirst: Bool
    /// How often a pair must occur to become a token.
    package var minimumCount: Int
    /// How text is cut into words.
    package var preTokenizer: PreTokenizer

    /// Creates settings.
    package init(
      vocabularyCount: Int, special: [String] = ["<|endoftext|>"], specialComesFirst: Bool = true,
      minimumCount: Int = 1, preTokenizer: PreTokenizer = .gpt2
    ) {
      self.vocabularyCount = vocabularyCount
      self.special = special
      self.specialComesFirst = specialComesFirst
      self.minimumCount = minimumCount
      self.preTokenizer = preTokenizer
    }
  }

  private let settings: Settings
  private var words = WordCounts()

  /// Begins with an empty corpus.
  ///
  /// - Parameter settings: What is to be learnt.
  /// - Throws: `LMD061` where the vocabulary has no room for the bytes, or special tokens repeat.
  package init(_ settings: Settings) throws(LanguageModelError) {
    let least = settings.special.count + 256
    guard (least...TokenTable.countLimit).contains(settings.vocabularyCount) else {
      throw .untrainable(
        "A vocabulary of \(settings.vocabularyCount) tokens cannot be trained.",
        remedy: "Ask for \(least) to \(TokenTable.countLimit) tokens.")
    }
    let distinct = Set(settings.special.map { Array($0.utf8) })
    guard distinct.count == settings.special.count, !distinct.contains([]) else {
      throw .untrainable(
        "A special token is empty or stands twice.", remedy: "Give different special tokens.")
    }
    self.settings = settings
  }

  /// Adds one text to the corpus; no word reaches from one text into the next.
  package mutating func add(_ text: String) {
    var text = Array(text.utf8)
    if settings.preTokenizer.composes { text = CanonicalComposition.composed(text) }
    var scanner = PreTokenScanner(text, settings.preTokenizer)
    while let word = scanner.next() { words.add(text, word) }
  }

  /// Learns the vocabulary.
  ///
  /// About O(bytes of all different words, times the logarithm of their pairs).
  ///
  /// - Returns: The vocabulary; smaller than asked for where the corpus has no more pairs.
  /// - Throws: `LMD061` where a special token is spelled like a learnt one.
  package func train() throws(LanguageModelError) -> TrainedVocabulary {
    var pairs = PairCounts(words)
    var tokens = ByteAlphabet.order.map { [$0] }
    var known: [[UInt8]: TokenID] = [:]
    for (token, bytes) in tokens.enumerated() { known[bytes] = TokenID(token) }
    var merges: [(left: TokenID, right: TokenID)] = []
    var merged: Set<UInt64> = []
    while tokens.count + settings.special.count < settings.vocabularyCount,
      let (left, right) = pairs.mostFrequent(atLeast: max(1, settings.minimumCount))
    {
      let bytes = tokens[Int(left)] + tokens[Int(right)]
      let result = known[bytes] ?? TokenID(tokens.count)
      if known.updateValue(result, forKey: bytes) == nil { tokens.append(bytes) }
      // Two ways to one token can bring a pair back that was merged before.
      if merged.insert(PairCounts.key(left, right)).inserted { merges.append((left, right)) }
      pairs.merge(left, right, into: result)
    }
    return try TrainedVocabulary(bytes: tokens, merges: merges, settings)
  }
}
