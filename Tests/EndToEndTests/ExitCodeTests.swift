// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A command line on a trained toy, and how it must end.
struct Scenario: CustomTestStringConvertible, Sendable {
  let arguments: [String]
  let status: Int32
  /// What standard error must hold.
  let message: String

  var testDescription: String { arguments.joined(separator: " ") }

  init(_ line: String, _ status: Int32, _ message: String = "") {
    arguments = line.split(separator: " ").map(String.init)
    self.status = status
    self.message = message
  }

  private static let unlearn = "recommender unlearn model.safetensors --data toy.csv"

  static let all: [Scenario] = [
    Scenario("--version", 0), Scenario("--help", 0), Scenario("recommender train --help", 0),
    Scenario("doctor", 0), Scenario("runs list", 0), Scenario("runs list --json", 0),
    Scenario("nonsense", 64, "error[CLI001]"),
    Scenario("recommender train", 64, "error[CLI001]"),
    Scenario("recommender train toy.csv", 64, "error[CLI001]"),
    Scenario("recommender train toy.csv -o a --nonsense", 64, "error[CLI001]"),
    Scenario("recommender train toy.csv -o a -q -v", 64, "error[CLI001]"),
    Scenario("recommender train toy.csv -o a --factors 0", 64, "error[AUD005]"),
    Scenario("recommender train toy.csv -o a --learning-rate nan", 64, "error[AUD005]"),
    Scenario("recommender train toy.csv -o a --jobs 0", 64, "error[CLI001]"),
    Scenario("recommender train none.csv -o a", 66, "error[REC101]"),
    Scenario("recommender train toy.csv -o model.safetensors", 74, "error[AUD007]"),
    Scenario("recommender train toy.csv -o folder", 74, "error[AUD008]"),
    Scenario("recommender train toy.csv -o nowhere/m", 74, "error[AUD008]"),
    Scenario("recommender train toy.csv -o \(String(repeating: "n", count: 300))", 74, "error["),
    Scenario("recommender evaluate model.safetensors --data toy.csv", 0),
    Scenario("recommender evaluate model.safetensors --data toy.csv --k 0", 64, "error[CLI001]"),
    Scenario("recommender evaluate none --data toy.csv", 66, "error[REC121]"),
    Scenario("recommender evaluate folder --data toy.csv", 66, "error[REC121]"),
    Scenario("recommender evaluate toy.csv --data toy.csv", 65, "error[REC122]"),
    Scenario("recommender train toy.csv -o a --factors -1", 64, "from 1 to 4096"),
    Scenario("recommender train toy.csv -o a --jobs -1", 64, "--jobs is a number from 1 to 1024"),
    Scenario("recommender train toy.csv -o toy.csv", 64, "error[EVD020]"),
    Scenario("recommender train toy.csv -o ./folder/../toy.csv --force", 64, "error[EVD020]"),
    Scenario("\(unlearn) -o a", 64, "error[CLI001]"),
    Scenario("\(unlearn) --erase users:2 -o a", 64, "error[AUD002]"),
    Scenario("\(unlearn) --erase person -o a", 64, "error[AUD002]"),
    Scenario("\(unlearn) --erase user:nobody -o a", 66, "error[AUD003]: A named user"),
    Scenario("\(unlearn) --erase user:nobody --show-values -o a", 66, "user 'nobody'"),
    Scenario("\(unlearn) --erase user:a --erase-file pairs.tsv -o a", 64, "error[CLI001]"),
    Scenario("\(unlearn) --erase-file none.tsv -o a", 66, "error[REC101]"),
    Scenario("\(unlearn) --erase-file toy.csv --mode exact -o a", 65, "error[AUD004]"),
    Scenario("\(unlearn) --erase users:0.1 --mode exact --passes 3 -o a", 64, "error[CLI001]"),
    Scenario("\(unlearn) --erase users:0.1 -o model.safetensors", 64, "error[EVD020]"),
    Scenario("\(unlearn) --erase users:0.1 -o model.safetensors --force", 64, "error[EVD020]"),
    Scenario("\(unlearn) --erase users:0.1 -o toy.csv --force", 64, "error[EVD020]"),
    Scenario("\(unlearn) --erase-file pairs.tsv -o pairs.tsv --force", 64, "error[EVD020]"),
    Scenario("\(unlearn) --erase-file folder -o a", 66, "error[REC102]"),
    Scenario(
      "recommender unlearn model.safetensors --data other.csv --erase users:0.1 -o a", 65,
      "error[AUD009]"),
    Scenario("runs show latest", 66, "error[EVD018]"),
    Scenario("runs show folder", 66, "error[EVD018]"),
    Scenario("runs export latest --as xml", 64, "error[CLI001]"),
    Scenario("report html none", 66, "error[EVD018]"),
    Scenario("gate latest --policy none.yaml", 66, "error[CFG012]"),
    Scenario("gate latest --policy bad.yaml", 78, "error[CFG006]"),
    Scenario("gate latest --policy folder", 66, "error[CFG012]"),
    Scenario("gate latest --policy empty.yaml", 78, "error[CFG"),
    Scenario("audit recommender none.csv", 66, "error[REC101]"),
    Scenario("audit recommender toy.csv --gold-seeds 0", 64, "error[CLI001]"),
    Scenario("audit recommender toy.csv --gold-seeds -1", 64, "--gold-seeds is a number from 1"),
    Scenario("audit recommender toy.csv --policy folder", 66, "is a folder"),
    Scenario("audit recommender toy.csv --attributes folder", 66, "is a folder"),
    Scenario("audit recommender toy.csv --erase-file folder", 66, "is a folder"),
    Scenario("audit recommender toy.csv --model folder --erase users:0.1", 66, "is a folder"),
    Scenario("audit recommender toy.csv --served folder --erase users:0.1", 66, "is a folder"),
    Scenario(
      "audit recommender toy.csv --model model.safetensors --held-out folder --erase users:0.1", 66,
      "is a folder"),
    Scenario(
      "audit recommender toy.csv --model model.safetensors --gold folder --erase users:0.1", 66,
      "is a folder"),
    Scenario("audit recommender toy.csv --policy none.yaml", 66, "error["),
    Scenario("audit recommender toy.csv --policy bad.yaml", 78, "error[CFG"),
    Scenario("audit recommender toy.csv --gold model.safetensors", 64, "error[CLI001]"),
    Scenario("audit recommender toy.csv --model model.safetensors", 64, "error[CLI001]"),
    Scenario(
      "audit recommender toy.csv --unlearn exact --model model.safetensors", 64, "error[CLI001]"),
    Scenario("audit recommender toy.csv --plan", 0),
    Scenario("audit resume latest", 66, "error[EVD018]"),
    Scenario("stats auc none.txt ones.txt", 66, "error[AUD031]"),
    Scenario("stats auc ones.txt toy.csv", 65, "error[AUD032]"),
    Scenario("stats auc toy.csv toy.csv --column x", 65, "error[AUD033]"),
    Scenario("stats auc ones.txt nothing.txt", 65, "error[AUD034]"),
    Scenario("stats interval --successes 3 --trials 2", 64, "error[STA003]"),
    Scenario("stats interval --successes -1 --trials 2", 64, "--successes is a number of 0"),
    Scenario("stats interval --successes 0 --trials -1", 64, "--trials is a number of 1"),
    Scenario("stats interval --successes 1 --trials 2 --level -1", 64, "--level is a number above"),
    Scenario("stats equivalence ones.txt --margin -1", 64, "--margin is a number above 0"),
    Scenario("stats equivalence ones.txt --margin 1 --alpha -1", 64, "error[STA"),
    Scenario("stats tpr ones.txt ones.txt --at -1", 64, "error[STA"),
    Scenario("stats permutation ones.txt ones.txt --resamples -1", 64, "error[STA"),
    Scenario("stats auc folder ones.txt", 66, "error[AUD031]"),
    Scenario("stats auc ones.txt", 64, "--members and --nonmembers"),
    Scenario("stats auc ones.txt ones.txt --members ones.txt", 64, "--members and --nonmembers"),
    Scenario("stats ks - -", 64, "One sample at most"),
    Scenario("stats ks - ones.txt", 65, "error[AUD034]"),
    Scenario("stats epsilon --canaries 5 --guesses 6 --correct 1", 64, "error[STA003]"),
    Scenario("stats epsilon --canaries 5 --guesses 5 --correct -1", 64, "error[STA003]"),
    Scenario("stats epsilon --canaries 5 --guesses 5 --correct 5 --delta 1", 64, "error[STA003]"),
    Scenario("stats epsilon --canaries 5 --guesses 5 --correct 5 --choices 0", 64, "--choices is"),
    Scenario("stats epsilon --canaries 5 --guesses 5 --correct 5 --level 1", 64, "--level is"),
    Scenario("stats exposure", 64, "--rank and --space, or --score and --references"),
    Scenario("stats exposure --rank 1 --space 5 --score 2", 64, "--rank and --space, or"),
    Scenario("stats exposure --rank 6 --space 5", 64, "error[STA003]"),
    Scenario("stats exposure --score nan --references ones.txt", 64, "--score is a finite number"),
    Scenario("stats exposure --score 1 --references none.txt", 66, "error[AUD031]"),
    Scenario("stats exposure --score 1 --references nothing.txt", 65, "error[AUD034]"),
    Scenario(
      "stats exposure --score 1 --references same.txt --model skew-normal", 65, "error[STA005]"),
    Scenario("stats rouge --reference none.txt --output ones.txt", 66, "error[EVD005]"),
    Scenario("stats rouge --reference ones.txt --output two.jsonl", 65, "error[STA004]"),
    Scenario("stats rouge --reference ones.txt", 64, "error[CLI001]"),
  ]
}

@Suite struct ExitCodeTests {
  private func prepare(_ folder: TemporaryFolder) throws {
    try Toy.train(in: folder)
    try folder.write(Toy.csv { user, _ in user == Toy.rows[0].user }, to: "other.csv")
    try folder.write("user\titem\n\(Toy.rows[0].user)\t\n", to: "pairs.tsv")
    try folder.write("", to: "folder/inside")
    try folder.write("rules: []\n", to: "empty.yaml")
    try folder.write("treshold: 1\nverdict: [honoured]\n", to: "bad.yaml")
    try folder.write("1\n2\n3\n", to: "ones.txt")
    try folder.write("\n\n", to: "nothing.txt")
    try folder.write("2\n2\n2\n", to: "same.txt")
    try folder.write("{\"text\":\"a\"}\n{\"text\":\"b\"}\n", to: "two.jsonl")
  }

  @Test func everyScenarioEndsAsDocumentedAndChangesNothing() throws {
    try TemporaryFolder.with { folder in
      try prepare(folder)
      let before = try folder.contents()
      for scenario in Scenario.all {
        let run = try Program.run(scenario.arguments, in: folder)
        #expect(run.status == scenario.status, "\(scenario.testDescription): \(run.errors)")
        #expect(
          scenario.message.isEmpty || run.errors.contains(scenario.message),
          "\(scenario.testDescription): \(run.errors)")
        if scenario.status != 0 { #expect(run.output == "", "\(scenario.testDescription)") }
        #expect(run.errors.split(separator: "\n").count <= 4, "\(run.errors)")
        #expect(try folder.contents() == before, "\(scenario.testDescription)")
      }
    }
  }

  @Test func forceReplacesAndNothingElseDoes() throws {
    try TemporaryFolder.with { folder in
      try Toy.train(in: folder)
      let first = try folder.contents()
      let command = ["recommender", "train", "toy.csv", "-o", "model.safetensors", "--seed", "2"]
      #expect(try Program.run(command + Toy.short, in: folder).status == 74)
      #expect(try folder.contents() == first)
      #expect(try Program.run(command + Toy.short + ["--force"], in: folder).status == 0)
      #expect(try folder.contents()["model.safetensors"] != first["model.safetensors"])
    }
  }
}
