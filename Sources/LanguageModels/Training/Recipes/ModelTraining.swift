// SPDX-License-Identifier: Apache-2.0

package import Compute
import Evidence

/// The training of a model from texts by a recipe: vocabulary, tokens, weights, and what to write.
package struct ModelTraining {
  /// The vocabulary that was learnt from the texts.
  package let vocabulary: TrainedVocabulary
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
        remedy: "Give it a 'model' and no 'adapters', or name a model to go on from.")
    }
    var learner = try BPETrainer(
      .init(
        vocabularyCount: shape.vocabularyCount,
        preTokenizer: ModelTraining.preTokenizer(of: shape.architecture)))
    for text in texts { learner.add(text) }
    let vocabulary = try learner.train()
    let tokenizer = try vocabulary.tokenizer(name: recipe.name)
    self.vocabulary = vocabulary
    self.tokenizer = tokenizer
    let configuration = shape.configuration(vocabularyCount: vocabulary.tokens.count)
    trainer = try Trainer(
      TransformerParameters(configuration, seed: seed, jobs: jobs),
      documents: ModelTraining.tokens(texts, tokenizer, jobs: jobs), order: order,
      settings: recipe.training, seed: seed, jobs: jobs)
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
    _ texts: [String], _ tokenizer: any Tokenizer, jobs: Int
  ) -> [[TokenID]] {
    let grain = 256
    return parallelMap(count: (texts.count + grain - 1) / grain, jobs: jobs) { unit in
      texts[unit * grain..<min(unit * grain + grain, texts.count)].map { text in
        tokenizer.encode(text, addsSpecial: false) + [tokenizer.special.end].compactMap(\.self)
      }
    }.flatMap(\.self)
  }

  /// Writes the model as it is now to a folder that `transformers` loads.
  ///
  /// - Parameters:
  ///   - folder: Gets `config.json`, `model.safetensors`, `tokenizer.json` and
  ///     `tokenizer_config.json`; it is made where it is not there.
  ///   - element: How matrices are stored: F32, F16 or BF16.
  /// - Throws: `LMD022` and `LMD023` where a file cannot be written.
  package func writeHuggingFace(
    to folder: String, element: TensorElement = .f32
  ) throws(LanguageModelError) {
    try trainer.passes.parameters.export.writeHuggingFace(
      to: folder, element: element,
      special: SpecialTokens(beginning: vocabulary.special.last, end: vocabulary.special.last))
    do throws(EvidenceError) {
      let end = vocabulary.special.last.map { JSONValue.string(vocabulary.tokens[Int($0)]) }
      let settings: JSONValue = [
        "tokenizer_class": "PreTrainedTokenizerFast", "bos_token": end ?? nil,
        "eos_token": end ?? nil, "add_bos_token": false, "add_eos_token": false,
        "clean_up_tokenization_spaces": false,
        "model_max_length": .int(trainer.passes.parameters.configuration.contextLength),
      ]
      try StoredFile.write(settings.readableBytes(), to: "\(folder)/tokenizer_config.json")
      let bytes: [UInt8]
      do throws(LanguageModelError) {
        bytes = try vocabulary.tokenizerJSON()
      } catch {
        throw EvidenceError(.inputOutput, error.message, remedy: error.remedy)
      }
      try StoredFile.write(bytes, to: "\(folder)/tokenizer.json")
    } catch {
      throw LanguageModelError(
        "LMD022", .inputOutput, "The tokenizer cannot be written to \(folder).",
        remedy: "Check the path, its permissions and the space left.", cause: error.message)
    }
  }

  /// Writes the model as it is now as a GGUF file that llama.cpp loads.
  ///
  /// - Parameters:
  ///   - path: Where to.
  ///   - name: The model's name.
  ///   - element: How matrices are stored, F32 or F16.
  /// - Throws: `LMD022` and `LMD023` where the file cannot be written.
  package func writeGGUF(
    to path: String, name: String, element: TensorElement = .f32
  ) throws(LanguageModelError) {
    try trainer.passes.parameters.export.writeGGUF(
      to: path, name: name, element: element,
      tokenizer: vocabulary.ggufVocabulary(name: name).ggufEntries)
  }
}
