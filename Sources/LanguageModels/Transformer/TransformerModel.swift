// SPDX-License-Identifier: Apache-2.0

package import Compute

/// A transformer that runs in this process: Llama, Mistral, SmolLM, Qwen2 and GPT-2 models.
///
/// Weights stay in their mapped files, packed as they are; activations are floats. Scores are batch-
/// invariant: those of a text do not depend on the texts that are scored with it, on the number of
/// jobs or on how its positions are cut into chunks, bit for bit. They depend on the kernel set.
public struct TransformerModel: LanguageModel {
  /// What the model is.
  public let identity: ModelIdentity
  /// The shape of the model.
  public var configuration: ModelConfiguration { weights.configuration }
  let weights: TransformerWeights
  let vocabulary: ModelVocabulary
  let jobs: Int
  let kernels: KernelSet

  /// Opens a model.
  ///
  /// - Parameters:
  ///   - path: A GGUF file, a llama2.c file or a Hugging Face folder.
  ///   - tokenizer: A file to take the tokenizer from, instead of the model's own.
  ///   - jobs: The most pieces of work under way at once, at least one.
  /// - Returns: The model; its weights are mapped, and read once for their digest.
  /// - Throws: `LMD001` to `LMD024` for files that cannot be used, `LMD050` to `LMD060` and
  ///   `LMD113` for a named tokenizer that cannot, `LMD116` for norms that are not finite. What is
  ///   wrong with the model's own tokenizer is thrown once text is to be tokenized.
  public static func open(
    _ path: String, tokenizer: String? = nil, jobs: Int
  ) throws(LanguageModelError) -> TransformerModel {
    try TransformerModel(ModelFile.open(path), tokenizer: tokenizer, jobs: jobs)
  }

  /// Takes a model's file.
  ///
  /// - Throws: What `open` throws once the file is mapped.
  package init(
    _ file: ModelFile, tokenizer: String? = nil, jobs: Int, kernels: KernelSet = .best
  ) throws(LanguageModelError) {
    precondition(jobs > 0, "at least one job")
    identity = try file.identity()
    weights = try TransformerWeights(file)
    vocabulary = try ModelVocabulary(file, named: tokenizer)
    self.jobs = jobs
    self.kernels = kernels
  }

  /// Whole distributions.
  public var capability: Capability { .distributions }

  /// The context that the model was made for.
  public var contextLength: Int? { configuration.contextLength }

  /// How text becomes tokens.
  ///
  /// - Returns: The tokenizer.
  /// - Throws: `LMD112` where the model has none, `LMD113` where it does not fit, `LMD050` to
  ///   `LMD060` where it cannot be used.
  public func tokenizer() throws(LanguageModelError) -> any Tokenizer {
    try vocabulary.tokenizer()
  }

  /// Returns the tokens of a text.
  public func tokenize(_ text: String) async throws(LanguageModelError) -> [TokenID] {
    try tokenizer().encode(text, addsSpecial: true)
  }

  /// Returns the text of tokens.
  public func detokenize(_ tokens: [TokenID]) async throws(LanguageModelError) -> String {
    try LanguageModelError.check(tokens, vocabularyCount: configuration.vocabularyCount)
    return String(decoding: try tokenizer().decode(tokens), as: UTF8.self)
  }

  /// Runs a closure with workers and kernels.
  func compute<Result>(
    _ body: (TransformerEngine) throws(LanguageModelError) -> Result
  ) throws(LanguageModelError) -> Result {
    try withExtendedLifetime(weights) { () throws(LanguageModelError) in
      try WorkerTeam.with(jobs: jobs) { team throws(LanguageModelError) in
        try body(TransformerEngine(weights, kernels: kernels, team: team))
      }
    }
  }

  /// Checks that a sequence can be read.
  func check(_ tokens: [TokenID], _ what: String) throws(LanguageModelError) {
    try LanguageModelError.check(tokens, vocabularyCount: configuration.vocabularyCount)
    guard tokens.count <= configuration.contextLength else {
      throw .beyondContext(what, tokens.count, limit: configuration.contextLength)
    }
  }
}
