// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

/// Training that goes on from a model.
@Suite struct ModelContinuingTests {
  private static let adapters = """
    name: lora
    training:
      steps: 12
      batch-tokens: 64
      learning-rate: 1e-2
    adapters:
      rank: 2
      projections: [query, value, down]

    """

  private static let other = "The ferry to the island leaves at noon, and nobody is on board."

  private func loss(_ model: String, in folder: TemporaryFolder) throws -> Double {
    let score = try TinyModel.document(
      ["model", "score", model, "--text", Self.other, "--json"], in: folder)
    return try #require(score["measures"]?.elements?.first?["value"]?.double)
  }

  private func train(
    _ recipe: String, from model: String, to out: String, _ more: [String] = []
  ) -> [String] {
    [
      "model", "train", "--corpus", "other.txt", "--recipe", recipe, "--from", model, "-o", out,
      "-q",
    ] + more
  }

  @Test func weightsGoOnFromThoseOfTheModel() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      try folder.write(Self.other + "\n", to: "other.txt")
      let run = try Program.run(train("recipe.yaml", from: "model", to: "tuned"), in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let gguf = try Program.run(
        train("recipe.yaml", from: "model/model.gguf", to: "again"), in: folder)
      #expect(gguf.status == 0, "\(gguf.errors)")
      #expect(try loss("tuned", in: folder) < loss("model", in: folder))
      let files = try folder.contents()
      #expect(files["tuned/tokenizer.json"] == files["model/tokenizer.json"])
      // GGUF has the rows of queries and keys in another order, which moves last bits.
      #expect(try abs(loss("tuned", in: folder) - loss("again", in: folder)) < 1e-3)
      #expect(files["tuned/model.safetensors"] != files["model/model.safetensors"])
      let record = try LineageRecord.read(beside: folder.path("tuned"))
      let start = try LineageRecord.read(beside: folder.path("model"))
      #expect(record.inputs.map(\.role) == ["texts", "recipe", "model"])
      #expect(record.inputs.last?.digest == start.digest)
    }
  }

  /// The folder holds the model with its adapters in it, and the adapters by themselves.
  @Test func adaptersAreMergedAndWritten() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      try folder.write(Self.other + "\n", to: "other.txt")
      try folder.write(Self.adapters, to: "lora.yaml")
      let run = try Program.run(train("lora.yaml", from: "model", to: "tuned"), in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try loss("tuned", in: folder) < loss("model", in: folder))
      #expect(try abs(loss("tuned", in: folder) - loss("tuned/model.gguf", in: folder)) < 1e-5)
      let files = try folder.contents()
      #expect(files["tuned/adapter/adapter_config.json"] != nil)
      #expect(files["tuned/adapter/adapter_model.safetensors"] != nil)
      let replaced = try Program.run(
        train("lora.yaml", from: "model", to: "tuned", ["--force"]), in: folder)
      #expect(replaced.status == 0, "\(replaced.errors)")
      #expect(try folder.contents() == files)
    }
  }

  @Test func whatCannotGoOnIsRefused() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      try folder.write(Self.other + "\n", to: "other.txt")
      try folder.write(Self.adapters, to: "lora.yaml")
      let alone = ["train", "--corpus", "other.txt", "--recipe", "lora.yaml", "-o", "tuned"]
      try TinyModel.expectRefusal(alone, in: folder, status: 64, code: "LMD143")
      try TinyModel.expectRefusal(
        alone + ["--from", "nowhere"], in: folder, status: 66, code: "LMD001")
      let replacing = try Program.run(
        train("lora.yaml", from: "model", to: "model", ["--force"]), in: folder)
      #expect(replacing.status == 64, "\(replacing.errors)")
      let files = try folder.contents()
      #expect(files["tuned.lineage.json"] == nil && files["model/config.json"] != nil)
    }
  }

  @Test func onlyGGUFFilesAreReplacedByOne() throws {
    try TemporaryFolder.with { folder in
      try TinyModel.make(in: folder)
      try folder.write("my thesis", to: "thesis.md")
      let convert = ["convert", "model", "--as", "gguf", "--force", "-o"]
      try TinyModel.expectRefusal(
        convert + ["thesis.md"], in: folder, status: 74, code: "AUD043")
      #expect(try folder.contents()["thesis.md"] == Data("my thesis".utf8))
      for _ in 0..<2 {
        let run = try Program.run(["model"] + convert + ["model.gguf", "-q"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
      }
    }
  }
}
