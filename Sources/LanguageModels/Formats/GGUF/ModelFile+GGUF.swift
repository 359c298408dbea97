// SPDX-License-Identifier: Apache-2.0

extension ModelFile {
  /// Gives a GGUF file the form that all formats share.
  ///
  /// - Throws: `LMD012` for a missing setting, `LMD013` for another architecture, `LMD014` for a
  ///   feature that is not run here, `LMD015` for numbers that contradict each other, and what
  ///   giving tensors their roles throws.
  package init(gguf file: GGUFFile, path: String) throws(LanguageModelError) {
    self.path = path
    format = .gguf
    configuration = try ModelConfiguration(gguf: file)
    let assigned = try ModelFile.assign(
      file.tensors, naming: .gguf, configuration: configuration, path: path)
    tensors = assigned.tensors
    ignoredTensors = assigned.ignored
    tokenizer =
      file.metadata["tokenizer.ggml.tokens"] == nil
      ? .missing("\(path) holds no 'tokenizer.ggml.tokens'.") : .gguf(file.metadata)
    files = [file.file]
    facts = file.metadata.entries.map { ModelFact($0.key, $0.value.description) }
  }
}

extension ModelConfiguration {
  /// Reads the shape of a model from the metadata and the embedding table of a GGUF file.
  ///
  /// The output layer is the embedding table where there is no `output.weight`. Files of Llama
  /// models hold queries and keys with components 2i and 2i + 1 rotating together, files of Qwen2
  /// i and i + half.
  init(gguf file: GGUFFile) throws(LanguageModelError) {
    let settings = try GGUFSettings(file.metadata)
    try settings.requireSupported()
    let names = Set(file.tensors.map(\.name))
    guard !names.contains("rope_freqs.weight") else {
      throw .unsupported(settings.source, "scaling of rotary frequencies ('rope_freqs.weight')")
    }
    let width = try settings.required("embedding_length")
    let heads = try settings.required("attention.head_count")
    let isRotary = settings.architecture != .gpt2
    self.init(
      architecture: settings.architecture,
      vocabularyCount: try settings.vocabularyCount(file),
      width: width,
      layerCount: try settings.required("block_count"),
      headCount: heads,
      keyValueHeadCount: try settings.integer("attention.head_count_kv") ?? heads,
      headWidth: try settings.headWidth(width: width, heads: heads),
      feedForwardWidth: try settings.required("feed_forward_length"),
      contextLength: try settings.required("context_length"),
      normEpsilon: try settings.epsilon(),
      rotaryBase: isRotary ? Float(try settings.number("rope.freq_base") ?? 10_000) : 10_000,
      rotaryPairing: settings.architecture == .llama ? .adjacent : .halves,
      tiesEmbeddings: !names.contains("output.weight"),
      slidingWindow: try settings.slidingWindow())
    try check(source: settings.source)
  }
}

/// The settings below `<architecture>.` in the metadata of a GGUF file.
private struct GGUFSettings {
  let metadata: GGUFMetadata
  let architecture: ModelConfiguration.Architecture
  var source: String { metadata.source }

  init(_ metadata: GGUFMetadata) throws(LanguageModelError) {
    self.metadata = metadata
    let name = try metadata.required(
      "general.architecture", try metadata.string("general.architecture"))
    guard let architecture = ModelConfiguration.Architecture(rawValue: name) else {
      let known = ModelConfiguration.Architecture.allCases.map(\.rawValue)
      throw LanguageModelError(
        "LMD013", .badData, "\(metadata.source) is a model of the architecture \(name.shown).",
        remedy: "Choose one of the architectures \(known.joined(separator: ", ")).")
    }
    self.architecture = architecture
  }

  func key(_ name: String) -> String { "\(architecture.rawValue).\(name)" }

  func integer(_ name: String) throws(LanguageModelError) -> Int? {
    try metadata.integer(key(name))
  }

  func number(_ name: String) throws(LanguageModelError) -> Double? {
    try metadata.number(key(name))
  }

  func required(_ name: String) throws(LanguageModelError) -> Int {
    try metadata.required(key(name), try integer(name))
  }

  func epsilon() throws(LanguageModelError) -> Float {
    let name =
      architecture == .gpt2
      ? "attention.layer_norm_epsilon" : "attention.layer_norm_rms_epsilon"
    return Float(try metadata.required(key(name), try number(name)))
  }

  /// The count of tokens, as llama.cpp takes it: the list's, else the setting, else the table's.
  func vocabularyCount(_ file: GGUFFile) throws(LanguageModelError) -> Int {
    if let tokens = try metadata.strings("tokenizer.ggml.tokens") { return tokens.count }
    if let count = try integer("vocab_size") { return count }
    let table = file.tensors.first { $0.name == "token_embd.weight" }
    guard let table else { throw ModelFile.missing(.embedding, source) }
    return table.shape[0]
  }

  func headWidth(width: Int, heads: Int) throws(LanguageModelError) -> Int {
    let keyLength = try integer("attention.key_length")
    guard keyLength != nil || (heads > 0 && width.isMultiple(of: heads)) else {
      throw ModelConfiguration.contradiction(source, "\(heads) heads do not divide \(width)")
    }
    let headWidth = keyLength ?? width / heads
    guard try integer("attention.value_length") ?? headWidth == headWidth else {
      throw .unsupported(source, "a width of values other than that of keys")
    }
    let rotated = try integer("rope.dimension_count") ?? headWidth
    guard architecture == .gpt2 || rotated == headWidth else {
      throw .unsupported(source, "rotating \(rotated) of the \(headWidth) components of a head")
    }
    return headWidth
  }

  func slidingWindow() throws(LanguageModelError) -> Int? {
    let window = try integer("attention.sliding_window")
    return window == 0 ? nil : window
  }

  /// Refuses what would be computed wrongly if it were passed over.
  func requireSupported() throws(LanguageModelError) {
    if let count = try metadata.integer("split.count"), count > 1 {
      throw .unsupported(source, "a model split into \(count) files (llama-gguf-split --merge)")
    }
    if let type = try metadata.string(key("rope.scaling.type")), type != "none" {
      throw .unsupported(source, "scaling of rotary positions of the type \(type.shown)")
    }
    for name in ["rope.scaling.factor", "rope.scale_linear", "rope.scaling.attn_factor"] {
      if let factor = try number(name), factor != 0, factor != 1 {
        throw .unsupported(source, "'\(key(name))' of \(factor)")
      }
    }
    if let experts = try integer("expert_count"), experts != 0 {
      throw .unsupported(source, "a mixture of \(experts) experts")
    }
    if try metadata.flag(key("attention.causal")) == false {
      throw .unsupported(source, "attention to later tokens")
    }
    for name in [
      "attention.sliding_window_pattern", "attn_logit_softcapping", "final_logit_softcapping",
      "attention.clamp_kqv", "attention.max_alibi_bias", "logit_scale", "residual_scale",
      "embedding_scale", "attention.scale", "attention.temperature_scale",
    ] where metadata[key(name)] != nil {
      throw .unsupported(source, "'\(key(name))'")
    }
  }
}
