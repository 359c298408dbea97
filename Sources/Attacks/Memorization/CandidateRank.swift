// SPDX-License-Identifier: Apache-2.0

/// Where the true one stands among candidates that a model finds more or less likely.
public struct CandidateRank: Equatable, Sendable {
  /// The rank of the true one, from 1; candidates as likely as it stand before it.
  public let rank: Int
  /// The number of candidates, the true one among them.
  public let count: Int

  /// Creates a rank.
  public init(rank: Int, count: Int) {
    precondition((1...count).contains(rank), "a rank among candidates")
    self.rank = rank
    self.count = count
  }

  /// Ranks the true candidate; ties count against the attacker.
  ///
  /// - Parameters:
  ///   - score: The true candidate's score, higher for likelier.
  ///   - others: The scores of the others.
  public init(of score: Double, among others: [Double]) {
    self.init(rank: 1 + others.count { $0 >= score }, count: others.count + 1)
  }

  /// Whether the true one is likelier than every other.
  public var isFirst: Bool { rank == 1 }

  /// What naming one at random gets right.
  public var chance: Double { 1 / Double(count) }

  /// The share of the others that the true one is likelier than, in 0...1; half where there is none.
  public var precedence: Double {
    count > 1 ? Double(count - rank) / Double(count - 1) : 0.5
  }
}
