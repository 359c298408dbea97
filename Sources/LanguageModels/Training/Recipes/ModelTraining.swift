// SPDX-License-Identifier: Apache-2.0

package import Compute
import Evidence

/// The training of a model from texts by a recipe: vocabulary, tokens, weights, and what to write.
package struct ModelTraining {
  /// Where the vocabulary is from.
  enum Words {
    /// It was learnt from the texts.
    case learnt(TrainedVocabulary)
    /// It is that of the model that training went on from.
    case kept(TokenizerSource)
  }

  /// The folder beside a model's files that adapters are written to.
  package static let adapterFolder = "adapter"

  let words: Words
  /// The vocabulary, where it was learnt from the texts.
  package var vocabulary: TrainedVocabulary? {
    if case .learnt(let vocabulary) = words { vocabulary } else { nil }
  }
  /// Makes tokens of texts.
  package let tokenizer: any Tokenizer
  /// The trainer; no step has been made.
  package let trainer: Trainer

  /// Learns a vocabulary and prepares the training of a model from scratch.
  ///
  /// A document is the tokens of its text and the token that ends a text; nothing is put before it,
  /// as with the models of GPT-2's kind that tokenizers here declare.
  ///
  /// - Parameters:
  ///   - recipe: What to train; it has a shape and no adapters.
  ///   - texts: The documents, each once.
  ///   - order: Places in `texts` in the order of learning; a text that stands in it k times is
  ///     learnt k times in each epoch. The vocabulary counts each text once.
  ///   - seed: Weights, noise and sampling are drawn from it.
  ///   - jobs: The number of threads; it changes nothing but the time.
  /// - Throws: `LMD143` for a recipe without a shape or with adapters, and what learning the
  ///   vocabulary and preparing the training throw.
  package init(
    _ recipe: TrainingRecipe, texts: [String], order: [Int], seed: Seed, jobs: Int
  ) throws(LanguageModelError) {
    guard let shape = recipe.shape, recipe.adapters == nil else {
      throw .training(
        "The recipe '\(recipe.name)' cannot train a model from scratch.",
        remedy: "Give it a 'model' and no 'adapters', or name a model to go on from with --from.")
    }
    var learner = try BPETrainer(
      .init(
        vocabularyCount: shape.vocabularyCount,
        preTokenizer: ModelTraining.preTokenizer(of: shape.architecture)))
    for text in texts { learner.add(text) }
    let vocabulary = try learner.train()
    let tokenizer = try vocabulary.tokenizer(name: recipe.name)
    words = .learnt(vocabulary)
    self.tokenizer = tokenizer
    let configuration = shape.configuration(vocabularyCount: vocabulary.tokens.count)
    trainer = try Trainer(
      TransformerParameters(configuration, seed: seed, jobs: jobs),
      documents: ModelTraining.tokens(texts, tokenizer, jobs: jobs), order: order,
      settings: recipe.training, seed: seed, jobs: jobs)
  }

  /// Prepares the training of a model that is there already, or of adapters of it.
  ///
  /// Its vocabulary and shape stay; the recipe's shape is not looked at. A document is the tokens of its
  /// text with the beginning that the model declares, and the token that ends a text.
  ///
  /// - Parameters:
  ///   - recipe: How to train.
  ///   - file: The model to go on from; quantized weights are unpacked.
  ///   - texts: The documents, each once.
  ///   - order: Places in `texts` in the order of learning.
  ///   - seed: Adapters, noise and sampling are drawn from it.
  ///   - jobs: The number of threads; it changes nothing but the time.
  /// - Throws: `LMD112` for a model without a tokenizer, `LMD147` for adapters that it cannot have, and
  ///   what reading the model and preparing the training throw.
  package init(
    _ recipe: TrainingRecipe, from file: ModelFile, texts: [String], order: [Int], seed: Seed,
    jobs: Int
  ) throws(LanguageModelError) {
    let parameters = try TransformerParameters(file)
    words = .kept(file.tokenizer)
    tokenizer = try file.tokenizer.tokenizer(modelCount: file.configuration.vocabularyCount)
    let adapters = try recipe.adapters.map { settings throws(LanguageModelError) in
      try LowRankAdapters(settings, for: parameters.layout, seed: seed)
    }
    trainer = try Trainer(
      parameters, adapters: adapters,
      documents: ModelTraining.tokens(texts, tokenizer, addsSpecial: true, jobs: jobs),
      order: order, settings: recipe.training, seed: seed, jobs: jobs)
  }

  /// The weights as they are now, with what adapters add.
  var export: ModelExport {
    let parameters = trainer.passes.parameters
    guard let adapters = trainer.passes.adapters else { return parameters.export }
    let merged = parameters.copy()
    adapters.merge(into: merged)
    return merged.export
  }

  /// How the vocabulary of a family cuts text.
  ///
  /// `transformers` cuts the texts of every model of type `qwen2` as Qwen2's own models do, whatever
  /// `tokenizer.json` and `tokenizer_class` say (5.24: `MODELS_WITH_INCORRECT_HUB_TOKENIZER_CLASS`).
  private static func preTokenizer(of family: ModelConfiguration.Architecture) -> PreTokenizer {
    family == .qwen2 ? .qwen2 : .gpt2
  }

  /// Returns the tokens of each text and, after them, the token that ends a text.
  ///
  /// Special tokens that a text spells out are read as text.
  package static func tokens(
    _ texts: [String], _ tokenizer: any Tokenizer, addsSpecial: Bool = false, jobs: Int
  ) -> [[TokenID]] {
    let grain = 256
    return parallelMap(count: (texts.count + grain - 1) / grain, jobs: jobs) { unit in
      texts[unit * grain..<min(unit * grain + grain, texts.count)].map { text in
        let tokens = tokenizer.encode(text, addsSpecial: addsSpecial)
        guard let end = tokenizer.special.end, tokens.last != end else { return tokens }
        return tokens + [end]
      }
    }.flatMap(\.self)
  }
}
