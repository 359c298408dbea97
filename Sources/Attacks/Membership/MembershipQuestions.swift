// SPDX-License-Identifier: Apache-2.0

public import LanguageModels

/// Which membership attacks are made on texts, and what they need besides the model.
public struct MembershipQuestions: Sendable {
  /// The attacks that are made.
  public let attacks: [MembershipAttack]
  /// The conventions in which Min-K and Min-K++ are told.
  public let conventions: [MembershipConvention]
  /// The model that the attack by reference compares with.
  public var reference: (any LanguageModel)?
  /// What ReCaLL puts before a text.
  public var prefix: RecallPrefix?
  /// How often tokens occur, for DC-PDD.
  public var frequencies: TokenFrequencies?
  /// Makes the perturbed copies of the neighbour attack.
  public var neighbours: TextNeighbours?

  /// Chooses attacks; nothing that they need is there yet.
  ///
  /// - Parameters:
  ///   - attacks: The attacks.
  ///   - conventions: The conventions of Min-K and Min-K++, at least one.
  public init(
    _ attacks: [MembershipAttack], conventions: [MembershipConvention] = [.muse, .openUnlearning]
  ) {
    precondition(!conventions.isEmpty, "at least one convention")
    self.attacks = MembershipAttack.allCases.filter(attacks.contains)
    self.conventions = conventions
  }

  /// The names under which results stand, in a fixed order.
  public var names: [String] {
    attacks.flatMap { attack in
      let names = conventions.map { MembershipScorer($0).name(of: attack) }
      return Set(names).count == 1 ? [names[0]] : names
    }
  }

  /// The most sequences that the audited model scores for one text.
  public var passCount: Int {
    let own = [MembershipAttack.lowerCase, .recall].count(where: attacks.contains)
    return 1 + own + (attacks.contains(.neighbour) ? neighbours?.count ?? 0 : 0)
  }

  /// Why an attack on a text could not be made.
  ///
  /// - Parameter name: One of `names`.
  /// - Returns: The reason, in words for a report.
  public func reason(without name: String) -> String {
    let attack = attacks.first { name == $0.rawValue || name.hasPrefix("\($0.rawValue) (") }
    switch attack {
    case .minKPlusPlus:
      return "needs the whole distribution at each position, which the model does not tell"
    case .reference where reference == nil: return "needs a reference model"
    case .reference: return "the reference model scored none of the texts"
    case .recall where prefix == nil: return "needs a text that the model never saw"
    case .dcPDD where frequencies == nil: return "needs tokens, which the model does not reveal"
    case .neighbour where neighbours == nil: return "needs neighbours, and none was asked for"
    default: return "needs the log-probability of each token, which the model does not tell"
    }
  }
}

/// What stands before a text in ReCaLL: tokens of texts that no model was trained on.
public struct RecallPrefix: Equatable, Sendable {
  /// The tokens, without a declared beginning or end.
  public let tokens: [TokenID]
  /// How many tokens of a sequence are the declared beginning: 0 or 1.
  public let beginningCount: Int
  /// How many are the declared end: 0 or 1.
  public let endCount: Int
  /// The texts that the prefix was made of; they are not asked about.
  public let texts: Set<String>

  /// Makes a prefix of texts.
  ///
  /// - Parameters:
  ///   - texts: Texts that the model never saw, in the order in which they are used.
  ///   - limit: The most tokens.
  ///   - model: The model, which makes tokens.
  /// - Returns: Nil where no text has a token besides what is declared.
  /// - Throws: A model that reveals no tokens, a failing endpoint.
  public static func of(
    _ texts: [String], limit: Int, _ model: any LanguageModel
  ) async throws(LanguageModelError) -> RecallPrefix? {
    // What two texts that share no character begin and end with is declared.
    let (one, other) = (try await model.tokenize("q7"), try await model.tokenize("Zx"))
    let hasBeginning = one.count > 1 && one.first == other.first
    let hasEnd = one.count > 1 && one.last == other.last
    var (tokens, used): ([TokenID], Set<String>) = ([], [])
    for text in texts where tokens.count < limit {
      let body = try await model.tokenize(text).dropFirst(hasBeginning ? 1 : 0)
        .dropLast(hasEnd ? 1 : 0)
      guard !body.isEmpty else { continue }
      tokens += body
      used.insert(text)
    }
    guard !tokens.isEmpty, limit > 0 else { return nil }
    return RecallPrefix(
      tokens: Array(tokens.prefix(limit)), beginningCount: hasBeginning ? 1 : 0,
      endCount: hasEnd ? 1 : 0, texts: used)
  }

  /// Puts the prefix before a text's tokens, after the declared beginning.
  ///
  /// - Parameters:
  ///   - text: The tokens of the text, as the model declares them.
  ///   - limit: The most tokens of a sequence; nil for no limit.
  /// - Returns: The sequence, and how many tokens of the text after its first stand at its end; nil
  ///   where there is room for none.
  func put(before text: [TokenID], limit: Int?) -> (sequence: [TokenID], count: Int)? {
    let body = text.dropLast(endCount)
    let whole = Array(body.prefix(beginningCount)) + tokens + body.dropFirst(beginningCount)
    let sequence = Array(whole.prefix(limit ?? .max))
    // The text's first token has a score of its own only where a beginning stands before it.
    let count = body.count - 1 - (whole.count - sequence.count)
    return count > 0 ? (sequence, count) : nil
  }
}
