// SPDX-License-Identifier: Apache-2.0

import Evidence

/// The members of a `config.json`.
///
/// Defaults of absent members are those of the `transformers` library, version 5, whose documentation
/// lists them for each class of configurations. A member that is `null` counts as absent but where
/// the library tells them apart.
struct HuggingFaceSettings {
  /// The classes of models that are read.
  enum Model: String, CaseIterable {
    case llama = "LlamaForCausalLM"
    case mistral = "MistralForCausalLM"
    case qwen2 = "Qwen2ForCausalLM"
    case gpt2 = "GPT2LMHeadModel"
  }

  /// All members.
  let members: [String: JSONValue]
  /// What messages call the file.
  let source: String
  /// The class.
  let model: Model

  /// Opens a document and finds the class of the model.
  ///
  /// - Throws: `LMD012` for a document that names no class, `LMD013` for another class.
  init(_ document: JSONValue, source: String) throws(LanguageModelError) {
    guard let members = document.members,
      let name = members["architectures"]?.elements?.first?.text
    else { throw .setting(source, "there is no list of 'architectures'") }
    guard let model = Model(rawValue: name) else {
      throw LanguageModelError(
        "LMD013", .badData, "\(source) describes a model of the class \(name.shown).",
        remedy: "Choose one of \(Model.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    self.members = members
    self.source = source
    self.model = model
  }

  /// Returns the shape of the model, checked.
  func configuration() throws(LanguageModelError) -> ModelConfiguration {
    guard value("quantization_config") == nil else {
      throw .unsupported(source, "'quantization_config'")
    }
    let configuration = model == .gpt2 ? try gpt2() : try llama()
    try configuration.check(source: source)
    return configuration
  }

  private func llama() throws(LanguageModelError) -> ModelConfiguration {
    try requireWord("hidden_act", among: ["silu", "swish"], standard: "silu")
    for name in ["attention_bias", "mlp_bias"] where try flag(name) == true {
      throw .unsupported(source, "'\(name)'")
    }
    let width = try required("hidden_size")
    let heads = try required("num_attention_heads")
    return ModelConfiguration(
      architecture: model == .qwen2 ? .qwen2 : .llama,
      vocabularyCount: try required("vocab_size"),
      width: width,
      layerCount: try required("num_hidden_layers"),
      headCount: heads,
      keyValueHeadCount: try keyValueHeads(heads),
      headWidth: try headWidth(width: width, heads: heads),
      feedForwardWidth: try required("intermediate_size"),
      contextLength: try required("max_position_embeddings"),
      normEpsilon: Float(try number("rms_norm_eps") ?? 1e-6),
      rotaryBase: Float(try rotaryBase()),
      rotaryPairing: .halves,
      tiesEmbeddings: try flag("tie_word_embeddings") ?? false,
      slidingWindow: try slidingWindow())
  }

  private func gpt2() throws(LanguageModelError) -> ModelConfiguration {
    try requireWord(
      "activation_function", among: ["gelu_new", "gelu_pytorch_tanh"], standard: "gelu_new")
    if try flag("scale_attn_weights") == false {
      throw .unsupported(source, "'scale_attn_weights' of false")
    }
    for name in ["scale_attn_by_inverse_layer_idx", "add_cross_attention"]
    where try flag(name) == true {
      throw .unsupported(source, "'\(name)'")
    }
    let width = try required("n_embd")
    let heads = try required("n_head")
    return ModelConfiguration(
      architecture: .gpt2,
      vocabularyCount: try required("vocab_size"),
      width: width,
      layerCount: try required("n_layer"),
      headCount: heads,
      keyValueHeadCount: heads,
      headWidth: try headWidth(width: width, heads: heads),
      feedForwardWidth: try integer("n_inner") ?? multiplied(width, by: 4),
      contextLength: try required("n_positions"),
      normEpsilon: Float(try number("layer_norm_epsilon") ?? 1e-5),
      tiesEmbeddings: try flag("tie_word_embeddings") ?? true)
  }

  private func multiplied(_ value: Int, by factor: Int) -> Int {
    let (product, overflow) = value.multipliedReportingOverflow(by: factor)
    return overflow ? -1 : product
  }

  private func keyValueHeads(_ heads: Int) throws(LanguageModelError) -> Int {
    if let count = try integer("num_key_value_heads") { return count }
    // Absent and null differ for these two, whose configurations have defaults of their own.
    guard model == .llama || members["num_key_value_heads"] != nil else {
      throw .setting(source, "there is no 'num_key_value_heads'")
    }
    return heads
  }

  private func headWidth(width: Int, heads: Int) throws(LanguageModelError) -> Int {
    if model != .gpt2, let width = try integer("head_dim") { return width }
    guard heads > 0, width.isMultiple(of: heads) else {
      throw ModelConfiguration.contradiction(source, "\(heads) heads do not divide \(width)")
    }
    return width / heads
  }
}
