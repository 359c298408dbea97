// SPDX-License-Identifier: Apache-2.0

import Evidence
import LanguageModels
import TestSupport
import Testing

@Suite struct EndpointTrapTests {
  private func report(
    _ dialect: DialectName, _ model: ToyModel = ToyModel(), top: Int = 2,
    _ change: (inout Traps) -> Void
  ) async throws -> EndpointReport {
    var traps = Traps()
    change(&traps)
    let client = try EndpointFixture.client(MockServer(dialect, model, traps))
    return try await EndpointProbe(client, EndpointProbe.Options(top: top)).report()
  }

  @Test(arguments: [DialectName.palimpsest, .vLLM])
  func shiftedEchoesAreRefused(_ dialect: DialectName) async throws {
    let report = try await report(dialect) { $0.isShifted = true }
    #expect(report.capability == .topTokens)
    #expect(report.reasons.contains { $0.contains("shifted by one") })
  }

  @Test func aModelThatPredictsNothingIsAlignedByWhatItSaysAfterAPrefix() async throws {
    let model = ToyModel(isPredictive: false)
    let straight = try await report(.palimpsest, model) { _ in }
    #expect(straight.capability == .tokenLogProbabilities)
    let shifted = try await report(.palimpsest, model) { $0.isShifted = true }
    #expect(shifted.capability == .topTokens)
  }

  @Test func gapsAreRefused() async throws {
    let report = try await report(.palimpsest) { $0.nullPlace = 7 }
    #expect(report.capability == .topTokens)
    #expect(report.reasons[0].contains("Entry 7 of the server's answer has no log-probability"))
  }

  @Test(arguments: [DialectName.palimpsest, .vLLM, .llamaServer, .ollama, .openAIChat])
  func valuesAfterSamplingAreRefusedAtEveryLevel(_ dialect: DialectName) async throws {
    let report = try await report(dialect) { $0.isPostSampling = true }
    #expect(report.capability == .text)
    #expect(report.reasons.contains { $0.contains("temperature") })
  }

  @Test(arguments: [DialectName.palimpsest, .vLLM, .llamaServer, .ollama])
  func twoDifferingAnswersAreRefused(_ dialect: DialectName) async throws {
    let report = try await report(dialect) { $0.isStale = true }
    #expect(report.capability == .text)
    #expect(report.reasons.contains { $0.contains("differ") || $0.contains("free choice") })
  }

  @Test func probabilitiesAboveOneAreRefused() async throws {
    let report = try await report(.palimpsest, top: 20) { $0.excess = 0.5 }
    #expect(report.capability == .text)
    #expect(report.reasons[0].contains("exceed 1"))
  }

  @Test(arguments: [DialectName.palimpsest, .vLLM, .llamaServer, .ollama])
  func valuesThatNeverVaryAreRefused(_ dialect: DialectName) async throws {
    // 40 tokens of probability exp(-5) are 0.27 in sum, which a distribution could have.
    let report = try await report(dialect) { $0.constant = -5 }
    #expect(report.capability == .text)
    #expect(report.reasons.contains { $0.contains("every log-probability is the same") })
  }

  @Test func biasesThatShowInTheValuesAreRefused() async throws {
    let shown = try await report(.llamaServer) { $0.showsBias = true }
    #expect(shown.capability == .topTokens)
    #expect(shown.reasons.contains { $0.contains("free choice") })
    let ignored = try await report(.llamaServer) { $0.ignoresBias = true }
    #expect(ignored.capability == .topTokens)
    #expect(ignored.reasons.contains { $0.contains("another token") })
  }

  @Test func aCapOnLikeliestTokensIsFoundAndKept() async throws {
    let report = try await report(.vLLM, top: 20) { $0.topCap = 7 }
    #expect(report.capability == .tokenLogProbabilities)
    #expect(report.topLimit == 5)
    #expect(report.facts.contains { $0.name == "top-limit" && $0.value.hasPrefix("5") })
  }

  @Test func aRefusedOrIgnoredEchoFallsToOutput() async throws {
    let refused = try await report(.openAICompletions, top: 20) {
      $0.refusesEcho = true
      $0.topCap = 5
    }
    #expect(refused.capability == .topTokens && refused.topLimit == 5)
    #expect(refused.reasons.contains { $0.contains("refused the request (status 400)") })
    let ignored = try await report(.palimpsest) { $0.ignoresEcho = true }
    #expect(ignored.capability == .topTokens)
    #expect(ignored.reasons.contains { $0.contains("has 1 entries") })
  }

  @Test func anUnknownServerWithEchoIsUsedByText() async throws {
    let report = try await report(.openAICompletions) { $0.owner = "somebody" }
    #expect(report.dialect == .openAICompletions)
    #expect(report.capability == .tokenLogProbabilities && !report.takesTokens)
  }

  @Test func tokensThatAreRefusedAreReplacedByText() async throws {
    let report = try await report(.palimpsest) { $0.refusesTokens = true }
    #expect(report.capability == .tokenLogProbabilities && !report.takesTokens)
    #expect(report.reasons.contains { $0.hasPrefix("echo of tokens") })
  }

  @Test(arguments: DialectName.allCases)
  func withoutValuesThereIsText(_ dialect: DialectName) async throws {
    let report = try await report(dialect) { $0.hidesValues = true }
    #expect(report.dialect == dialect)
    #expect(report.capability == .text)
    #expect(!report.reasons.isEmpty)
    #expect(report.lines.contains("capability: text"))
  }

  @Test(arguments: [DialectName.palimpsest, .vLLM])
  func valuesThatAreNoNumbersOrTooFewLeaveText(_ dialect: DialectName) async throws {
    for change in [{ $0.spellsValues = true }, { $0.dropsValue = true }] as [(inout Traps) -> Void]
    {
      for isAsked in [true, false] {
        let report = try await report(dialect) {
          change(&$0)
          $0.tellsUnasked = !isAsked
        }
        #expect(report.capability == .text && report.scoring == .none)
        #expect(report.reasons.contains { $0.contains("no usable") })
        let client = try EndpointFixture.client(MockServer(dialect))
        let error = await failure {
          try await EndpointModel(client, report, tokenizer: nil).score([1, 2], detail: .chosen)
        }
        #expect(error?.code == "LMD082" && error?.cause?.contains("no usable") == true)
      }
    }
  }

  @Test func aFactIsToldOnce() async throws {
    // The echo of tokens and that of text are both refused after their alignment was found.
    let report = try await report(.palimpsest) { $0.isStale = true }
    #expect(report.reasons.contains { $0.hasPrefix("echo of tokens") })
    #expect(report.facts.filter { $0.name == "alignment" }.count == 1)
  }

  @Test func theModelHasToBeNamedAmongSeveral() async throws {
    let error = await failure { try await report(.ollama) { $0.modelCount = 3 } }
    #expect(error?.code == "LMD092")
    var traps = Traps()
    traps.modelCount = 3
    let client = try EndpointFixture.client(MockServer(.ollama, ToyModel(), traps))
    let named = EndpointProbe.Options(model: "toy-2", top: 2)
    #expect(try await EndpointProbe(client, named).report().model == "toy-2")
    let absent = EndpointProbe.Options(model: "other")
    #expect(await failure { try await EndpointProbe(client, absent).report() }?.code == "LMD092")
  }

  @Test func aPageInPlaceOfAServerIsNamedAsOne() async throws {
    let server = MockServer(.vLLM)
    server.failAlways(
      .answer(HTTPResponse(status: 200, body: Array("<html>welcome</html>".utf8))))
    let client = try EndpointFixture.client(server)
    #expect(await failure { try await EndpointProbe(client).report() }?.code == "LMD080")
    server.failAlways(.answer(MockServer.response(404, ["error": "none"])))
    #expect(await failure { try await EndpointProbe(client).report() }?.code == "LMD083")
    server.failAlways(.answer(MockServer.response(401, ["error": "none"])))
    #expect(await failure { try await EndpointProbe(client).report() }?.code == "LMD078")
  }

  @Test func valuesThatTurnBadLaterAreRefusedWhileScoring() async throws {
    // The probe saw a sound server; the same report is then used with another one.
    let sound = try await report(.palimpsest) { _ in }
    var traps = Traps()
    traps.nullPlace = 4
    let gaps = EndpointModel(
      try EndpointFixture.client(MockServer(.palimpsest, ToyModel(), traps)), sound,
      tokenizer: nil)
    let tokens = ToyModel().tokenizer.encode(EndpointFixture.text, addsSpecial: true)
    #expect(await failure { try await gaps.score(tokens, detail: .chosen) }?.code == "LMD084")
    traps = Traps()
    traps.excess = 3
    let high = EndpointModel(
      try EndpointFixture.client(MockServer(.palimpsest, ToyModel(), traps)), sound,
      tokenizer: nil)
    #expect(await failure { try await high.score(tokens, detail: .chosen) }?.code == "LMD085")
  }

  @Test(arguments: [DialectName.palimpsest, .vLLM, .llamaServer])
  func otherWeightsUnderTheSameNameAreAskedAnew(_ dialect: DialectName) async throws {
    try await TemporaryFolder.with { folder in
      let tokens = ToyModel().tokenizer.encode(EndpointFixture.text, addsSpecial: true)
      func scores(_ toy: ToyModel) async throws -> (values: [Double?], cacheHits: Int) {
        let client = try EndpointFixture.client(MockServer(dialect, toy), cache: folder.path)
        let report = try await EndpointProbe(client, EndpointProbe.Options(top: 6)).report()
        let scores = try await EndpointModel(client, report, tokenizer: nil)
          .score(tokens, detail: .chosen)
        return (scores.tokens.map(\.logProbability), client.counters.current.cacheHits)
      }
      let first = try await scores(ToyModel())
      let other = try await scores(ToyModel(isPredictive: false))
      #expect(first.cacheHits == 0 && other.cacheHits == 0)
      #expect(first.values != other.values)
      let again = try await scores(ToyModel())
      #expect(again.cacheHits > 0 && again.values == first.values)
    }
  }

  @Test func aBadAnswerIsNotKept() async throws {
    try await TemporaryFolder.with { folder in
      let sound = try await report(.palimpsest) { _ in }
      let tokens = ToyModel().tokenizer.encode(EndpointFixture.text, addsSpecial: true)
      var traps = Traps()
      traps.nullPlace = 4
      let bad = try EndpointFixture.client(
        MockServer(.palimpsest, ToyModel(), traps), cache: folder.path)
      let error = await failure {
        try await EndpointModel(bad, sound, tokenizer: nil).score(tokens, detail: .chosen)
      }
      #expect(error?.code == "LMD084")
      #expect(try folder.contents().isEmpty)
      let mended = try EndpointFixture.client(MockServer(.palimpsest), cache: folder.path)
      let scores = try await EndpointModel(mended, sound, tokenizer: nil)
        .score(tokens, detail: .chosen)
      #expect(scores.negativeLogLikelihood != nil)
      #expect(try folder.contents().count == 1)
    }
  }
}
