// SPDX-License-Identifier: Apache-2.0

import Foundation
import LanguageModels
import Testing

/// Answers without end are refused while they come, in little memory.
@Suite struct EndlessAnswerTests {
  private static let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

  /// What never ends, by path, and how it is refused.
  private static let floods: [(path: String, start: String, piece: String, code: String)] = [
    ("/body", LoopbackServer.start, "x", "LMD073"),
    ("/chunks", chunked, "3E8\r\n\(String(repeating: "x", count: 1000))\r\n", "LMD073"),
    ("/redirect", "HTTP/1.1 302 Found\r\nLocation: /ok\r\n\r\n", "x", "LMD073"),
    ("/refusal", "HTTP/1.1 429 Too Many Requests\r\n\r\n", "x", "LMD073"),
    ("/headers", "HTTP/1.1 200 OK\r\n", "A: b\r\n", "LMD073"),
    ("/line", "HTTP/1.1 200 OK\r\nA: ", "b", "LMD073"),
    ("/interim", "", "HTTP/1.1 100 Continue\r\n\r\n", "LMD073"),
    ("/trailers", chunked + "0\r\n", "A: b\r\n", "LMD073"),
    // No byte of these is part of anything, so they count as silence.
    ("/extension", chunked + "1;", "x", "LMD075"),
  ]

  /// Asks for every flood so many times at once and returns the codes by path, each once.
  private static func codes(times: Int) async throws -> [String: Set<String>] {
    let answers = floods.map { ($0.path, LoopbackServer.Answer.endless($0.start, $0.piece)) }
    let server = try LoopbackServer(Dictionary(uniqueKeysWithValues: answers))
    let transport = CurlTransport(
      allowed: try AllowedHosts(),
      limits: TransportLimits(bodyByteCount: 1 << 20, idleSeconds: 2, totalSeconds: 60),
      proxies: ProxySettings(environment: [:]))
    let root = try EndpointAddress("http://127.0.0.1:\(server.port)")
    return await withTaskGroup(of: (String, String).self) { group in
      for flood in floods {
        for _ in 0..<times {
          let request = HTTPRequest(.get, root.appending(flood.path), key: nil)
          group.addTask {
            let error = await failure { try await transport.send(request) }
            return (flood.path, error?.code ?? "none")
          }
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0, default: []].insert($1.1) }
    }
  }

  private static var expected: [String: Set<String>] {
    Dictionary(uniqueKeysWithValues: floods.map { ($0.path, [$0.code]) })
  }

  @Test func eachIsRefusedWithItsCode() async throws {
    #expect(try await EndlessAnswerTests.codes(times: 1) == EndlessAnswerTests.expected)
  }

  @Test func manyAtOnceTakeLittleMemory() async {
    // In a process of its own, whose memory is that of these exchanges and of the server.
    await #expect(processExitsWith: .success) {
      let before = EndlessAnswerTests.peakKilobytes
      let codes = try await EndlessAnswerTests.codes(times: 4)
      #expect(codes == EndlessAnswerTests.expected)
      let growth = EndlessAnswerTests.peakKilobytes - before
      #expect(before > 0 && growth < 150 << 10, "grew by \(growth) kB")
    }
  }

  /// The most memory that this process ever had, in kilobytes; 0 where the system does not say.
  private static var peakKilobytes: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
  }
}
