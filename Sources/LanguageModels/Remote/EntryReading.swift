// SPDX-License-Identifier: Apache-2.0

import Compute

/// What a server's entry tells of a token, in the terms of scores.
struct EntryReading {
  private let entry: EndpointToken
  private let vocabularyCount: Int?

  init(_ entry: EndpointToken, vocabularyCount: Int?) {
    self.entry = entry
    self.vocabularyCount = vocabularyCount
  }

  func score(
    of token: TokenID, _ detail: ScoreDetail
  ) throws(LanguageModelError) -> TokenScore {
    var score = TokenScore(
      token: token, logProbability: entry.logProbability.map { min($0, 0) }, rank: rank)
    switch detail {
    case .chosen, .distribution: break
    case .top(let count): score.top = try ranked().prefix(count).map(\.self)
    case .moments:
      let values = try distribution().map(Double.init)
      var (mean, square) = (0.0, 0.0)
      for value in values where value > -.infinity {
        let probability = SpecialFunctions.exp(value)
        mean += probability * value
        square += probability * value * value
      }
      score.mean = mean
      score.standardDeviation = max(square - mean * mean, 0).squareRoot()
    }
    return score
  }

  /// The server's count of likelier tokens where its own log-probabilities allow it; where it tells
  /// none, that of the listed ones where all are listed.
  var rank: Int? {
    if let rank = entry.rank { return contradictsRank ? nil : rank }
    // A token that the server only added to the list may have unlisted ones before it.
    guard let chosen = entry.logProbability,
      let place = entry.top.firstIndex(where: { $0.isSame(as: entry) }),
      place == 0 || place + 1 < entry.top.count
    else { return nil }
    return entry.top.prefix { $0.logProbability > chosen }.count + 1
  }

  /// Whether the server tells a rank that no distribution with its log-probabilities has.
  ///
  /// Of `p`, the token's probability, and `V`, the size of the vocabulary, must hold, each within
  /// the tolerance of `EchoChecks`: the rank is in `1...V`; `rank * p <= 1`, since as many tokens
  /// are at least as likely; at rank 1, `p >= 1 / V`, since none is likelier; and as many tokens
  /// are likelier as the list says.
  var contradictsRank: Bool {
    guard let rank = entry.rank else { return false }
    guard rank >= 1, rank <= vocabularyCount ?? rank else { return true }
    guard let chosen = entry.logProbability else { return false }
    let tolerance = EchoChecks.tolerance
    if chosen > tolerance - SpecialFunctions.log(Double(rank)) { return true }
    if rank == 1, let count = vocabularyCount, count > 0,
      chosen < -SpecialFunctions.log(Double(count)) - tolerance
    {
      return true
    }
    let others = entry.top.filter { !$0.isSame(as: entry) }.map(\.logProbability)
    if rank <= others.count(where: { $0 > chosen + tolerance }) { return true }
    // Where a less likely one is listed, so are all that are likelier.
    guard others.contains(where: { $0 < chosen - tolerance }) else { return false }
    return rank > others.count { $0 >= chosen - tolerance } + 1
  }

  private func ranked() throws(LanguageModelError) -> [RankedToken] {
    var ranked: [RankedToken] = []
    for other in entry.top {
      guard let id = other.id else { throw RemoteFailure.shape("top_tokens") }
      ranked.append(RankedToken(token: id, logProbability: min(other.logProbability, 0)))
    }
    return ranked
  }

  /// Log-probabilities `[vocabulary]`.
  func distribution() throws(LanguageModelError) -> [Float] {
    let count = vocabularyCount ?? 0
    var values = [Float](repeating: -.infinity, count: count)
    var told = 0
    for other in try ranked() where Int(other.token) < count {
      if values[Int(other.token)] == -.infinity { told += 1 }
      values[Int(other.token)] = Float(other.logProbability)
    }
    guard told == count else {
      throw RemoteFailure.untrusted(
        "An entry of the server's answer tells \(told) of \(count) tokens.")
    }
    return values
  }
}

extension EndpointToken {
  /// The rank, where the server's log-probabilities allow it.
  package var believedRank: Int? { EntryReading(self, vocabularyCount: nil).rank }
}
