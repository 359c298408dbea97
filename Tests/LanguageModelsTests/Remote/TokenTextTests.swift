// SPDX-License-Identifier: Apache-2.0

import Evidence
import LanguageModels
import Testing

/// How tokens are shown costs few requests.
@Suite struct TokenTextTests {
  private func detokenizations(_ server: MockServer) -> Int {
    server.requests.count { $0.address.path.hasSuffix("/detokenize") }
  }

  @Test func textsThatAnAnswerTellsAreNotAskedFor() async throws {
    let server = MockServer(.palimpsest)
    let model = try await EndpointFixture.model(server)
    let tokens = try await model.tokenize(EndpointFixture.text)
    let scores = try await model.scores(of: tokens, detail: .chosen)
    let texts = try await model.texts(of: tokens, told: scores.texts)
    #expect(tokens.allSatisfy { texts[$0] == ToyModel().tokenizer.piece($0) })
    // It was two for each distinct token.
    #expect(detokenizations(server) == 0)
  }

  @Test(arguments: [1, 5])
  func eachOtherTextIsAskedForOnceHoweverManyWaitForIt(_ concurrency: Int) async throws {
    let server = MockServer(.vLLM)
    let client = try EndpointFixture.client(
      server, limits: RequestLimits(concurrency: concurrency))
    let report = try await EndpointProbe(client, EndpointProbe.Options(top: 6)).report()
    let model = EndpointModel(client, report, tokenizer: nil)
    let tokens = try await model.tokenize(EndpointFixture.text)
    let distinct = Set(tokens).count
    let asked = await withTaskGroup(of: [TokenID: String]?.self) { group in
      for _ in 0..<4 { group.addTask { try? await model.texts(of: tokens) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(asked.count == 4 && asked.allSatisfy { $0 == asked[0] && $0?.count == distinct })
    // Four texts took 8 for each distinct token before; now it is 2.
    #expect(detokenizations(server) == 2 * distinct)
  }

  @Test func beginningsAreAskedForOnce() async throws {
    let server = MockServer(.llamaCppPython, ToyModel(addsBeginning: false))
    let client = try EndpointFixture.client(server, limits: RequestLimits(concurrency: 4))
    let report = try await EndpointProbe(client, EndpointProbe.Options(top: 6)).report()
    #expect(report.scoring == .bounds && !report.takesTokens)
    let model = EndpointModel(client, report, tokenizer: nil)
    let tokens = try await model.tokenize("the park")
    _ = try await model.scores(of: tokens, detail: .chosen)
    // It was three for each token after the first.
    #expect(detokenizations(server) == tokens.count)
  }

  @Test func aTextThatCouldNotBeHadIsAskedForAgain() async throws {
    let server = MockServer(.vLLM)
    let model = try await EndpointFixture.model(server)
    server.failAlways(.answer(HTTPResponse(status: 400)))
    #expect(await failure { try await model.texts(of: [7]) }?.code == "LMD079")
    server.failAlways(nil)
    #expect(try await model.texts(of: [7]) == [7: ToyModel().tokenizer.piece(7)])
  }
}
