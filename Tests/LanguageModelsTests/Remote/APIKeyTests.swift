// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import LanguageModels
import TestSupport
import Testing

@Suite struct APIKeyTests {
  private let sentinel = "sk-SENTINEL-0123456789abcdef"

  @Test func aKeyIsSentAndNeverShown() async throws {
    let key = try APIKey(sentinel)
    #expect(key.bearer == "Bearer \(sentinel)")
    let request = HTTPRequest(.get, try EndpointAddress("http://127.0.0.1"), key: key)
    for text in ["\(key)", String(reflecting: key), "\(request)", String(reflecting: request)] {
      #expect(!text.contains("SENTINEL"))
    }
    var dumped = ""
    dump(request, to: &dumped)
    #expect(!dumped.contains("SENTINEL"))
  }

  @Test func aKeyThatNoHeaderCarriesIsRefusedWithoutRepeatingIt() async {
    for secret in ["", "\(sentinel)\n", "\(sentinel)\r\nHost: x", "\(sentinel) x", "sé"] {
      let error = await failure { try APIKey(secret) }
      #expect(error?.code == "LMD090")
      #expect(!String(reflecting: error).contains("SENTINEL"))
    }
  }

  /// Everything that can go wrong, and a server that repeats whatever it was sent.
  private var mishaps: [Mishap] {
    let echo = Array("{\"error\":{\"code\":\"\(sentinel)\",\"message\":\"\(sentinel)\"}}".utf8)
    let escaped = Array(
      "{\"a\":\"\(sentinel.replacingOccurrences(of: "S", with: "\\u0053"))\"}".utf8)
    let statuses = [200, 302, 400, 401, 404, 429, 500]
    return statuses.map { .answer(HTTPResponse(status: $0, body: echo)) }
      + statuses.map { .answer(HTTPResponse(status: $0, body: escaped)) }
      + statuses.map {
        .answer(HTTPResponse(status: $0, headers: ["Location": "http://x/\(sentinel)"]))
      }
      + [
        .answer(HTTPResponse(status: 200, body: Array("<html>\(sentinel)".utf8))),
        .cutOff,
      ]
  }

  @Test func noErrorReportOrFileHoldsTheKey() async throws {
    try await TemporaryFolder.with { folder in
      var shown = ""
      for dialect in DialectName.allCases {
        let server = MockServer(dialect)
        let client = try EndpointFixture.client(server, cache: folder.path, key: sentinel)
        let report = try await EndpointProbe(client, EndpointProbe.Options(top: 2)).report()
        let model = EndpointModel(client, report, tokenizer: ToyTokenizer(addsBeginning: true))
        shown += "\(report) \(report.lines) \(client) \(model) \(String(reflecting: model))"
        let tokens = try await model.tokenize("the cat")
        _ = try? await model.score(tokens, detail: .chosen)
        _ = try await model.generate(after: tokens, GenerationSettings(tokenLimit: 2))
        #expect(server.requests.allSatisfy { $0.key?.bearer == "Bearer \(sentinel)" })
        for mishap in mishaps {
          server.failAlways(mishap)
          let errors = [
            await failure {
              try await EndpointProbe(client, EndpointProbe.Options(top: 2)).report()
            },
            await failure {
              try await model.generate(after: tokens, GenerationSettings(tokenLimit: 3))
            },
          ]
          shown += String(reflecting: errors)
          #expect(errors.allSatisfy { $0 != nil })
        }
      }
      #expect(!shown.contains("SENTINEL"))
      for (name, content) in try folder.contents() {
        #expect(!name.contains("SENTINEL"))
        #expect(!String(decoding: content, as: UTF8.self).contains("SENTINEL"))
      }
      #expect(try !folder.contents().isEmpty)
    }
  }

  @Test func anAnswerThatRepeatsTheKeyIsDropped() async throws {
    try await TemporaryFolder.with { folder in
      let server = MockServer(.palimpsest)
      let client = try EndpointFixture.client(server, cache: folder.path, key: sentinel)
      server.failAlways(
        .answer(HTTPResponse(status: 200, body: Array("{\"a\":\"\(sentinel)\"}".utf8))))
      let error = await failure { try await client.answer(to: EndpointCall("/v1/models")) }
      #expect(error?.code == "LMD094")
      #expect(try folder.contents().isEmpty)
    }
  }

  @Test func promptsStayOutOfErrors() async throws {
    var traps = Traps()
    traps.topCap = 0
    let server = MockServer(.palimpsest, ToyModel(), traps)
    let client = try EndpointFixture.client(server)
    let call = PalimpsestDialect(model: "toy").echo(
      EchoRequest(.text("my secret prompt"), top: .count(1)))
    let error = await failure { try await client.answer(to: try #require(call)) }
    #expect(error?.code == "LMD079" && error?.cause == "the server's code is 'bad_request'")
    #expect(!String(reflecting: error).contains("secret"))
  }
}
