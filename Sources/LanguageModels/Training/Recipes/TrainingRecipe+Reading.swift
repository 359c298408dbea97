// SPDX-License-Identifier: Apache-2.0

package import ConfigurationFiles

extension TrainingRecipe {
  /// Reads a recipe file.
  ///
  /// - Parameter path: The YAML file.
  /// - Throws: `LMD140` with file, line and column.
  package init(contentsOf path: String) throws(LanguageModelError) {
    do throws(ConfigurationError) {
      try self.init(ConfigurationNode(contentsOf: path))
    } catch {
      throw .recipe(error)
    }
  }

  /// Reads a parsed recipe.
  ///
  /// Needed are `name` and `training` with `steps` or `epochs`; without `model` a recipe can only
  /// continue a model. All else is as in `TrainingSettings` where it is left out.
  ///
  /// - Parameter node: The whole file.
  /// - Throws: What is unknown, missing, of the wrong type or out of range, and where.
  package init(_ node: ConfigurationNode) throws(ConfigurationError) {
    var top = try node.mapping()
    let name = try top.require("name").string()
    let shape = try top.optional("model").map { node throws(ConfigurationError) in
      try Shape(node)
    }
    var training = try TrainingSettings(top.require("training"))
    if let privacy = top.optional("privacy") { training.privacy = try PrivacySettings(privacy) }
    let adapters = try top.optional("adapters").map { node throws(ConfigurationError) in
      try AdapterSettings(node)
    }
    try top.finish()
    self.init(name: name, shape: shape, training: training, adapters: adapters)
  }
}

extension TrainingRecipe.Shape {
  /// Reads the shape of a model; `key-value-heads` are as many as `heads` where they are left out.
  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    var keys = try node.mapping()
    architecture = try keys.optional("architecture")?.choice() ?? .llama
    vocabularyCount = try keys.require("vocabulary").int(in: 257...1_000_000)
    layerCount = try keys.require("layers").int(in: 1...1_000)
    let width = try keys.require("width")
    let heads = try keys.require("heads")
    self.width = try width.int(in: 1...65_536)
    headCount = try heads.int(in: 1...1_024)
    let keyHeads = keys.optional("key-value-heads")
    keyValueHeadCount = try keyHeads?.int(in: 1...headCount) ?? headCount
    feedForwardWidth = try keys.require("feed-forward").int(in: 1...1_000_000)
    contextLength = try keys.require("context").int(in: 2...1_000_000)
    tiesEmbeddings = try keys.optional("ties-embeddings")?.bool() ?? true
    try keys.finish()
    guard self.width.isMultiple(of: 2 * headCount) else {
      throw width.error(
        "\(self.width) is no even multiple of \(headCount) heads.",
        remedy: "Write a multiple of \(2 * headCount).")
    }
    guard headCount.isMultiple(of: keyValueHeadCount) else {
      throw (keyHeads ?? heads).error(
        "\(headCount) heads are no multiple of \(keyValueHeadCount).",
        remedy: "Write a divisor of \(headCount).")
    }
    guard architecture != .gpt2 || keyValueHeadCount == headCount else {
      throw (keyHeads ?? heads).error(
        "a gpt2 model has as many heads of keys as of queries.",
        remedy: "Remove 'key-value-heads'.")
    }
  }
}

extension TrainingSettings {
  /// Reads how to train.
  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    var keys = try node.mapping()
    let steps = keys.optional("steps")
    let epochs = keys.optional("epochs")
    switch (steps, epochs) {
    case (let steps?, nil): self.init(length: .steps(try steps.int(in: 1...100_000_000)))
    case (nil, let epochs?): self.init(length: .epochs(try epochs.int(in: 1...1_000_000)))
    default:
      throw node.error(
        "either 'steps' or 'epochs' must stand here.",
        remedy: "Write steps: COUNT, or epochs: COUNT.")
    }
    if let tokens = keys.optional("batch-tokens") {
      batchTokenCount = try tokens.int(in: 1...1 << 30)
    }
    if let tokens = keys.optional("sequence-tokens") {
      sequenceTokenCount = try tokens.int(in: 1...1 << 30)
    }
    try readRates(&keys)
    if let norm = keys.optional("clip-norm") { clipNorm = try norm.double(in: 1e-6...1e6) }
    if let chunks = keys.optional("chunks") { chunkCount = try chunks.int(in: 1...256) }
    try keys.finish()
  }

  private mutating func readRates(
    _ keys: inout ConfigurationReader
  ) throws(ConfigurationError) {
    if let rate = keys.optional("learning-rate") { learningRate = try rate.double(in: 1e-9...10) }
    if let share = keys.optional("final-learning-rate-share") {
      finalLearningRateShare = try share.double(in: 0...1)
    }
    if let steps = keys.optional("warm-up-steps") {
      warmUpStepCount = try steps.int(in: 0...100_000_000)
    }
    if let decay = keys.optional("weight-decay") { weightDecay = try decay.double(in: 0...10) }
    if let beta = keys.optional("beta1") { beta1 = try beta.double(in: 0...0.999_999) }
    if let beta = keys.optional("beta2") { beta2 = try beta.double(in: 0...0.999_999) }
  }
}

extension PrivacySettings {
  /// Reads what makes training private; everything is needed.
  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    var keys = try node.mapping()
    noiseMultiplier = try keys.require("noise-multiplier").double(in: 1e-3...1e3)
    clipNorm = try keys.require("clip-norm").double(in: 1e-6...1e6)
    expectedDocumentCount = try keys.require("documents-per-step").int(in: 1...100_000_000)
    delta = try keys.require("delta").double(in: 1e-30...0.5)
    try keys.finish()
  }
}

extension AdapterSettings {
  /// Reads adapters; alpha is twice the rank where it is left out.
  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    var keys = try node.mapping()
    rank = try keys.require("rank").int(in: 1...1_024)
    alpha = try keys.optional("alpha")?.double(in: 1e-6...1e6) ?? Double(2 * rank)
    let list = try keys.require("projections")
    projections = []
    for item in try list.list() {
      let word = try item.word(of: AdapterSettings.words.map(\.word))
      guard let part = AdapterSettings.words.first(where: { $0.word == word })?.part,
        !projections.contains(part)
      else { throw item.error("'\(word)' stands here twice.", remedy: "Remove one of them.") }
      projections.append(part)
    }
    try keys.finish()
    guard !projections.isEmpty else {
      throw list.error("no projection is listed.", remedy: "List one at least, such as query.")
    }
  }

  /// The matrices of a block as recipes name them.
  private static let words: [(word: String, part: BlockPart)] = [
    ("query", .query), ("key", .key), ("value", .value), ("query-key-value", .queryKeyValue),
    ("attention-output", .attentionOutput), ("gate", .gate), ("up", .up), ("down", .down),
  ]
}
