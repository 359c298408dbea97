// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import LanguageModels
import TestSupport
import Testing

@Suite struct TrainingRecipeTests {
  private static func read(_ text: String) throws -> TrainingRecipe {
    try TemporaryFolder.with { folder in
      let path = folder.path("r.yaml")
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      return try TrainingRecipe(contentsOf: path)
    }
  }

  private static let model = """
    name: mine
    model:
      vocabulary: 300
      width: 16
      layers: 2
      heads: 2
      feed-forward: 24
      context: 32

    """

  @Test(arguments: ["tiny", "small"])
  func theRecipesThatComeAlongAreRead(_ name: String) throws {
    let root = SuiteFolder.containing(#filePath)
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appendingPathComponent("Models/recipes/\(name).yaml").path
    let recipe = try TrainingRecipe(contentsOf: path)
    #expect(recipe.name == name && recipe.shape != nil && recipe.adapters == nil)
    try recipe.training.check()
  }

  @Test func everythingIsRead() throws {
    let recipe = try Self.read(
      Self.model + """
        training:
          epochs: 3
          batch-tokens: 100
          sequence-tokens: 16
          learning-rate: 2e-3
          final-learning-rate-share: 0.5
          warm-up-steps: 7
          weight-decay: 0.2
          beta1: 0.8
          beta2: 0.9
          clip-norm: 2
          chunks: 2
        adapters: {rank: 4, projections: [query, attention-output]}
        privacy: {noise-multiplier: 1.5, clip-norm: 0.1, documents-per-step: 8, delta: 1e-5}
        """)
    var training = TrainingSettings(length: .epochs(3))
    training.batchTokenCount = 100
    training.sequenceTokenCount = 16
    training.learningRate = 2e-3
    training.finalLearningRateShare = 0.5
    training.warmUpStepCount = 7
    training.weightDecay = 0.2
    training.beta1 = 0.8
    training.beta2 = 0.9
    training.clipNorm = 2
    training.chunkCount = 2
    training.privacy = PrivacySettings(
      noiseMultiplier: 1.5, clipNorm: 0.1, expectedDocumentCount: 8, delta: 1e-5)
    #expect(recipe.training == training)
    #expect(
      recipe.adapters
        == AdapterSettings(rank: 4, alpha: 8, projections: [.query, .attentionOutput]))
    let shape = try #require(recipe.shape?.configuration(vocabularyCount: 290))
    #expect(shape.headWidth == 8 && shape.keyValueHeadCount == 2 && shape.vocabularyCount == 290)
    #expect(shape.tiesEmbeddings && shape.architecture == .llama && shape.contextLength == 32)
  }

  @Test(arguments: [
    ("training: {steps: 5, learning-rat: 1}", ":9:22: unknown key 'learning-rat'"),
    ("training: {steps: 0}", ":9:19: 'training.steps'"),
    ("training: {steps: 5, epochs: 5}", ":9:11: 'training'"),
    ("training: {batch-tokens: 5}", ":9:11: 'training'"),
    ("training: {steps: 5, clip-norm: big}", ":9:33: 'training.clip-norm'"),
    ("training: {steps: 5}\nadapters: {rank: 2, projections: [querry]}", ":10:35: "),
    ("training: {steps: 5}\nadapters: {rank: 2, projections: [up, up]}", ":10:39: "),
    ("training: {steps: 5}\nprivacy: {noise-multiplier: 1, clip-norm: 1, delta: 1e-5}", ":10:10: "),
    ("training: {steps: 5}\nextra: 1", ":10:1: unknown key 'extra'"),
  ])
  func mistakesAreToldWithLineAndColumn(_ text: String, _ message: String) throws {
    do {
      _ = try Self.read(Self.model + text)
      Issue.record("nothing was thrown")
    } catch let error as LanguageModelError {
      #expect(error.code == "LMD140" && error.category == .configuration)
      #expect(error.message.contains("r.yaml\(message)"), "\(error.message)")
    }
  }

  @Test(arguments: [
    ("width: 16", "width: 18", ":4:10: "),
    ("heads: 2", "heads: 2\n  key-value-heads: 3", ":7:20: "),
    ("layers: 2", "layers: 2\n  architecture: lama", ":6:17: "),
  ])
  func shapesThatCannotBeAreTold(_ old: String, _ new: String, _ place: String) throws {
    let text = Self.model.replacingOccurrences(of: old, with: new) + "training: {steps: 5}"
    do {
      _ = try Self.read(text)
      Issue.record("nothing was thrown")
    } catch let error as LanguageModelError {
      #expect(
        error.code == "LMD140" && error.message.contains("r.yaml\(place)"), "\(error.message)")
    }
  }

  @Test func aMissingRecipeIsMissingInput() {
    expectCode("LMD140") { try TrainingRecipe(contentsOf: "/nowhere/r.yaml") }
  }

  /// Texts in, a model out that both kinds of files hold.
  @Test func aRecipeTrainsAModelFromTexts() throws {
    let recipe = try Self.read(
      Self.model + "training: {epochs: 4, batch-tokens: 64, learning-rate: 1e-2}")
    let texts = ["the cat sat on the mat", "a dog sat on the log", "the end"]
    let training = try ModelTraining(
      recipe, texts: texts, order: [0, 1, 0, 2, 0], seed: Seed(1), jobs: 2)
    let trainer = training.trainer
    #expect(trainer.documents.allSatisfy { $0.last == training.tokenizer.special.end })
    #expect(try trainer.run { _ in true })
    try TemporaryFolder.with { folder in
      try training.writeHuggingFace(to: folder.path("model"))
      try training.writeGGUF(to: folder.path("model.gguf"), name: "mine")
      let segments = TrainingSegment.segments(of: trainer.documents, limit: 32)
      func score(_ passes: BatchPasses) -> [Double] {
        passes.logProbabilities(of: segments, in: trainer.documents).flatMap(\.self)
      }
      let expected = score(trainer.passes)
      #expect(expected.count > 10)
      // GGUF files hold the rows of queries and keys in another order, so sums may round otherwise.
      for path in [folder.path("model"), folder.path("model.gguf")] {
        let read = try TransformerParameters(ModelFile.open(path))
        expectClose(score(BatchPasses(read, jobs: 1)), expected, absolute: 1e-5)
      }
    }
    var family = recipe
    family.shape = recipe.shape?.of(.qwen2)
    let qwen2 = try ModelTraining(family, texts: texts, order: [0], seed: Seed(1), jobs: 1)
    #expect(training.vocabulary?.preTokenizer == .gpt2 && qwen2.vocabulary?.preTokenizer == .qwen2)
    var adapted = recipe
    adapted.shape = nil
    expectCode("LMD143") {
      try ModelTraining(adapted, texts: texts, order: [0], seed: Seed(1), jobs: 1)
    }
  }
}
