// SPDX-License-Identifier: Apache-2.0

import Evidence
import LanguageModels
import Testing

@Suite struct NamedDialectTests {
  /// Every server, with and without a word of what it is, and every name that a user may give it.
  static let pairs = DialectName.allCases.flatMap { server in
    DialectName.allCases.flatMap { named in
      [true, false].map { (server: server, named: named, isTold: $0) }
    }
  }

  private let toy = ToyModel()

  /// The true log-probabilities of tokens.
  private func truth(of tokens: [TokenID]) -> [Double] {
    (1..<tokens.count).map { place in
      ToyModel.logSoftmax(toy.logits(after: tokens[..<place]))[Int(tokens[place])]
    }
  }

  @Test(arguments: pairs)
  func aWrongNameIsRefusedOrGivesNoWrongScore(
    server: DialectName, named: DialectName, isTold: Bool
  ) async throws {
    var traps = Traps()
    if !isTold { traps.owner = "somebody" }
    let client = try EndpointFixture.client(MockServer(server, toy, traps))
    let options = EndpointProbe.Options(dialect: named, top: 6)
    let tokens = toy.tokenizer.encode(EndpointFixture.text, addsSpecial: true)
    do throws(LanguageModelError) {
      let report = try await EndpointProbe(client, options).report()
      #expect(report.dialect == named)
      #expect(report.facts.contains { $0.name == "dialect" && $0.value.hasPrefix("as named") })
      let model = EndpointModel(client, report, tokenizer: toy.tokenizer)
      let scores = try await model.scores(of: tokens, detail: .chosen).scores
      for (score, value) in zip(scores.tokens.dropFirst(), truth(of: tokens)) {
        guard let told = score.logProbability else { continue }
        #expect(abs(told - value) < 1e-6)
      }
    } catch {
      #expect(error.code.hasPrefix("LMD0"))
    }
  }

  @Test func whatTheServerSaysToBeIsNotTakenForAnother() async throws {
    let client = try EndpointFixture.client(MockServer(.vLLM))
    let options = EndpointProbe.Options(dialect: .llamaServer)
    let error = await failure { try await EndpointProbe(client, options).report() }
    #expect(error?.code == "LMD098" && error?.category == .usage)
    #expect(error?.remedy.contains("vllm") == true)
  }

  @Test func aServerThatDoesNotSpeakTheNamedDialectIsSaidNotTo() async throws {
    var traps = Traps()
    traps.owner = "somebody"
    let client = try EndpointFixture.client(MockServer(.openAICompletions, toy, traps))
    let options = EndpointProbe.Options(dialect: .ollama)
    let error = await failure { try await EndpointProbe(client, options).report() }
    #expect(error?.code == "LMD083")
    #expect(error?.message.contains("does not speak ollama") == true)
    #expect(error?.remedy.contains("--dialect") == true)
  }

  @Test func theRightNameChangesNothing() async throws {
    for dialect in DialectName.allCases {
      func report(_ named: DialectName?) async throws -> EndpointReport {
        let client = try EndpointFixture.client(MockServer(dialect))
        let options = EndpointProbe.Options(dialect: named, top: 6)
        var report = try await EndpointProbe(client, options).report()
        report.facts.removeAll { $0.name == "dialect" }
        return report
      }
      #expect(try await report(dialect) == (try await report(nil)))
    }
  }
}
