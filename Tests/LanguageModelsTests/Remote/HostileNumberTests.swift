// SPDX-License-Identifier: Apache-2.0

import Foundation
import LanguageModels
import Testing

/// Sizes and identifiers that no model has tell nothing, and index nothing.
@Suite struct HostileNumberTests {
  /// A mock whose answers have some words replaced.
  private struct Rewriting: HTTPTransport {
    let server: MockServer
    let words: [String: String]

    func send(_ request: HTTPRequest) async throws(LanguageModelError) -> HTTPResponse {
      let response = try await server.send(request)
      var body = String(decoding: response.body, as: UTF8.self)
      for (from, to) in words { body = body.replacingOccurrences(of: from, with: to) }
      return HTTPResponse(
        status: response.status, headers: response.headers, body: Array(body.utf8))
    }
  }

  private func model(
    _ dialect: DialectName, _ words: [String: String]
  ) async throws -> EndpointModel {
    let client = try EndpointFixture.client(
      Rewriting(server: MockServer(dialect), words: words))
    let options = EndpointProbe.Options(top: 6, wantsDistributions: true)
    return EndpointModel(
      client, try await EndpointProbe(client, options).report(), tokenizer: ToyModel().tokenizer)
  }

  @Test(arguments: ["-5", "0", "4611686018427387904", "1.5", "\"40\""])
  func aSizeOfTheVocabularyThatNoModelHasIsNotBelieved(_ size: String) async throws {
    let words = ["\"vocabulary_count\":40": "\"vocabulary_count\":\(size)"]
    let model = try await model(.palimpsest, words)
    #expect(model.report.vocabularyCount == nil)
    #expect(model.report.capability == .tokenLogProbabilities)
    let error = await failure { try await model.score([0, 3, 4], detail: .distribution) }
    #expect(error?.code == "LMD082")
  }

  @Test(arguments: ["-1", "0"])
  func aContextThatNoModelHasIsNotBelieved(_ size: String) async throws {
    let words = ["\"max_model_len\":512": "\"max_model_len\":\(size)"]
    #expect(try await model(.vLLM, words).report.contextLength == nil)
  }

  @Test func negativeIdentifiersNameNoToken() async throws {
    // Both ways in which vLLM names a token.
    let listed = try await model(
      .vLLM, ["\"prompt_logprobs\":[null,{\"": "\"prompt_logprobs\":[null,{\"-1"])
    #expect(listed.report.capability < .tokenLogProbabilities)
    #expect(listed.report.reasons.contains { $0.contains("no usable 'prompt_logprobs'") })
    let named = try await model(.vLLM, ["token_id:": "token_id:-"])
    #expect(!named.report.namesTopTokens && named.report.capability < .distributions)
  }
}
