// SPDX-License-Identifier: Apache-2.0

public import LanguageModels

/// What membership attacks read in one text: a score each, higher for texts that were trained on.
public struct MembershipReading: Sendable {
  /// The attacks, by the names that stand in results.
  public static let attacks: [String] = {
    let plain = MembershipScorer(.openUnlearning)
    return [MembershipAttack.loss, .zlib, .lowerCase].map(plain.name)
      + [MembershipAttack.minK, .minKPlusPlus].flatMap { attack in
        conventions.map { $0.name(of: attack) }
      }
  }()

  /// The conventions in which Min-K and Min-K++ are told.
  static let conventions = [
    MembershipScorer(.muse), MembershipScorer(.openUnlearning),
  ]

  /// The mean negative log-probability of all tokens but the first, in nats a token.
  public let loss: Double?
  /// The share of tokens that are the likeliest where they stand; nil where ranks are not told.
  public let exactMemorization: Double?
  /// The extraction strength; nil where ranks are not told.
  public let extractionStrength: Double?
  /// The scores of the attacks that could be made.
  public let byAttack: [String: Double]

  /// Why an attack could not be made.
  public static func reason(without attack: String) -> String {
    attack.hasPrefix(MembershipAttack.minKPlusPlus.rawValue)
      ? "needs the whole distribution at each position, which the model does not tell"
      : "needs the log-probability of each token, which the model does not tell"
  }

  /// Asks a model.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - tokens: Its tokens with the declared beginning, at least two, within the context.
  ///   - model: The model.
  ///   - makesAttacks: Whether attacks are made, too, for which the text is read in lower case.
  /// - Throws: A capability that is too low, a failing endpoint.
  public init(
    _ text: String, _ tokens: [TokenID], _ model: any LanguageModel, makesAttacks: Bool
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
    guard makesAttacks else {
      byAttack = [:]
      return
    }
    var lowered = try await model.tokenize(text.lowercased())
    if let most = model.contextLength { lowered = Array(lowered.prefix(most)) }
    let other = lowered.count > 1 ? try await model.score(lowered, detail: .chosen) : nil
    byAttack = MembershipReading.scores(text, scores, lowered: other)
  }
}
