// SPDX-License-Identifier: Apache-2.0

/// Which tokens of a text a model would have chosen itself, each given the true ones before it.
///
/// Where the likeliest token equals the true one it counts as a hit.
public struct TeacherForcing: Equatable, Sendable {
  /// Whether each token of the text was a hit, `[T]`.
  public let hits: [Bool]

  /// How T and k are counted.
  public enum Convention: String, Sendable {
    /// All tokens count; no hit at the end is a strength of 0.
    case plain
    /// As in OpenUnlearning's code: the last token is left out as an end of text, and a text without a
    /// hit at its end has a strength of `1 / T`.
    case openUnlearning = "open-unlearning"
  }

  /// Compares the likeliest tokens with the true ones.
  ///
  /// - Parameters:
  ///   - likeliest: The likeliest token at each position given the true ones before, `[T]`.
  ///   - truth: The true tokens, `[T]`.
  ///   - convention: How the end of the text is counted.
  /// - Throws: ATK001 where no token is left, ATK005 where the numbers differ.
  public init(likeliest: [Int], truth: [Int], convention: Convention = .plain)
    throws(AttacksError)
  {
    guard likeliest.count == truth.count else {
      throw AttacksError(
        .mismatchedSizes, "There are \(likeliest.count) predictions for \(truth.count) tokens.",
        remedy: "Give one for each token of the text.")
    }
    let all = zip(likeliest, truth).map { $0 == $1 }
    hits = convention == .openUnlearning ? all.dropLast() : all
    self.convention = convention
    guard !hits.isEmpty else {
      throw AttacksError(
        .emptyInput, "The text has no token to compare.",
        remedy: "Leave out texts of fewer than two tokens.")
    }
  }

  private let convention: Convention

  /// The extraction strength `1 - k / T`, in 0...1.
  ///
  /// k is the least number of tokens after which all others are hits: how much of the text must be
  /// known for the rest to follow. Carlini et al., "Extracting Training Data from Large Language Models",
  /// 2021, define extraction by a prefix; the strength follows Dorna et al., "OpenUnlearning", 2025,
  /// arXiv:2506.12618.
  public var extractionStrength: Double {
    let tail = hits.reversed().prefix { $0 }.count
    let least = convention == .openUnlearning ? 1 : 0
    return Double(max(tail, least)) / Double(hits.count)
  }

  /// The exact memorization: the share of hits, in 0...1.
  ///
  /// Tirumala, Markosyan, Zettlemoyer and Aghajanyan, "Memorization Without Overfitting: Analyzing the
  /// Training Dynamics of Large Language Models", 2022, arXiv:2205.10770.
  public var exactMemorization: Double {
    Double(hits.count { $0 }) / Double(hits.count)
  }
}
