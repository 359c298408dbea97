// SPDX-License-Identifier: Apache-2.0

import LanguageModels
import Testing

/// Ranks that a server tells are believed where its own log-probabilities allow them.
@Suite struct ToldRankTests {
  private let toy = ToyModel()

  /// The scores under a server that tells one rank of every token, and the true ranks after the
  /// first.
  private func scores(
    _ dialect: DialectName, rank: Int?, top: Int = 2
  ) async throws -> (told: EndpointScores, truth: [Int], facts: [String]) {
    var traps = Traps()
    traps.rank = rank
    let server = MockServer(dialect, toy, traps)
    let model = try await EndpointFixture.model(server, EndpointProbe.Options(top: top))
    let tokens = toy.tokenizer.encode(EndpointFixture.text, addsSpecial: true)
    let told = try await model.scores(of: tokens, detail: .chosen)
    let truth = (1..<tokens.count).map { place in
      let values = toy.logits(after: tokens[..<place])
      return values.count { $0 > values[Int(tokens[place])] } + 1
    }
    return (told, truth, model.report.facts.map(\.name))
  }

  @Test(arguments: [DialectName.palimpsest, .vLLM])
  func trueRanksAreAllBelieved(_ dialect: DialectName) async throws {
    let (told, truth, facts) = try await scores(dialect, rank: nil)
    #expect(told.scores.tokens.dropFirst().map(\.rank) == truth)
    #expect(told.unbelievedRanks.isEmpty && !facts.contains("ranks"))
  }

  @Test(arguments: [DialectName.palimpsest, .vLLM])
  func ranksBeyondWhatTheProbabilityLeavesRoomForAreDropped(_ dialect: DialectName) async throws {
    // Of 30 tokens that are at least as likely, each has at most 1/30.
    let (told, _, facts) = try await scores(dialect, rank: 30)
    let rows = told.scores.tokens
    let likely = rows.indices.dropFirst().filter { (rows[$0].logProbability ?? 0) > -3.3 }
    #expect(!likely.isEmpty && facts.contains("ranks"))
    for place in likely {
      #expect(rows[place].rank == nil && told.unbelievedRanks.contains(place))
    }
    for place in told.unbelievedRanks { #expect(rows[place].rank == nil) }
  }

  @Test func theFirstRankOfAnUnlikelyTokenIsDropped() async throws {
    // None is likelier than the first of 40, which therefore has at least 1/40.
    let (told, truth, _) = try await scores(.palimpsest, rank: 1)
    let rows = told.scores.tokens
    let unlikely = rows.indices.dropFirst().filter { (rows[$0].logProbability ?? 0) < -3.7 }
    #expect(!unlikely.isEmpty)
    for place in unlikely { #expect(rows[place].rank == nil) }
    for (place, rank) in truth.enumerated() where rank == 1 {
      #expect(rows[place + 1].rank == 1)
    }
  }

  @Test(arguments: [0, -1, 41, Int.max])
  func ranksThatNoVocabularyHasAreDropped(_ rank: Int) async throws {
    let (told, truth, _) = try await scores(.palimpsest, rank: rank)
    #expect(told.unbelievedRanks == Array(1...truth.count))
    #expect(told.scores.tokens.allSatisfy { $0.rank == nil })
  }
}
