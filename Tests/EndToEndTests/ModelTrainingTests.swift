// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

@Suite struct ModelTrainingTests {
  @Test func threadsChangeNoByteAndSeedsDo() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder, ["--jobs", "1"])
      let run = try Program.run(
        TinyModel.train + ["-o", "other", "--jobs", "2", "-q"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      for name in [
        "config.json", "model.gguf", "model.safetensors", "tokenizer.json", "training.jsonl",
      ] {
        let files = try folder.contents()
        #expect(files["model/\(name)"] == files["other/\(name)"], "\(name)")
      }
      let seeded = try Program.run(
        TinyModel.train.dropLast() + ["8", "-o", "seeded", "-q"], in: folder)
      #expect(seeded.status == 0)
      let files = try folder.contents()
      #expect(files["model/model.safetensors"] != files["seeded/model.safetensors"])
    }
  }

  @Test(arguments: ["llama", "qwen2", "gpt2"])
  func aRecipeTrainsEveryFamily(architecture: String) throws {
    try TemporaryFolder.with { folder in
      try TinyModel.lay(in: folder)
      let grouped = TinyModel.recipe().replacingOccurrences(
        of: "heads: 2", with: "heads: 2\n  key-value-heads: 1")
      try folder.write(grouped, to: "recipe.yaml")
      let run = try Program.run(
        TinyModel.train + ["--architecture", architecture, "-o", "model", "-q"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let inspection = try TinyModel.document(["model", "inspect", "model", "--json"], in: folder)
      #expect(inspection["facts"]?["architecture"]?.text == architecture)
      let scores = try ["model", "model/model.gguf"].map { model in
        TinyModel.logProbabilities(
          try TinyModel.document(
            ["model", "score", model, "--text", TinyModel.texts[0], "--json"], in: folder))
      }
      #expect(scores[0].count > 5 && scores[0].count == scores[1].count)
      for (one, other) in zip(scores[0], scores[1]) {
        #expect(abs((one ?? 0) - (other ?? 0)) < 1e-5)
      }
    }
  }

  @Test func theFolderHoldsWhatOthersReadAndItsLineage() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path("model")).sorted() == [
          "config.json", "model.gguf", "model.safetensors", "tokenizer.json",
          "tokenizer_config.json", "training.jsonl",
        ])
      let record = try LineageRecord.read(beside: folder.path("model"))
      #expect(record.kind == "language-model")
      #expect(record.inputs.map(\.role) == ["texts", "recipe"])
      #expect(record.inputs[0].digest == (try Digest.sha256(contentsOf: folder.path("texts.txt"))))
      let inspection = try TinyModel.document(["model", "inspect", "model", "--json"], in: folder)
      #expect(inspection["facts"]?["digest"]?.text == "sha256:\(record.digest.hex)")
      let log = try String(contentsOfFile: folder.path("model/training.jsonl"), encoding: .utf8)
      #expect(log.split(separator: "\n").count == 12)
      #expect(!log.contains("Rosalind"))
      #expect(!FileManager.default.fileExists(atPath: folder.path("model.partial")))
    }
  }

  @Test func aCorpusIsLearntWithoutItsForgetSet() throws {
    try TemporaryFolder.with { folder in
      try SmallCorpus.make(in: folder)
      try folder.write(TinyModel.recipe(steps: 2), to: "recipe.yaml")
      let train = ["model", "train", "--corpus", "corpus", "--recipe", "recipe.yaml", "--json"]
      let whole = try TinyModel.document(train + ["-o", "whole"], in: folder)
      let gold = try TinyModel.document(
        train + ["--without", "forget", "-o", "gold"], in: folder)
      let counts = [whole, gold].map { Int($0["facts"]?["examples"]?.text ?? "") ?? 0 }
      let plan = try String(contentsOfFile: folder.path("corpus/plan.jsonl"), encoding: .utf8)
      #expect(counts[0] == plan.split(separator: "\n").count)
      #expect(counts[1] > 0 && counts[1] < counts[0])
      #expect(gold["facts"]?["sets"] == "retain neighbour")
      let record = try LineageRecord.read(beside: folder.path("gold"))
      #expect(
        record.inputs[0].digest
          == (try Digest.sha256(contentsOf: folder.path("corpus/manifest.json"))))
      let refused = try Program.run(train + ["--without", "nobody", "-o", "x"], in: folder)
      #expect(refused.status == 64 || refused.status == 65)
    }
  }

  @Test func anNGramModelTrainsAndScores() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.lay(in: folder)
      let train = ["model", "train", "--corpus", "texts.txt", "--recipe", "ngram", "-o", "ngram"]
      let run = try Program.run(train, in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let inspection = try TinyModel.document(["model", "inspect", "ngram", "--json"], in: folder)
      #expect(inspection["facts"]?["architecture"] == "ngram")
      func value(_ text: String) throws -> Double {
        let score = try TinyModel.document(
          ["model", "score", "ngram", "--text", text, "--json"], in: folder)
        return score["measures"]?.elements?.first?["value"]?.double ?? .infinity
      }
      #expect(try value(TinyModel.texts[0]) < value("Nobody lives in a boat and keeps time."))
      #expect(try Program.run(train, in: folder).status == 74)
      #expect(try Program.run(train + ["--force"], in: folder).status == 0)
    }
  }

  @Test func whatStandsThereIsKeptUnlessForced() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      let before = try folder.contents()
      let again = try Program.run(TinyModel.train + ["-o", "model"], in: folder)
      #expect(again.status == 74 && again.errors.hasPrefix("error[AUD007]"))
      try folder.write("mine", to: "mine/file")
      let foreign = try Program.run(TinyModel.train + ["-o", "mine", "--force"], in: folder)
      #expect(foreign.status == 74 && foreign.errors.hasPrefix("error[AUD043]"))
      try FileManager.default.removeItem(atPath: folder.path("mine"))
      #expect(try folder.contents() == before)
      for place in ["model/notes.txt", "model/notes/file", "model.old/file"] {
        try folder.write("mine", to: place)
        let refused = try Program.run(TinyModel.train + ["-o", "model", "--force"], in: folder)
        #expect(refused.status == 74 && refused.errors.hasPrefix("error[AUD043]"), "\(place)")
        #expect(try folder.contents()[place] == Data("mine".utf8))
        let depth = place.hasPrefix("model/") ? 2 : 1
        let first = place.split(separator: "/").prefix(depth).joined(separator: "/")
        try FileManager.default.removeItem(atPath: folder.path(first))
      }
      #expect(try folder.contents() == before)
      let forced = try Program.run(TinyModel.train + ["-o", "model", "--force"], in: folder)
      #expect(forced.status == 0, "\(forced.errors)")
      #expect(try folder.contents() == before)
    }
  }
}
