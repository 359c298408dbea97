// SPDX-License-Identifier: Apache-2.0

public import Compute
public import LanguageModels

/// Token sequences that language models are trained on and examined on.
public struct TokenExamples: Sendable {
  /// The token sequences, each of at least two tokens, `[examples]`.
  public let sequences: [[TokenID]]
  /// How often each stands in the training where it is learned from, at least 1.
  public let copies: [Int]
  /// The number of tokens of the vocabulary.
  public let vocabularyCount: Int

  /// Takes sequences that were cut into tokens already.
  ///
  /// - Throws: ATK001 for a sequence of fewer than two tokens, ATK005 where counts differ.
  public init(
    _ sequences: [[TokenID]], copies: [Int], vocabularyCount: Int
  ) throws(AttacksError) {
    guard sequences.count == copies.count else {
      throw AttacksError(
        .mismatchedSizes,
        "There are \(copies.count) numbers of copies for "
          + "\(sequences.count) texts.", remedy: "Give one for each text.")
    }
    if let place = sequences.firstIndex(where: { $0.count < 2 }) {
      throw AttacksError(
        .emptyInput, "Text \(place + 1) has fewer than two tokens, so nothing is foretold in it.",
        remedy: "Leave out texts without words.")
    }
    self.sequences = sequences
    self.copies = copies.map { max(1, $0) }
    self.vocabularyCount = vocabularyCount
  }

  /// Cuts texts by a vocabulary that is learnt from them all, and shared by all models.
  ///
  /// A shared vocabulary makes accuracies over tokens comparable; it knows what all texts have in common,
  /// whether a model is trained on them or not. Texts are cut off after `tokenLimit` tokens.
  ///
  /// - Parameters:
  ///   - texts: The texts.
  ///   - copies: How often each stands in the training, `[texts]`.
  ///   - vocabularyCount: The most tokens of the vocabulary, at least 257.
  ///   - tokenLimit: The most tokens of a text, at least 2.
  ///   - jobs: The number of threads; changes nothing but the time.
  /// - Throws: ATK002 for a vocabulary that cannot be learnt, and as for sequences.
  public init(
    texts: [String], copies: [Int], vocabularyCount: Int = 512, tokenLimit: Int = 128, jobs: Int = 1
  ) throws(AttacksError) {
    let sequences: [[TokenID]]
    let count: Int
    do throws(LanguageModelError) {
      var learner = try BPETrainer(.init(vocabularyCount: vocabularyCount))
      for text in texts { learner.add(text) }
      let vocabulary = try learner.train()
      sequences = ModelTraining.tokens(
        texts, try vocabulary.tokenizer(name: "examples"), jobs: jobs)
      count = vocabulary.tokens.count
    } catch {
      throw AttacksError(.invalidParameter, error.message, remedy: error.remedy, cause: error)
    }
    try self.init(
      sequences.map { Array($0.prefix(tokenLimit)) }, copies: copies, vocabularyCount: count)
  }

  /// How many tokens are foretold in each sequence: all but the first.
  var trialCounts: [Int] { sequences.map { $0.count - 1 } }
}

/// Texts by an n-gram model; deterministic, and trained in milliseconds.
public struct NGramLearner: ExampleLearner {
  /// How many tokens are foretold in each text.
  public let trialCounts: [Int]
  private let examples: TokenExamples
  private let order: Int

  /// Takes examples.
  ///
  /// - Parameters:
  ///   - examples: The texts, of a vocabulary below 65,536 tokens.
  ///   - order: The longest n-gram, in 1...5.
  public init(_ examples: TokenExamples, order: Int = 4) {
    precondition((1...5).contains(order), "an order whose contexts have a key")
    precondition(examples.vocabularyCount < 1 << 16, "a vocabulary whose contexts have a key")
    self.examples = examples
    self.order = order
    trialCounts = examples.trialCounts
  }

  /// Returns how many tokens of each text are the likeliest after those before them.
  public func rightCounts(
    learningFrom learned: [Int], seed: Seed
  ) throws(AttacksError) -> [Int] {
    var counter = NGramCounter(
      order: order, vocabularyCount: examples.vocabularyCount, beginning: nil)
    for example in learned {
      for _ in 0..<examples.copies[example] { counter.add(examples.sequences[example]) }
    }
    var reader = LikeliestTokens(counter.probabilities())
    return examples.sequences.map { tokens in
      (1..<tokens.count).count { reader.token(after: tokens[..<$0]) == tokens[$0] }
    }
  }
}

/// The likeliest token after each context, looked up once.
private struct LikeliestTokens {
  private let probabilities: NGramProbabilities
  private var known: [UInt64: TokenID] = [:]

  init(_ probabilities: NGramProbabilities) {
    self.probabilities = probabilities
  }

  /// The likeliest token, the lowest of equally likely ones.
  mutating func token(after context: ArraySlice<TokenID>) -> TokenID {
    // At most four tokens of 16 bits, none of them 0, so that no two contexts share a key.
    var key: UInt64 = 0
    for token in context.suffix(probabilities.order - 1) {
      key = key << 16 | UInt64(UInt32(bitPattern: token) + 1)
    }
    if let token = known[key] { return token }
    let values = probabilities.distribution(after: context)
    var best = 0
    for token in values.indices where values[token] > values[best] { best = token }
    known[key] = TokenID(best)
    return TokenID(best)
  }
}
