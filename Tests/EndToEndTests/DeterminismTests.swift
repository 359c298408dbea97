// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

@Suite struct DeterminismTests {
  /// Runs commands in a fresh folder; returns what they printed and wrote.
  private func play(_ commands: [[String]]) throws -> (outputs: [String], files: [String: Data]) {
    try TemporaryFolder.with { folder in
      try folder.write(Toy.csv(), to: "toy.csv")
      let outputs = try commands.map { arguments in
        let run = try Program.run(arguments, in: folder)
        #expect(run.status == 0 || run.status == 10 || run.status == 11, "\(run.errors)")
        return run.output
      }
      return (outputs, try folder.contents())
    }
  }

  private func commands(jobs: String) -> [[String]] {
    let jobs = ["--jobs", jobs, "--json"]
    let train = ["--factors", "4", "--epochs", "5"]
    return [
      ["recommender", "train", "toy.csv", "-o", "m.safetensors"] + train + jobs,
      ["recommender", "evaluate", "m.safetensors", "--data", "toy.csv"] + jobs,
      [
        "recommender", "unlearn", "m.safetensors", "--data", "toy.csv", "--erase", "users:0.1",
        "-o", "r.safetensors",
      ] + jobs,
      [
        "recommender", "unlearn", "m.safetensors", "--data", "toy.csv", "--erase",
        "interactions:0.1", "--mode", "exact", "-o", "e.safetensors",
      ] + jobs,
    ]
  }

  @Test func everyCommandGivesTheSameBytesTwiceAndAtAnyJobCount() throws {
    let first = try play(commands(jobs: "1"))
    let second = try play(commands(jobs: "1"))
    let parallel = try play(commands(jobs: "2"))
    #expect(first.outputs == second.outputs)
    #expect(first.files == second.files)
    #expect(first.outputs == parallel.outputs)
    #expect(first.files == parallel.files)
  }

  @Test func anAuditsBundleIsReproducibleOutsideItsVolatileFile() throws {
    func bundle(jobs: String) throws -> [String: Data] {
      let command = [
        "audit", "recommender", "toy.csv", "--erase", "users:0.1", "-o", "run", "--factors", "4",
        "--epochs", "5", "--jobs", jobs, "--exit-zero",
      ]
      return try play([command]).files.filter { !$0.key.hasSuffix("volatile.json") }
    }
    let first = try bundle(jobs: "1")
    #expect(first["run/report.html"] != nil)
    #expect(first == (try bundle(jobs: "2")))
  }

  @Test func jsonIsOneDocumentOfTheStatedSchema() throws {
    let played = try play(
      commands(jobs: "1") + [
        ["runs", "list", "--json"], ["doctor", "--json"],
        ["stats", "interval", "--successes", "1", "--trials", "9", "--json"],
      ])
    for output in played.outputs {
      let document = try JSONValue(parsing: output)
      let schema = try #require(document["schema"]?.text)
      #expect(Schema.all.contains(schema))
    }
  }
}
