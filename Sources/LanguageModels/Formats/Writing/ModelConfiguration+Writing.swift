// SPDX-License-Identifier: Apache-2.0

import Evidence

extension ModelConfiguration {
  /// The metadata of a GGUF file of this model, without those of the tokenizer.
  func ggufEntries(name: String, element: TensorElement) -> [GGUFEntry] {
    let prefix = architecture.rawValue + "."
    func count(_ key: String, _ value: Int) -> GGUFEntry {
      // All counts were checked to fit.
      GGUFEntry(prefix + key, .uint32(UInt32(clamping: value)))
    }
    var entries = [
      GGUFEntry("general.architecture", .string(architecture.rawValue)),
      GGUFEntry("general.name", .string(name)),
      GGUFEntry("general.file_type", .uint32(element == .f32 ? 0 : element == .f16 ? 1 : 32)),
      count("block_count", layerCount), count("context_length", contextLength),
      count("embedding_length", width), count("feed_forward_length", feedForwardWidth),
      count("attention.head_count", headCount),
    ]
    guard architecture != .gpt2 else {
      return entries + [
        GGUFEntry(prefix + "attention.layer_norm_epsilon", .float32(normEpsilon))
      ]
    }
    entries += [
      count("attention.head_count_kv", keyValueHeadCount),
      GGUFEntry(prefix + "attention.layer_norm_rms_epsilon", .float32(normEpsilon)),
      GGUFEntry(prefix + "rope.freq_base", .float32(rotaryBase)),
      count("rope.dimension_count", headWidth), count("vocab_size", vocabularyCount),
    ]
    if headWidth * headCount != width {
      entries += [
        count("attention.key_length", headWidth), count("attention.value_length", headWidth),
      ]
    }
    if let slidingWindow { entries.append(count("attention.sliding_window", slidingWindow)) }
    return entries
  }

  /// The `config.json` of a Hugging Face folder of this model.
  ///
  /// The tokens that begin and end texts are stated, null where there is none: left out, they would be
  /// those of Llama, and tools would not end a text where its tokenizer does.
  func huggingFaceSettings(element: TensorElement, special: SpecialTokens) -> JSONValue {
    let type = element == .f32 ? "float32" : element == .f16 ? "float16" : "bfloat16"
    var members: [String: JSONValue] = [
      "torch_dtype": .string(type), "vocab_size": .int(vocabularyCount),
      "tie_word_embeddings": .bool(tiesEmbeddings),
      "bos_token_id": special.beginning.map { .int($0) } ?? .null,
      "eos_token_id": special.end.map { .int($0) } ?? .null,
    ]
    let own: [String: JSONValue] = architecture == .gpt2 ? gpt2Settings : llamaSettings
    members.merge(own) { $1 }
    return .object(members)
  }

  private var gpt2Settings: [String: JSONValue] {
    [
      "architectures": ["GPT2LMHeadModel"], "model_type": "gpt2",
      "activation_function": "gelu_new", "n_embd": .int(width), "n_layer": .int(layerCount),
      "n_head": .int(headCount), "n_inner": .int(feedForwardWidth),
      "n_positions": .int(contextLength), "layer_norm_epsilon": .decimal(normEpsilon),
    ]
  }

  private var llamaSettings: [String: JSONValue] {
    var members: [String: JSONValue] = [
      "hidden_act": "silu", "hidden_size": .int(width), "num_hidden_layers": .int(layerCount),
      "num_attention_heads": .int(headCount), "num_key_value_heads": .int(keyValueHeadCount),
      "head_dim": .int(headWidth), "intermediate_size": .int(feedForwardWidth),
      "max_position_embeddings": .int(contextLength), "rms_norm_eps": .decimal(normEpsilon),
      "rope_theta": .decimal(rotaryBase), "rope_scaling": .null,
    ]
    switch (architecture, slidingWindow) {
    case (.qwen2, let window):
      members["architectures"] = ["Qwen2ForCausalLM"]
      members["model_type"] = "qwen2"
      members["use_sliding_window"] = .bool(window != nil)
      members["sliding_window"] = window.map { .int($0) } ?? .null
      members["max_window_layers"] = .int(window == nil ? layerCount : 0)
    case (_, let window?):
      members["architectures"] = ["MistralForCausalLM"]
      members["model_type"] = "mistral"
      members["sliding_window"] = .int(window)
    default:
      members["architectures"] = ["LlamaForCausalLM"]
      members["model_type"] = "llama"
    }
    return members
  }
}

extension JSONValue {
  /// A single-precision number by its shortest decimal, such as 1e-05 and not 9.99999974e-06.
  fileprivate static func decimal(_ value: Float) -> JSONValue {
    .number(Double(value.description) ?? Double(value))
  }
}
