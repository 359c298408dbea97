// SPDX-License-Identifier: Apache-2.0

public import LanguageModels

/// What membership attacks read in one text: a score each, higher for texts that were trained on.
public struct MembershipReading: Sendable {
  /// The mean negative log-probability of all tokens but the first, in nats a token.
  public let loss: Double?
  /// The share of tokens that are the likeliest where they stand; nil where ranks are not told.
  public let exactMemorization: Double?
  /// The extraction strength; nil where ranks are not told.
  public let extractionStrength: Double?
  /// The scores of the attacks that could be made, by their names.
  public let byAttack: [String: Double]

  /// Asks a model.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - tokens: Its tokens with the declared beginning, at least two, within the context.
  ///   - model: The model.
  ///   - questions: The attacks that are made; nil for none.
  /// - Throws: A capability that is too low, a failing endpoint.
  public init(
    _ text: String, _ tokens: [TokenID], _ model: any LanguageModel,
    questions: MembershipQuestions?
  ) async throws(LanguageModelError) {
    let detail = model.capability == .distributions ? ScoreDetail.moments : .chosen
    let scores = try await model.score(tokens, detail: detail)
    loss = scores.negativeLogLikelihood
    let own = scores.tokens.dropFirst()
    let forced =
      own.allSatisfy { $0.rank != nil }
      ? try? TeacherForcing(
        likeliest: own.map { $0.rank == 1 ? Int($0.token) : -1 }, truth: own.map { Int($0.token) })
      : nil
    exactMemorization = forced?.exactMemorization
    extractionStrength = forced?.extractionStrength
    guard let questions, let told = TokenScores(scores) else {
      byAttack = [:]
      return
    }
    let subject = MembershipSubject(text: text, tokens: tokens, scores: told, model: model)
    byAttack = try await questions.scores(of: subject)
  }
}

/// A text that attacks are made on, and what the model makes of it.
struct MembershipSubject {
  let text: String
  let tokens: [TokenID]
  let scores: TokenScores
  let model: any LanguageModel
}
