// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

@Suite struct ModelServingTests {
  private func serve(
    in folder: TemporaryFolder, environment: [String: String] = [:],
    _ body: (_ address: String) throws -> Void
  ) throws {
    try TinyModel.make(in: folder)
    let server = try RunningProgram(
      ["model", "serve", "model", "--port", "0"], in: folder, environment: environment)
    let address = server.firstLine().split(separator: " ").last.map(String.init) ?? ""
    do {
      try body(address)
    } catch {
      _ = try server.stop()
      throw error
    }
    let (status, errors) = try server.stop()
    #expect(status == 0, "\(errors)")
    #expect(errors.isEmpty, "nothing is logged")
  }

  @Test func aServedModelScoresAsTheFileDoes() throws {
    try TemporaryFolder.with { folder in
      try serve(in: folder) { address in
        #expect(address.hasPrefix("http://127.0.0.1:"))
        let text = TinyModel.texts[3]
        func scores(_ model: String) throws -> [Double?] {
          TinyModel.logProbabilities(
            try TinyModel.document(["model", "score", model, "--text", text, "--json"], in: folder))
        }
        let (own, served) = (try scores("model"), try scores(address))
        #expect(own.count == served.count && own.count > 5)
        for (one, other) in zip(own, served) {
          #expect(abs((one ?? 0) - (other ?? 0)) < 1e-6)
        }
        let generate = ["--prompt", "Two cats", "--max-tokens", "6"]
        let alone = try Program.run(["model", "generate", "model"] + generate, in: folder)
        let remote = try Program.run(["model", "generate", address] + generate, in: folder)
        #expect(remote.output == alone.output)
        let probe = try TinyModel.document(["model", "probe", address, "--json"], in: folder)
        #expect(probe["facts"]?["dialect"] == "palimpsest")
        #expect(probe["facts"]?["capability"] == "token-log-probabilities")
      }
    }
  }

  @Test func manyAtOnceScoreAsOneAfterTheOther() throws {
    try TemporaryFolder.with { folder in
      let lines = (0..<12).map { "{\"id\": \"\($0)\", \"text\": \"\(TinyModel.texts[$0 % 4])\"}\n" }
      try folder.write(lines.joined(), to: "texts.jsonl")
      try serve(in: folder) { address in
        func output(_ more: [String]) throws -> String {
          let run = try Program.run(
            ["model", "score", address, "--input", "texts.jsonl", "--json"] + more, in: folder)
          #expect(run.status == 0, "\(run.errors)")
          return run.output
        }
        let one = try output([])
        #expect(one.split(separator: "\n").count == 12)
        #expect(try output(["--concurrency", "5"]) == one)
        let named = ["--concurrency", "3", "--rate", "10000", "--dialect", "palimpsest"]
        #expect(try output(named + ["--cache", "answers"]) == one)
        #expect(try output(named + ["--cache", "answers"]) == one)
        try TinyModel.expectRefusal(
          ["probe", address, "--dialect", "vllm"], in: folder, status: 64, code: "LMD098")
      }
    }
  }

  @Test func aKeyInTheEnvironmentIsAskedForAndSent() throws {
    try TemporaryFolder.with { folder in
      let key = ["PALIMPSEST_API_KEY": "not-to-be-printed"]
      try serve(in: folder, environment: key) { address in
        let score = ["model", "score", address, "--text", "Two cats", "--json"]
        let refused = try Program.run(score, in: folder)
        #expect(refused.status == 64 && refused.errors.hasPrefix("error[LMD078]"))
        let sent = try Program.run(score, in: folder, environment: key)
        #expect(sent.status == 0, "\(sent.errors)")
        #expect(!(sent.output + sent.errors + refused.errors).contains("not-to-be-printed"))
      }
    }
  }

  @Test func otherMachinesAreServedAndAskedOnlyWhereThatWasSaid() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      let open = try Program.run(["model", "serve", "model", "--host", "0.0.0.0"], in: folder)
      #expect(open.status == 64 && open.errors.hasPrefix("error[CLI006]"))
      // Nobody but this machine is behind any address in 127.0.0.0/8.
      let own = try RunningProgram(
        ["model", "serve", "model", "--host", "127.0.0.2", "--port", "0"], in: folder)
      #expect(own.firstLine().contains("http://127.0.0.2:"))
      #expect(try own.stop().status == 0)
      for arguments in [["probe"], ["score", "--text", "a"], ["generate", "--prompt", "a"]] {
        let run = try Program.run(
          ["model", arguments[0], "http://models.example.org"] + arguments.dropFirst(), in: folder)
        #expect(run.status == 64 && run.errors.hasPrefix("error[LMD071]"), "\(run.errors)")
      }
    }
  }
}
