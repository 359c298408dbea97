// SPDX-License-Identifier: Apache-2.0

import Evidence
import TestSupport
import Testing

/// What `palimpsest stats` says, read from its JSON.
@Suite struct StatsCommandTests {
  /// One measure of an answer.
  private struct Measure {
    let value: Double?
    let level: Double?
    let control: Double?
    let interval: [Double]?
  }

  /// Runs a statistic and returns its measures by name and group values, such as `rouge-l f latin`.
  private func measures(_ line: String, in folder: TemporaryFolder) throws -> [String: Measure] {
    let arguments = ["stats"] + line.split(separator: " ").map(String.init) + ["--json"]
    let run = try Program.run(arguments, in: folder)
    #expect(run.status == 0, "\(line): \(run.errors)")
    var found: [String: Measure] = [:]
    for item in try JSONValue(parsing: run.output)["measures"]?.elements ?? [] {
      let group = item["group"]?.members ?? [:]
      let labels = group.keys.sorted().compactMap { group[$0]?.text }
      let name = ([item["name"]?.text ?? ""] + labels).joined(separator: " ")
      found[name] = Measure(
        value: item["value"]?.double, level: item["level"]?.double,
        control: item["control"]?.double,
        interval: item["interval"]?.elements?.compactMap(\.double))
    }
    return found
  }

  @Test(arguments: [
    ("--canaries 1000 --guesses 600 --correct 600 --delta 1e-5", 5.270399),
    ("--canaries 1000 --guesses 1000 --correct 600 --delta 0", 0.297468),
    ("--canaries 1000 --guesses 100 --correct 95 --delta 1e-5", 2.165176),
  ])
  func epsilonIsThePublishedBound(line: String, expected: Double) throws {
    try TemporaryFolder.with { folder in
      let plain = try #require(measures("epsilon \(line)", in: folder)["epsilon-lower-bound"])
      expectClose(plain.value ?? .nan, expected, absolute: 1e-4)
      #expect(plain.level == 0.95 && plain.control == 0)
      let chosen = try measures("epsilon \(line) --choices 10", in: folder)
      let strict = try measures("epsilon \(line) --level 0.995", in: folder)
      let bounds = [chosen, strict].map { $0["epsilon-lower-bound"]?.value ?? .nan }
      expectClose(bounds[0], bounds[1], absolute: 1e-9)
      #expect(bounds[0] < expected)
    }
  }

  @Test func exposureIsThatOfTheRankOrTheScore() throws {
    try TemporaryFolder.with { folder in
      let first = try measures("exposure --rank 1 --space 1000000", in: folder)["exposure"]
      expectClose(first?.value ?? .nan, 19.931569, absolute: 1e-6)
      let later = try measures("exposure --rank 1000 --space 1000000", in: folder)["exposure"]
      expectClose(later?.value ?? .nan, 9.965784, absolute: 1e-6)
      // Eight references, two of them at 3 or below: log2(8) - log2(3).
      try folder.write("9\n1\n3\n4\n8\n5\n6\n7\n", to: "scores.txt")
      let form = "exposure --score 3 --references scores.txt"
      let sampled = try measures(form, in: folder)
      expectClose(sampled["exposure"]?.value ?? .nan, 1.415037, absolute: 1e-6)
      #expect((sampled["exposure-lower-bound"]?.value ?? .nan) < 1.415037)
      // SciPy 1.17.1: -log2(skewnorm.cdf(40, *skewnorm.fit(references))).
      try folder.write(
        "41.5\n44.2\n45.9\n47.3\n48.1\n49.0\n50.2\n51.0\n53.4\n56.8\n60.1\n66.3\n",
        to: "losses.txt")
      let far = try measures(
        "exposure --score 40 --references losses.txt --model skew-normal", in: folder)
      expectClose(far["exposure"]?.value ?? .nan, 7.0011216, absolute: 1e-6)
    }
  }

  @Test func rougeIsThatOfRougeScoreWithUnicodeBeside() throws {
    try TemporaryFolder.with { folder in
      try folder.write("The cats were running quickly over the hills\n", to: "reference.txt")
      try folder.write("the cat ran quickly over a hill running\n", to: "output.txt")
      let form = "rouge --reference reference.txt --output output.txt"
      let plain = try measures(form, in: folder)
      let stemmed = try measures("\(form) --stemmer", in: folder)
      #expect(plain.count == 24 && stemmed.count == 24)
      #expect(plain["rouge-l f latin"]?.value == 0.375)
      #expect(stemmed["rouge-l f latin-stemmed"]?.value == 0.625)
      #expect(plain["rouge-lsum recall unicode"]?.value == 0.375)
      #expect(plain["rouge-1 precision latin"]?.value == 0.5)
    }
  }

  @Test func rougeOfLinesIsTheirMeanWithAnInterval() throws {
    try TemporaryFolder.with { folder in
      try folder.write(
        "{\"text\":\"a b\"}\n{\"text\":\"c d\"}\n{\"text\":\"Привет\"}\n", to: "a.jsonl")
      try folder.write(
        "{\"text\":\"a b\"}\n{\"text\":\"c e\"}\n{\"text\":\"привет\"}\n", to: "b.jsonl")
      let found = try measures("rouge --reference a.jsonl --output b.jsonl", in: folder)
      // 1, 1/2 and, in letters that a to z does not know, 0 or 1.
      let latin = try #require(found["rouge-1 f latin"])
      expectClose(latin.value ?? .nan, 0.5, absolute: 1e-12)
      expectClose(found["rouge-1 f unicode"]?.value ?? .nan, 2.5 / 3, absolute: 1e-12)
      #expect(latin.interval?.count == 2 && latin.level == 0.95)
    }
  }

  @Test func membersAndNonMembersHaveNamesToo() throws {
    try TemporaryFolder.with { folder in
      try folder.write("3\n1\n", to: "members.txt")
      try folder.write("2\n1\n", to: "others.txt")
      let named = try measures("auc --members members.txt --nonmembers others.txt", in: folder)
      let placed = try measures("auc members.txt others.txt", in: folder)
      #expect(named["auc"]?.value == 0.625 && placed["auc"]?.value == 0.625)
      let test = try measures("ks members.txt others.txt --level 0.9", in: folder)
      #expect(test["ks-statistic"]?.value == 0.5)
    }
  }
}
