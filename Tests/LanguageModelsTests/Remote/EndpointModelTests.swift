// SPDX-License-Identifier: Apache-2.0

import LanguageModels
import TestSupport
import Testing

@Suite struct EndpointModelTests {
  private let toy = ToyModel()

  private func expectSame(
    _ scores: SequenceScores, _ expected: SequenceScores, besides missing: Set<Int> = [0]
  ) {
    #expect(scores.tokens.map(\.token) == expected.tokens.map(\.token))
    for (place, (found, wanted)) in zip(scores.tokens, expected.tokens).enumerated() {
      if missing.contains(place) {
        #expect(found.logProbability == nil)
      } else {
        expectClose(found.logProbability ?? .nan, wanted.logProbability ?? .nan, absolute: 1e-9)
      }
    }
  }

  @Test(arguments: [DialectName.palimpsest, .vLLM])
  func anEchoOfTokensGivesTheScoresOfTheModel(_ dialect: DialectName) async throws {
    let model = try await EndpointFixture.model(MockServer(dialect))
    #expect(model.capability == .tokenLogProbabilities)
    #expect(model.report.scoring == .echo && model.report.takesTokens)
    #expect(model.report.beginning == 0)
    #expect(model.report.topLimit == 6)
    let tokens = try await model.tokenize(EndpointFixture.text)
    #expect(tokens == toy.tokenizer.encode(EndpointFixture.text, addsSpecial: true))
    #expect(try await model.detokenize(tokens) == EndpointFixture.text)
    let scores = try await model.score(tokens, detail: .top(5))
    let expected = try await toy.score(tokens, detail: .top(5))
    expectSame(scores, expected)
    #expect(scores.tokens.dropFirst().map(\.rank) == expected.tokens.dropFirst().map(\.rank))
    for (found, wanted) in zip(scores.tokens, expected.tokens) {
      #expect(found.top.map(\.token) == wanted.top.map(\.token))
    }
  }

  @Test(arguments: [DialectName.palimpsest, .vLLM, .llamaServer])
  func wholeDistributionsAreToldWhereWished(_ dialect: DialectName) async throws {
    let options = EndpointProbe.Options(top: 6, wantsDistributions: true)
    let model = try await EndpointFixture.model(MockServer(dialect), options)
    #expect(model.capability == .distributions)
    #expect(model.report.vocabularyCount == 40)
    let tokens = toy.tokenizer.encode(EndpointFixture.text, addsSpecial: true)
    let scores = try await model.score(tokens, detail: .distribution)
    #expect(
      scores.distributions == (try await toy.score(tokens, detail: .distribution)).distributions)
    let moments = try await model.score(tokens, detail: .moments).tokens[3]
    // mean = sum of p log p over the forty tokens.
    let values = toy.logProbabilities(after: tokens[..<3])
    let mean = values.reduce(0) { $0 + exponential($1) * $1 }
    expectClose(moments.mean ?? .nan, mean, absolute: 1e-6)
  }

  private func exponential(_ value: Double) -> Double {
    // Enough terms for values in -10...0, halved six times and squared back.
    var term = 1.0
    var sum = 1.0
    for step in 1..<20 {
      term *= value / 64 / Double(step)
      sum += term
    }
    for _ in 0..<6 { sum *= sum }
    return sum
  }

  @Test func llamaServerForcesTokenAfterToken() async throws {
    let server = MockServer(.llamaServer)
    let model = try await EndpointFixture.model(server)
    #expect(model.capability == .forcedTokens)
    #expect(model.report.reasons == ["echo: llama-server tells nothing of prompts."])
    let tokens = try await model.tokenize(EndpointFixture.text)
    let before = server.requests.count
    expectSame(
      try await model.score(tokens, detail: .chosen), try await toy.score(tokens, detail: .chosen))
    #expect(server.requests.count - before == tokens.count - 1)
  }

  /// The text holds the token once, in its fourth word.
  @Test(arguments: [false, true])
  func aTokenInsideACharacterIsLookedUpBesideAnother(isVocabularyKnown: Bool) async throws {
    var traps = Traps()
    traps.hiddenToken = TokenID(toy.tokenizer.vocabularyCount - 1)
    traps.hidesVocabulary = !isVocabularyKnown
    let model = try await EndpointFixture.model(MockServer(.llamaServer, toy, traps))
    #expect(model.capability == .forcedTokens)
    let tokens = try await model.tokenize(EndpointFixture.text)
    let place = try #require(tokens.firstIndex { $0 == traps.hiddenToken })
    let scores = try await model.scores(of: tokens, detail: .chosen)
    let expected = try await toy.score(tokens, detail: .chosen)
    expectSame(scores.scores, expected, besides: isVocabularyKnown ? [0] : [0, place])
    #expect(scores.missing.map(\.position) == (isVocabularyKnown ? [] : [place]))
    #expect(scores.missing.allSatisfy { $0.reason.contains("inside a character") })
  }

  @Test func aTextIsSentWithoutTheBlankThatItsVocabularyAdds() async throws {
    let toy = ToyModel(addsBlank: true)
    let model = try await EndpointFixture.model(MockServer(.llamaCppPython, toy))
    #expect(model.capability == .tokenLogProbabilities)
    let tokens = try await model.tokenize(EndpointFixture.text)
    let scores = try await model.scores(of: tokens, detail: .chosen)
    expectSame(scores.scores, try await toy.score(tokens, detail: .chosen), besides: [0, 1])
  }

  @Test func llamaCppPythonHidesTheTokenAfterTheBeginning() async throws {
    let model = try await EndpointFixture.model(MockServer(.llamaCppPython))
    #expect(model.capability == .tokenLogProbabilities)
    #expect(!model.report.takesTokens)
    let tokens = try await model.tokenize(EndpointFixture.text)
    let scores = try await model.scores(of: tokens, detail: .chosen)
    expectSame(scores.scores, try await toy.score(tokens, detail: .chosen), besides: [0, 1])
    #expect(scores.missing.map(\.position) == [1])
    #expect(scores.missing[0].reason.contains("beginning"))
  }

  @Test func withoutABeginningLlamaCppPythonIsShiftedAndFallsToBounds() async throws {
    let toy = ToyModel(addsBeginning: false)
    let model = try await EndpointFixture.model(MockServer(.llamaCppPython, toy))
    #expect(model.capability == .topTokens)
    #expect(model.report.beginning == nil)
    #expect(model.report.reasons.contains { $0.contains("shifted by one") })
    let tokens = try await model.tokenize(EndpointFixture.text)
    try await expectBounds(model, tokens, toy, top: 6)
  }

  @Test(arguments: [DialectName.ollama, .openAICompletions])
  func tokensAmongTheLikeliestAreExactAndOthersBounded(_ dialect: DialectName) async throws {
    var traps = Traps()
    traps.refusesEcho = true
    traps.topCap = 5
    let model = try await EndpointFixture.model(
      MockServer(dialect, toy, traps), tokenizer: toy.tokenizer)
    #expect(model.report.dialect == dialect)
    #expect(model.capability == .topTokens)
    #expect(model.report.topLimit == 5)
    let tokens = try await model.tokenize(EndpointFixture.text)
    try await expectBounds(model, tokens, toy, top: 5)
  }

  private func expectBounds(
    _ model: EndpointModel, _ tokens: [TokenID], _ toy: ToyModel, top: Int
  ) async throws {
    let scores = try await model.scores(of: tokens, detail: .chosen)
    let expected = try await toy.score(tokens, detail: .chosen)
    let far = expected.tokens.indices.dropFirst().filter { expected.tokens[$0].rank ?? 0 > top }
    #expect(scores.missing.map(\.position) == far)
    #expect(!far.isEmpty)
    expectSame(scores.scores, expected, besides: Set(far + [0]))
    for missing in scores.missing {
      let bound = try #require(missing.upperBound)
      #expect(expected.tokens[missing.position].logProbability ?? 0 <= bound)
      #expect(missing.reason == "not among the \(top) likeliest tokens")
    }
    #expect(scores.scores.negativeLogLikelihood == nil)
  }

  @Test func chatCannotScoreGivenTexts() async throws {
    let model = try await EndpointFixture.model(
      MockServer(.openAIChat), tokenizer: toy.tokenizer)
    #expect(model.report.dialect == .openAIChat)
    #expect(model.capability == .topTokens)
    #expect(model.report.reasons.contains { $0.contains("template") })
    let error = await failure { try await model.score([0, 3, 4], detail: .chosen) }
    #expect(error?.code == "LMD082")
    let continuation = try await model.continuation(
      after: .text("Once"), GenerationSettings(tokenLimit: 3))
    #expect(continuation.tokens.count == 3)
  }

  @Test(
    arguments: [DialectName.palimpsest, .vLLM, .llamaServer, .llamaCppPython, .ollama])
  func continuationsAreThoseOfTheModel(_ dialect: DialectName) async throws {
    let model = try await EndpointFixture.model(MockServer(dialect), tokenizer: toy.tokenizer)
    let prompt = toy.tokenizer.encode("Once upon", addsSpecial: true)
    let settings = GenerationSettings(tokenLimit: 8)
    let found = try await model.generate(after: prompt, settings)
    let expected = try await toy.generate(after: prompt, settings)
    #expect(found.text == expected.text && found.ending == expected.ending)
    if [.palimpsest, .vLLM, .llamaServer].contains(dialect) {
      #expect(found.tokens == expected.tokens)
    } else {
      #expect(found.tokens.isEmpty)
    }
  }

  @Test func textIsAlignedByOffsets() async throws {
    let model = try await EndpointFixture.model(MockServer(.llamaCppPython))
    let rows = try await model.entries(ofText: EndpointFixture.text)
    // The beginning is hidden, and the generated token lies behind the text.
    let tokens = toy.tokenizer.encode(EndpointFixture.text, addsSpecial: false)
    #expect(rows.compactMap(\.text).joined() == EndpointFixture.text)
    #expect(rows.count == tokens.count)
    // "t" and "h" for "th": the server cuts the text elsewhere.
    let split: [TokenID] =
      [0] + toy.tokenizer.encode("t", addsSpecial: false)
      + toy.tokenizer.encode("he cafe", addsSpecial: false)
    let error = await failure { try await model.score(split, detail: .chosen) }
    #expect(error?.code == "LMD084")
  }

  @Test func whatTheEndpointCannotDoIsRefusedWithItsLevel() async throws {
    let model = try await EndpointFixture.model(MockServer(.vLLM))
    for detail in [ScoreDetail.moments, .distribution, .top(30)] {
      let error = await failure { try await model.score([0, 3, 4], detail: detail) }
      #expect(error?.code == "LMD082")
    }
    let long = [TokenID](repeating: 3, count: 513)
    #expect(await failure { try await model.score(long, detail: .chosen) }?.code == "LMD087")
    let wild = GenerationSettings(tokenLimit: 1, temperature: -1)
    #expect(await failure { try await model.generate(after: [0], wild) }?.code == "LMD110")
    let ollama = try await EndpointFixture.model(MockServer(.ollama))
    #expect(await failure { try await ollama.tokenize("a") }?.code == "LMD086")
  }
}
