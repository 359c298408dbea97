// SPDX-License-Identifier: Apache-2.0

import LanguageModels
import Testing

@Suite struct EndpointAddressTests {
  @Test func addressesAreReadInOneForm() throws {
    let address = try EndpointAddress("HTTP://LocalHost:8080/v1/")
    #expect(address.text == "http://localhost:8080/v1")
    #expect(address.appending("/v1/models").text == "http://localhost:8080/v1/models")
    #expect(try EndpointAddress("https://api.example.com").port == 443)
    #expect(try EndpointAddress("http://[::1]:80/a/b").host == "[::1]")
    #expect(
      try EndpointAddress("http://h/proxy").appending("/v1/models").path == "/proxy/v1/models")
  }

  @Test(arguments: [
    "", "127.0.0.1:8080", "ftp://a", "file:///etc/passwd", "http://", "http:///a", "http://a:0",
    "http://a:99999", "http://a:8a", "http://user:pass@a", "http://127.0.0.1\\@evil.example",
    "http://127.0.0.1#@evil.example", "http://127.0.0.1?@evil.example", "http://a/../b",
    "http://a//b", "http://a/b?key=SENTINEL", "http://a b", "http://a/%2e%2e", "http://[::1",
    "http://é.example", "http://a\r\nb",
  ])
  func addressesThatCouldHideAnotherHostAreRefused(_ text: String) async {
    let error = await failure { try EndpointAddress(text) }
    #expect(error?.code == "LMD070")
    #expect(!String(reflecting: error).contains("SENTINEL"))
  }

  @Test func onlyThisMachineIsAllowedUnlessNamed() throws {
    let none = try AllowedHosts()
    for text in ["http://127.0.0.1", "http://127.9.8.7:1", "http://localhost", "http://[::1]:2"] {
      #expect(none.allows(try EndpointAddress(text)))
    }
    for text in [
      "http://0.0.0.0", "http://10.0.0.1", "http://127.0.0.1.evil.example",
      "http://localhost.evil.example", "http://2130706433", "http://127.1", "http://127.0.0.256",
      "http://[::2]", "https://api.example.com",
    ] {
      #expect(!none.allows(try EndpointAddress(text)))
    }
    let named = try AllowedHosts(["API.example.com", "10.0.0.1:8000"])
    #expect(named.allows(try EndpointAddress("https://api.example.com")))
    #expect(named.allows(try EndpointAddress("http://10.0.0.1:8000")))
    #expect(!named.allows(try EndpointAddress("http://10.0.0.1:8001")))
    #expect(!named.allows(try EndpointAddress("https://api.example.com.evil.example")))
  }

  @Test func aHostThatIsNotAllowedIsNeverContacted() async throws {
    let server = MockServer(.vLLM)
    let error = await failure {
      try EndpointFixture.client(server, address: "https://api.example.com")
    }
    #expect(error?.code == "LMD071")
    #expect(error?.remedy.contains("--allow-host api.example.com") == true)
    #expect(server.requests.isEmpty)
    let allowed = try EndpointFixture.client(
      server, address: "https://api.example.com", allowed: ["api.example.com"])
    _ = try await allowed.answer(to: EndpointCall("/v1/models"))
    #expect(server.requests.map(\.address.host) == ["api.example.com"])
  }
}
