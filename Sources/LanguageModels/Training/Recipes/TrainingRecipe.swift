// SPDX-License-Identifier: Apache-2.0

/// What model to train, and how: a file in `Models/recipes/`.
package struct TrainingRecipe: Equatable, Sendable {
  /// The shape of a model to be trained from scratch.
  package struct Shape: Equatable, Sendable {
    /// The family.
    package var architecture = ModelConfiguration.Architecture.llama
    /// The number of tokens of the vocabulary that is learnt from the documents.
    package var vocabularyCount: Int
    /// The width of the residual stream, a multiple of the heads.
    package var width: Int
    /// The number of blocks.
    package var layerCount: Int
    /// Heads of queries.
    package var headCount: Int
    /// Heads of keys and values; divides `headCount`.
    package var keyValueHeadCount: Int
    /// The width of the feed-forward layer.
    package var feedForwardWidth: Int
    /// The most tokens of a sequence.
    package var contextLength: Int
    /// Whether the output layer is the embedding table.
    package var tiesEmbeddings: Bool
  }

  /// The recipe's name.
  package var name: String
  /// The shape of the model; nil where the recipe only continues a model.
  package var shape: Shape?
  /// How to train.
  package var training: TrainingSettings
  /// The adapters that are trained instead of the weights.
  package var adapters: AdapterSettings?

  /// Creates a recipe.
  package init(
    name: String, shape: Shape?, training: TrainingSettings, adapters: AdapterSettings? = nil
  ) {
    self.name = name
    self.shape = shape
    self.training = training
    self.adapters = adapters
  }
}

extension TrainingRecipe.Shape {
  /// The same sizes in another family; GPT-2 has as many heads of keys and values as of queries.
  package func of(_ architecture: ModelConfiguration.Architecture) -> Self {
    var shape = self
    shape.architecture = architecture
    if architecture == .gpt2 { shape.keyValueHeadCount = headCount }
    return shape
  }

  /// The configuration of a model with a vocabulary, which may be smaller than was asked for.
  package func configuration(vocabularyCount: Int) -> ModelConfiguration {
    ModelConfiguration(
      architecture: architecture, vocabularyCount: vocabularyCount, width: width,
      layerCount: layerCount, headCount: headCount, keyValueHeadCount: keyValueHeadCount,
      headWidth: width / headCount, feedForwardWidth: feedForwardWidth,
      contextLength: contextLength, normEpsilon: 1e-5, tiesEmbeddings: tiesEmbeddings)
  }
}
