// SPDX-License-Identifier: Apache-2.0

import LanguageModels
import Testing

@Suite struct CurlTransportTests {
  private static let ok =
    "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n"
    + "Set-Cookie: a=SENTINEL\r\n\r\n{\"a\": 1}"

  private static let answers: [String: LoopbackServer.Answer] = [
    "/ok": .bytes(ok),
    "/elsewhere": .bytes(
      "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2:1/\r\nContent-Length: 0\r\n\r\n"),
    "/cut": .bytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":"),
    "/kept": .kept(ok), "/announced": .bytes("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n"),
    "/twice": .bytes(
      "HTTP/1.1 100 Continue\r\nLocation: /no\r\n\r\nHTTP/1.1 200 OK\r\nA:  b \r\na: c\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nLocation: /no\r\n\r\n"),
    "/drip": .drip, "/silence": .silence,
    // What proxies are asked for; the usual port may be left out.
    "http://model.invalid:80/ok": .bytes(ok), "http://model.invalid/ok": .bytes(ok),
  ]

  private func transport(
    _ limits: TransportLimits = TransportLimits(), environment: [String: String] = [:],
    allowed: [String] = []
  ) throws -> CurlTransport {
    CurlTransport(
      allowed: try AllowedHosts(allowed), limits: limits,
      proxies: ProxySettings(environment: environment))
  }

  private func request(
    _ server: LoopbackServer, _ path: String, body: String? = nil
  ) throws -> HTTPRequest {
    let address = try EndpointAddress("http://127.0.0.1:\(server.port)").appending(path)
    return HTTPRequest(
      body == nil ? .get : .post, address, body: body.map { Array($0.utf8) },
      key: try APIKey("key-of-the-test"))
  }

  @Test func requestsCarryTheKeyAndNoCookies() async throws {
    let server = try LoopbackServer(CurlTransportTests.answers)
    let transport = try transport()
    for _ in 0..<2 {
      let response = try await transport.send(try request(server, "/ok", body: "{\"b\":2}"))
      #expect(response.status == 200)
      #expect(String(decoding: response.body, as: UTF8.self) == "{\"a\": 1}")
    }
    #expect(server.heads.count == 2)
    for head in server.heads {
      #expect(head.hasPrefix("POST /ok HTTP/1.1\r\n"))
      #expect(head.contains("Authorization: Bearer key-of-the-test\r\n"))
      #expect(!head.lowercased().contains("cookie"))
    }
  }

  @Test func redirectsAreHandedBackAndNotFollowed() async throws {
    let server = try LoopbackServer(CurlTransportTests.answers)
    let response = try await transport().send(try request(server, "/elsewhere"))
    #expect(response.status == 302)
    #expect(response.headers["location"] == "http://127.0.0.2:1/")
  }

  @Test func aBodyThatSaysToBeTooLongIsNotAwaited() async throws {
    let server = try LoopbackServer(CurlTransportTests.answers)
    let transport = try transport(TransportLimits(bodyByteCount: 1 << 20))
    let error = await failure { try await transport.send(try request(server, "/announced")) }
    #expect(error?.code == "LMD073")
  }

  @Test func interimAnswersAndTrailersLeaveNoHeaders() async throws {
    let server = try LoopbackServer(CurlTransportTests.answers)
    let response = try await transport().send(try request(server, "/twice"))
    #expect(response.status == 200 && response.body == Array("{}".utf8))
    #expect(response.headers == ["a": "b", "transfer-encoding": "chunked"])
  }

  @Test func connectionsAreKeptForTheNextRequests() async throws {
    let server = try LoopbackServer(CurlTransportTests.answers)
    let transport = try transport()
    for _ in 0..<5 {
      #expect(try await transport.send(try request(server, "/kept")).status == 200)
    }
    #expect(server.heads.count == 5 && server.connectionCount == 1)
  }

  @Test func sixtyFourRequestsWaitAtOnce() async throws {
    let server = try LoopbackServer(CurlTransportTests.answers)
    let transport = try transport()
    let silent = try request(server, "/silence")
    let codes = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<64 { group.addTask { await failure { try await transport.send(silent) }?.code } }
      while server.heads.count < 64 { await Task.yield() }
      // Among so many that wait, another one is still answered.
      let status = try? await transport.send(try request(server, "/ok")).status
      #expect(status == 200)
      group.cancelAll()
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(codes == Array(repeating: "LMD091", count: 64))
  }

  @Test func slowAnswersEndByTheWholeTime() async throws {
    let server = try LoopbackServer(CurlTransportTests.answers)
    let transport = try transport(TransportLimits(idleSeconds: 30, totalSeconds: 0.5))
    for path in ["/drip", "/silence"] {
      let error = await failure { try await transport.send(try request(server, path)) }
      #expect(error?.code == "LMD075")
    }
  }

  @Test func silenceEndsByTheIdleTime() async throws {
    let server = try LoopbackServer(CurlTransportTests.answers)
    let transport = try transport(TransportLimits(idleSeconds: 1))
    let error = await failure { try await transport.send(try request(server, "/silence")) }
    #expect(error?.code == "LMD075")
  }

  @Test func brokenConnectionsAreNamed() async throws {
    let server = try LoopbackServer(CurlTransportTests.answers)
    let transport = try transport()
    #expect(
      await failure { try await transport.send(try request(server, "/cut")) }?.code == "LMD074")
    let nowhere = HTTPRequest(.get, try EndpointAddress("http://127.0.0.1:1"), key: nil)
    #expect(await failure { try await transport.send(nowhere) }?.code == "LMD074")
  }

  @Test func aCancelledTaskEndsItsRequest() async throws {
    let server = try LoopbackServer(CurlTransportTests.answers)
    let transport = try transport()
    let silent = try request(server, "/silence")
    let task = Task { await failure { try await transport.send(silent) } }
    while server.heads.isEmpty { await Task.yield() }
    task.cancel()
    #expect(await task.value?.code == "LMD091")
  }

  @Test func hostsAndProxiesThatWereNotAllowedAreNotContacted() async throws {
    let foreign = HTTPRequest(.get, try EndpointAddress("http://evil.invalid"), key: nil)
    #expect(await failure { try await transport().send(foreign) }?.code == "LMD071")
    let server = try LoopbackServer(CurlTransportTests.answers)
    let local = try request(server, "/ok")
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
      let proxied = try transport(environment: [name: "http://proxy.invalid:3128"])
      #expect(await failure { try await proxied.send(local) }?.code == "LMD088")
    }
    let fine: [[String: String]] = [
      ["https_proxy": "http://proxy.invalid:3128"], ["http_proxy": ""],
      ["http_proxy": "http://proxy.invalid:3128", "no_proxy": "localhost,127.0.0.1"],
    ]
    for environment in fine {
      #expect(try await transport(environment: environment).send(local).status == 200)
    }
  }

  @Test func anAllowedProxyCarriesTheRequest() async throws {
    let server = try LoopbackServer(CurlTransportTests.answers)
    let away = HTTPRequest(
      .get, try EndpointAddress("http://model.invalid").appending("/ok"), key: nil)
    let hosts = ["model.invalid", "127.0.0.1:\(server.port)"]
    for form in ["http://127.0.0.1:\(server.port)/", "127.0.0.1:\(server.port)"] {
      let proxied = try transport(environment: ["http_proxy": form], allowed: hosts)
      #expect(try await proxied.send(away).status == 200)
    }
    #expect(server.heads.count == 2)
    let odd = try transport(
      environment: ["http_proxy": "ftp://127.0.0.1:\(server.port)"], allowed: hosts)
    #expect(await failure { try await odd.send(away) }?.code == "LMD088")
  }

  @Test func whateverIsNotHTTPIsNamed() async throws {
    let server = try LoopbackServer([
      "/mail": .bytes("220 mail.invalid ESMTP ready\r\n"),
      "/packed": .bytes(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
    ])
    for path in ["/mail", "/packed"] {
      let error = await failure { try await transport().send(try request(server, path)) }
      #expect(error?.code == "LMD080", "\(path)")
    }
  }
}
