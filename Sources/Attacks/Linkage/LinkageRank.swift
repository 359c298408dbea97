// SPDX-License-Identifier: Apache-2.0

/// Where the true account came among the candidates of one question.
///
/// Candidates with the true one's score are in no order: each measure is its expectation over all orders
/// of them.
public struct LinkageRank: Equatable, Sendable {
  /// The person asked about.
  public let author: String
  /// The number of texts in the person's two accounts.
  public let textCount: Int
  /// The number of candidates, the true one included.
  public let candidateCount: Int
  /// The number of decoys with a higher score.
  public let aboveCount: Int
  /// The number of decoys with the same score.
  public let tiedCount: Int

  /// Creates a rank.
  public init(
    author: String, textCount: Int, candidateCount: Int, aboveCount: Int, tiedCount: Int
  ) {
    self.author = author
    self.textCount = textCount
    self.candidateCount = candidateCount
    self.aboveCount = aboveCount
    self.tiedCount = tiedCount
  }

  /// Ranks the first of some scores.
  init(_ pair: LinkedAccounts, scores: [Double]) {
    let decoys = scores.dropFirst()
    self.init(
      author: pair.author, textCount: pair.textCount, candidateCount: scores.count,
      aboveCount: decoys.count { $0 > scores[0] }, tiedCount: decoys.count { $0 == scores[0] })
  }

  /// One over the rank, above 0 and at most 1.
  public var reciprocalRank: Double {
    let ranks = (aboveCount + 1)...(aboveCount + 1 + tiedCount)
    return ranks.reduce(0.0) { $0 + 1 / Double($1) } / Double(ranks.count)
  }

  /// How likely the true account is among the first `limit`, 0...1.
  public func recall(at limit: Int) -> Double {
    min(1, Double(max(0, limit - aboveCount)) / Double(tiedCount + 1))
  }

  /// How likely the true account comes before a decoy, ties counted half, 0...1.
  public var areaUnderCurve: Double {
    let below = candidateCount - 1 - aboveCount - tiedCount
    return (Double(below) + Double(tiedCount) / 2) / Double(candidateCount - 1)
  }

  /// What one over the rank is in the mean where every order is as likely: H_n / n of n candidates.
  public var chanceReciprocalRank: Double {
    (1...candidateCount).reduce(0.0) { $0 + 1 / Double($1) } / Double(candidateCount)
  }

  /// What `recall(at:)` is in the mean where every order is as likely.
  public func chanceRecall(at limit: Int) -> Double {
    Double(min(limit, candidateCount)) / Double(candidateCount)
  }
}
