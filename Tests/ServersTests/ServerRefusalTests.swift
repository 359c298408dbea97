// SPDX-License-Identifier: Apache-2.0

import Evidence
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Servers

@Suite struct ServerRefusalTests {
  @Test(arguments: [
    ("{", "SRV002"), ("[]", "SRV002"), ("", "SRV002"), ("{} {}", "SRV002"),
    ("{\"prompt\": \"a\", \"prompt\": \"b\"}", "SRV002"),
    ("{}", "SRV001"), ("{\"prompt\": 1}", "SRV001"), ("{\"prompt\": [\"a\", \"b\"]}", "SRV001"),
    ("{\"prompt\": [1, \"a\"]}", "SRV001"), ("{\"prompt\": [1000]}", "SRV001"),
    ("{\"prompt\": [-1]}", "SRV001"), ("{\"prompt\": [[1], [2]]}", "SRV001"),
    ("{\"prompt\": \"a\", \"max_tokens\": -1}", "SRV001"),
    ("{\"prompt\": \"a\", \"max_tokens\": 1.5}", "SRV001"),
    ("{\"prompt\": \"a\", \"max_tokens\": 2000000}", "SRV001"),
    ("{\"prompt\": \"a\", \"temperature\": -1}", "SRV001"),
    ("{\"prompt\": \"a\", \"top_p\": 0}", "SRV001"),
    ("{\"prompt\": \"a\", \"seed\": -1}", "SRV001"),
    ("{\"prompt\": \"a\", \"logprobs\": 301}", "SRV001"),
    ("{\"prompt\": \"a\", \"logprobs\": true}", "SRV001"),
    ("{\"prompt\": \"a\", \"echo\": 1}", "SRV001"),
    ("{\"prompt\": \"a\", \"stop\": [\"\"]}", "SRV001"),
    ("{\"prompt\": \"a\", \"stream\": true}", "SRV003"),
    ("{\"prompt\": \"a\", \"n\": 2}", "SRV003"),
    ("{\"prompt\": \"a\", \"suffix\": \"b\"}", "SRV003"),
    ("{\"prompt\": \"a\", \"logit_bias\": {\"1\": 5}}", "SRV003"),
    ("{\"prompt\": \"a\", \"presence_penalty\": 0.5}", "SRV003"),
    ("{\"prompt\": \"a\", \"repetition_penalty\": 1.1}", "SRV003"),
    ("{\"prompt\": \"a\", \"min_p\": 0.05}", "SRV003"),
    ("{\"prompt\": \"a\", \"add_special_tokens\": false}", "SRV003"),
    ("{\"prompt\": \"a\", \"prompt_logprobs\": 1}", "SRV003"),
    ("{\"prompt\": \"a\", \"model\": \"other\"}", "SRV004"),
  ])
  func aBadRequestIsRefusedInOpenAIsForm(body: String, code: String) async throws {
    let answer = try await ServedToy().send(.post, "/v1/completions", Array(body.utf8))
    #expect(answer.status == (code == "SRV004" ? 404 : 400), "\(body)")
    #expect(answer.code == code, "\(body)")
    let error = answer.document["error"]
    #expect(error?.members?.keys.sorted() == ["code", "message", "param", "type"])
    #expect(error?["message"]?.text?.isEmpty == false)
  }

  @Test func membersThatChangeNothingAreTaken() async throws {
    let answer = try await ServedToy().complete([
      "prompt": "Once", "max_tokens": 1, "n": 1, "best_of": 1, "stream": false, "suffix": .null,
      "presence_penalty": 0, "frequency_penalty": 0.0, "logit_bias": [:], "user": "somebody",
      "repetition_penalty": 1.0, "min_p": 0, "add_special_tokens": true, "use_beam_search": false,
    ])
    #expect(answer.status == 200)
  }

  @Test func anUnknownPathIsSaidToBeOne() async throws {
    for (method, path) in [
      (HTTPRequest.Method.get, "/"), (.get, "/v1/completions"), (.post, "/v1/chat/completions"),
    ] {
      let answer = try await ServedToy().send(method, path)
      #expect(answer.status == 404 && answer.code == "SRV007", "\(path)")
    }
  }

  @Test func aLongBodyIsRefusedUnread() async throws {
    let toy = try ServedToy(limits: ServerLimits(bodyByteCount: 64))
    let answer = try await toy.complete(["prompt": .string(String(repeating: "a", count: 64))])
    #expect(answer.status == 413 && answer.code == "SRV005")
    #expect(answer.document["error"]?["message"]?.text?.contains("64") == true)
  }

  @Test func aBodyThatIsAnnouncedTooLongIsNotAwaited() async throws {
    let toy = try ServedToy(limits: ServerLimits(bodyByteCount: 64))
    // Nothing ever comes; whoever waited for it would not answer.
    let silence = RequestBody(asyncSequence: AsyncStream<ByteBuffer> { _ in })
    let answer = try await toy.send(
      .post, "/v1/completions", silence, headers: [.contentLength: "10000000000"])
    #expect(answer.status == 413 && answer.code == "SRV005")
  }

  @Test func aHostIsNamedExactlyOnce() async throws {
    let toy = try ServedToy()
    #expect(try await toy.send(.get, "/health").status == 200)
    let none = try await toy.send(.get, "/health", host: nil)
    #expect(none.status == 400 && none.code == "SRV013")
    let name = try #require(HTTPField.Name("Host"))
    let two = try await toy.send(.get, "/health", headers: [name: "127.0.0.1:8080"])
    #expect(two.status == 400 && two.code == "SRV013")
  }

  @Test func aBodyThatBreaksOffIsTheClientsFault() async throws {
    struct Malformed: Error {}
    for path in ["/v1/completions", "/tokenize", "/detokenize"] {
      let body = AsyncThrowingStream<ByteBuffer, any Error> { parts in
        parts.yield(ByteBuffer(string: "{\"prompt\": "))
        parts.finish(throwing: Malformed())
      }
      let answer = try await ServedToy().send(.post, path, RequestBody(asyncSequence: body))
      #expect(answer.status == 400 && answer.code == "SRV012", "\(path)")
    }
  }

  @Test func promptsAndLikeliestTokensHaveLimits() async throws {
    let toy = try ServedToy(limits: ServerLimits(tokenCount: 8, rankedTokenCount: 20))
    let long = try await toy.complete(["prompt": "abcdefghijklm", "max_tokens": 1])
    #expect(long.status == 400)
    let wide = try await toy.complete(["prompt": "ab", "max_tokens": 8, "logprobs": 10])
    #expect(wide.document["error"]?["param"]?.text == "logprobs")
    #expect(
      try await toy.complete(["prompt": "ab", "max_tokens": 1, "logprobs": 10]).status == 200)
  }

  @Test func noErrorRepeatsThePrompt() async throws {
    let secret = "Rosalind"
    for members: [String: JSONValue] in [
      ["prompt": .string(secret), "max_tokens": -1], ["prompt": [.string(secret), 1]],
      ["prompt": .string(secret), "model": .string(secret)],
      ["prompt": "a", "stop": [.string(secret), 1]],
    ] {
      let answer = try await ServedToy().complete(members)
      #expect(answer.status >= 400)
      #expect(!String(decoding: answer.bytes, as: UTF8.self).contains(secret))
    }
  }

  @Test func webPagesAreNotLetIn() async throws {
    let toy = try ServedToy()
    let page = try await toy.send(.get, "/health", headers: [.origin: "https://example.org"])
    #expect(page.status == 403 && page.code == "SRV009")
    for host in ["example.org", "127.0.0.1.example.org", "10.0.0.1:8080"] {
      #expect(try await toy.send(.get, "/health", host: host).status == 403, "\(host)")
    }
    for host in ["localhost", "LOCALHOST:1", "127.1.2.3:80", "[::1]:8080"] {
      #expect(try await toy.send(.get, "/health", host: host).status == 200, "\(host)")
    }
  }

  @Test func aKeyIsAskedForWhereThereIsOne() async throws {
    let toy = try ServedToy(key: "secret")
    for given in [nil, "Bearer ", "Bearer secre", "Bearer secrets", "secret"] {
      let headers: HTTPFields = given.map { [.authorization: $0] } ?? [:]
      let answer = try await toy.send(.get, "/v1/models", headers: headers)
      #expect(answer.status == 401 && answer.code == "SRV008")
    }
    let right = try await toy.send(
      .get, "/v1/models", headers: [.authorization: "Bearer secret"])
    #expect(right.status == 200)
  }
}
