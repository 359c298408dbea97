// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

extension RealData {
  /// The folder of `stories260K.bin` and `tok512.bin`.
  static let stories = RealData(variable: "PALIMPSEST_STORIES")
}

@Suite struct ModelCommandTests {
  @Test func aTrainedModelIsInspectedScoredAndContinued() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      let inspection = try TinyModel.document(["model", "inspect", "model", "--json"], in: folder)
      #expect(inspection["facts"]?["architecture"] == "llama")
      #expect(inspection["facts"]?["tokenizer"] == "byte-level-bpe")
      let lines = try Program.run(["model", "inspect", "model"], in: folder).output
      #expect(lines.contains("tensors") && !lines.contains(".0000"), "\(lines)")
      let text = TinyModel.texts[0]
      let score = try TinyModel.document(
        ["model", "score", "model", "--text", text, "--top", "3", "--json"], in: folder)
      let tokens = try #require(score["tokens"]?.elements)
      #expect(tokens.compactMap { $0["text"]?.text }.joined() == text)
      #expect(tokens[0]["logprob"] == .null && tokens[0]["rank"] == .null)
      #expect(tokens.dropFirst().allSatisfy { $0["top"]?.elements?.count == 3 })
      let values = TinyModel.logProbabilities(score).dropFirst().compactMap(\.self)
      let measure = try #require(score["measures"]?.elements?.first)
      #expect(measure["name"] == "negative-log-likelihood" && measure["n"] == .int(values.count))
      let mean = -values.reduce(0, +) / Double(values.count)
      #expect(abs((measure["value"]?.double ?? 0) - mean) < 1e-12)
      let generation = try TinyModel.document(
        [
          "model", "generate", "model", "--prompt", "Two cats", "--max-tokens", "5", "--json",
        ], in: folder)
      let printed = try Program.run(
        ["model", "generate", "model", "--prompt", "Two cats", "--max-tokens", "5"], in: folder)
      #expect(printed.output == (generation["text"]?.text ?? "") + "\n")
      #expect(generation["tokens"]?.elements?.first?["rank"] == 1)
    }
  }

  @Test func documentsHaveTheMembersOfTheirSchemas() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      for (name, arguments) in [
        ("score", ["model", "score", "model", "--text", "Two cats", "--json"]),
        ("generation", ["model", "generate", "model", "--prompt", "Two", "--json"]),
        ("result", ["model", "inspect", "model", "--json"]),
      ] {
        let schema = try StoredFile.readJSON(
          SuiteFolder.packageRoot(of: #filePath)
            .appendingPathComponent("docs/schemas/\(name).schema.json").path)
        let document = try TinyModel.document(arguments, in: folder)
        let required = schema["required"]?.elements?.compactMap(\.text).sorted()
        #expect(document.members?.keys.sorted() == required, "\(name)")
        #expect(document["schema"] == schema["properties"]?["schema"]?["const"])
      }
    }
  }

  @Test func linesInAreLinesOut() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      try folder.write(
        "{\"id\": \"a\", \"text\": \"Two cats\"}\n\n{\"text\": \"\"}\n", to: "texts.jsonl")
      let run = try Program.run(
        ["model", "score", "model", "--input", "texts.jsonl", "--json"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let documents = try run.output.split(separator: "\n").map {
        try JSONValue(parsing: String($0))
      }
      #expect(documents.map { $0["line"]?.wholeNumber } == [1, 3])
      #expect(documents[0]["id"] == "a")
      #expect(documents[1]["measures"]?.elements?.first?["value"] == .null)
      try folder.write("Two cats", to: "one.txt")
      let file = try TinyModel.document(
        ["model", "score", "model", "--input", "one.txt", "--json"], in: folder)
      #expect(file["tokens"] == documents[0]["tokens"])
    }
  }

  @Test func otherFormatsScoreAlike() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      for arguments in [
        ["model", "--as", "gguf", "-o", "copy.gguf"],
        ["copy.gguf", "--as", "huggingface", "-o", "copy"],
        ["copy", "--as", "gguf", "-o", "again.gguf"],
      ] {
        let run = try Program.run(["model", "convert"] + arguments, in: folder)
        #expect(run.status == 0, "\(run.errors)")
      }
      let models = ["model", "model/model.gguf", "copy.gguf", "copy", "again.gguf"]
      let scores = try models.map { model in
        TinyModel.logProbabilities(
          try TinyModel.document(
            ["model", "score", model, "--text", TinyModel.texts[1], "--json"], in: folder))
      }
      for (model, score) in zip(models, scores) {
        #expect(score.count == scores[0].count, "\(model)")
        for (one, other) in zip(score, scores[0]) {
          #expect(abs((one ?? 0) - (other ?? 0)) < 1e-5, "\(model)")
        }
      }
      #expect(try LineageRecord.read(beside: folder.path("copy")).kind == "language-model")
    }
  }

  @Test(.requires(.stories)) func stories260KIsAsTheReferenceSays() throws {
    let path = try #require(RealData.stories.path) + "/stories260K.bin"
    try TemporaryFolder.with { folder in
      let text =
        "Once upon a time, there was a little girl named Lily. "
        + "She loved to play outside in the park."
      let score = try TinyModel.document(
        ["model", "score", path, "--text", text, "--json"], in: folder)
      let ids = score["tokens"]?.elements?.compactMap { $0["id"]?.wholeNumber } ?? []
      #expect(ids.count == 32)
      #expect(ids.prefix(8) == [1, 403, 407, 261, 378, 432, 383, 286])
      let measure = try #require(score["measures"]?.elements?.first)
      #expect(measure["n"] == 31)
      #expect(abs((measure["value"]?.double ?? 0) - 0.180_355_50) < 1e-4)
      let run = try Program.run(
        [
          "model", "generate", path, "--prompt", "Once upon a time", "--max-tokens", "20",
          "--temperature", "0",
        ], in: folder)
      #expect(run.output.hasPrefix(", there was a little girl named Lily."), "\(run.output)")
      for (form, copy) in [("gguf", "copy.gguf"), ("huggingface", "copy")] {
        let run = try Program.run(
          ["model", "convert", path, "--as", form, "-o", copy], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let other = try TinyModel.document(
          ["model", "score", copy, "--text", text, "--json"], in: folder)
        let value = other["measures"]?.elements?.first?["value"]?.double ?? 0
        #expect(other["measures"]?.elements?.first?["n"] == 31, "\(form)")
        #expect(abs(value - 0.180_355_50) < 1e-4, "\(form)")
      }
    }
  }
}
