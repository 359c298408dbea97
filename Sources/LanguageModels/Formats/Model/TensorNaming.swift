// SPDX-License-Identifier: Apache-2.0

/// How a format names the tensors of a family of models.
struct TensorNaming {
  /// A prefix of all names that may be there or not, such as `transformer.`.
  var optionalPrefix = ""
  /// What precedes a block's number, such as `blk.`.
  let blockPrefix: String
  /// Names outside of blocks.
  let top: [TensorRole: String]
  /// Names within a block, without prefix and number.
  let parts: [BlockPart: String]
  /// Names within a block that hold nothing a model needs, such as tables of causal masks.
  var ignoredParts: [String] = []
  /// Parts that are stored as `[inputs, outputs]`.
  var transposedParts: Set<BlockPart> = []

  /// What a name stands for.
  enum Meaning: Equatable {
    case role(TensorRole)
    case ignored
    case unknown
  }

  /// Returns what a name stands for.
  func meaning(of name: String) -> Meaning {
    let bare = name.hasPrefix(optionalPrefix) ? name.dropFirst(optionalPrefix.count) : name[...]
    for (role, known) in top where bare == known || name == known { return .role(role) }
    guard bare.hasPrefix(blockPrefix) else { return .unknown }
    let rest = bare.dropFirst(blockPrefix.count)
    guard let dot = rest.firstIndex(of: "."), let layer = Int(rest[..<dot]), layer >= 0,
      String(layer) == rest[..<dot]
    else { return .unknown }
    let part = String(rest[rest.index(after: dot)...])
    if let (role, _) = parts.first(where: { $1 == part }) { return .role(.block(layer, role)) }
    return ignoredParts.contains(part) ? .ignored : .unknown
  }

  /// Returns the name of a role; nil where the family has no such part.
  func name(of role: TensorRole) -> String? {
    switch role {
    case .block(let layer, let part):
      parts[part].map { "\(optionalPrefix)\(blockPrefix)\(layer).\($0)" }
    case .output: top[role]
    default: top[role].map { optionalPrefix + $0 }
    }
  }

  /// The names in GGUF files.
  static let gguf = TensorNaming(
    blockPrefix: "blk.",
    top: [
      .embedding: "token_embd.weight", .positionEmbedding: "position_embd.weight",
      .outputNorm: "output_norm.weight", .outputNormBias: "output_norm.bias",
      .output: "output.weight",
    ],
    parts: [
      .attentionNorm: "attn_norm.weight", .attentionNormBias: "attn_norm.bias",
      .query: "attn_q.weight", .queryBias: "attn_q.bias", .key: "attn_k.weight",
      .keyBias: "attn_k.bias", .value: "attn_v.weight", .valueBias: "attn_v.bias",
      .queryKeyValue: "attn_qkv.weight", .queryKeyValueBias: "attn_qkv.bias",
      .attentionOutput: "attn_output.weight", .attentionOutputBias: "attn_output.bias",
      .feedForwardNorm: "ffn_norm.weight", .feedForwardNormBias: "ffn_norm.bias",
      .gate: "ffn_gate.weight", .up: "ffn_up.weight", .upBias: "ffn_up.bias",
      .down: "ffn_down.weight", .downBias: "ffn_down.bias",
    ])

  /// The names in Hugging Face folders of Llama, Mistral and Qwen2.
  static let huggingFaceLlama = TensorNaming(
    blockPrefix: "model.layers.",
    top: [
      .embedding: "model.embed_tokens.weight", .outputNorm: "model.norm.weight",
      .output: "lm_head.weight",
    ],
    parts: [
      .attentionNorm: "input_layernorm.weight", .query: "self_attn.q_proj.weight",
      .queryBias: "self_attn.q_proj.bias", .key: "self_attn.k_proj.weight",
      .keyBias: "self_attn.k_proj.bias", .value: "self_attn.v_proj.weight",
      .valueBias: "self_attn.v_proj.bias", .attentionOutput: "self_attn.o_proj.weight",
      .feedForwardNorm: "post_attention_layernorm.weight", .gate: "mlp.gate_proj.weight",
      .up: "mlp.up_proj.weight", .down: "mlp.down_proj.weight",
    ],
    ignoredParts: ["self_attn.rotary_emb.inv_freq"])

  /// The names in Hugging Face folders of GPT-2, whose layers are `Conv1D`: `[inputs, outputs]`.
  static let huggingFaceGPT2 = TensorNaming(
    optionalPrefix: "transformer.", blockPrefix: "h.",
    top: [
      .embedding: "wte.weight", .positionEmbedding: "wpe.weight", .outputNorm: "ln_f.weight",
      .outputNormBias: "ln_f.bias", .output: "lm_head.weight",
    ],
    parts: [
      .attentionNorm: "ln_1.weight", .attentionNormBias: "ln_1.bias",
      .queryKeyValue: "attn.c_attn.weight", .queryKeyValueBias: "attn.c_attn.bias",
      .attentionOutput: "attn.c_proj.weight", .attentionOutputBias: "attn.c_proj.bias",
      .feedForwardNorm: "ln_2.weight", .feedForwardNormBias: "ln_2.bias",
      .up: "mlp.c_fc.weight", .upBias: "mlp.c_fc.bias", .down: "mlp.c_proj.weight",
      .downBias: "mlp.c_proj.bias",
    ],
    ignoredParts: ["attn.bias", "attn.masked_bias"],
    transposedParts: [.queryKeyValue, .attentionOutput, .up, .down])
}
