// SPDX-License-Identifier: Apache-2.0

public import LanguageModels

/// A sentence with a gap, and how likely a model finds it with one value or another in the gap.
///
/// Inference and reconstruction of values: Lukas, Salem, Sim, Tople, Wutschitz and Zanella-Béguelin,
/// "Analyzing Leakage of Personally Identifiable Information in Language Models", 2023,
/// arXiv:2302.00539, sections 4.2 and 4.3. Departs from the paper: candidates are compared by the
/// log-probability of all tokens from the gap on, not by perplexity, which would favour long values.
public struct CandidateText: Equatable, Sendable {
  /// The text before the gap.
  public let before: String
  /// The rest of the sentence.
  public let after: String

  /// The most bytes that the rest of a sentence has.
  private static let mostRest = 120

  /// Creates a gap.
  public init(before: String, after: String) {
    self.before = before
    self.after = after
  }

  /// Takes a value out of a text; what follows its sentence is left out.
  ///
  /// - Parameters:
  ///   - range: The bytes of the text, in UTF-8, that the value takes.
  ///   - text: The text.
  public init(without range: Range<Int>, in text: String) {
    let bytes = Array(text.utf8)
    before = String(decoding: bytes[..<range.lowerBound], as: UTF8.self)
    let rest = String(decoding: bytes[range.upperBound...], as: UTF8.self)
    after = CandidateText.sentence(rest)
  }

  /// The text up to the first end of a sentence or of a line, or some words of it.
  private static func sentence(_ rest: String) -> String {
    var end = rest.startIndex
    while end < rest.endIndex, rest.utf8.distance(from: rest.startIndex, to: end) < mostRest {
      let next = rest.index(after: end)
      if rest[end].isNewline { return String(rest[..<end]) }
      if ".!?".contains(rest[end]), next == rest.endIndex || rest[next].isWhitespace {
        return String(rest[..<next])
      }
      end = next
    }
    return String(rest[..<end])
  }

  /// Asks a model how likely it finds each candidate and the rest of the sentence, after the gap's text.
  ///
  /// - Parameters:
  ///   - candidates: The values.
  ///   - limit: The most tokens before the gap that the model gets; nil for all that fit.
  ///   - model: The model, which tells log-probabilities of given tokens.
  /// - Returns: One natural logarithm a candidate; nil where one cannot be had for all.
  /// - Throws: A capability that is too low, a failing endpoint.
  public func scores(
    of candidates: [String], promptLimit limit: Int?, _ model: any LanguageModel
  ) async throws(LanguageModelError) -> [Double]? {
    var scores: [Double] = []
    for candidate in candidates {
      let text = before + candidate + after
      let start = before.utf8.count
      let probe = try await ValueProbe.probe(
        of: start..<text.utf8.count, in: text, promptLimit: limit, model)
      guard let probe else { return nil }
      let found = try await model.score(probe.prompt + probe.target, detail: .chosen)
      let values = found.tokens.suffix(probe.target.count).compactMap(\.logProbability)
      guard values.count == probe.target.count else { return nil }
      scores.append(values.reduce(0, +))
    }
    return scores
  }
}
