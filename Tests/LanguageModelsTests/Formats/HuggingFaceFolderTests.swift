// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import LanguageModels
import TestSupport
import Testing

@Suite struct HuggingFaceFolderTests {
  /// What a valid folder is read as whose `config.json` was changed.
  private func configuration(
    _ architecture: ModelConfiguration.Architecture, _ changes: [String: JSONValue] = [:],
    without dropped: String...
  ) throws -> ModelConfiguration {
    try TemporaryFolder.with { folder in
      let model = ModelFixture.configuration(architecture)
      try ModelFixture.export(model).writeHuggingFace(to: folder.path)
      let path = folder.path("config.json")
      var members = try #require(StoredFile.readJSON(path).members)
      for (key, value) in changes { members[key] = value }
      for key in dropped { members.removeValue(forKey: key) }
      try StoredFile.write(try JSONValue.object(members).canonicalBytes(), to: path)
      return try ModelFile.open(folder.path).configuration
    }
  }

  @Test func defaultsOfAbsentSettingsAreThoseOfTheLibrary() throws {
    let llama = try configuration(
      .llama, without: "rope_theta", "rms_norm_eps", "hidden_act")
    #expect(llama.rotaryBase == 10_000 && llama.normEpsilon == 1e-6)
    let gpt2 = try configuration(.gpt2, without: "tie_word_embeddings")
    #expect(gpt2.tiesEmbeddings && gpt2.normEpsilon == 1e-5)
  }

  @Test func rotaryParametersOfNewerFilesAreRead() throws {
    let parameters: JSONValue = ["rope_type": "default", "rope_theta": 500_000.0]
    let model = try configuration(
      .llama, ["rope_parameters": parameters], without: "rope_theta")
    #expect(model.rotaryBase == 500_000)
  }

  @Test func aSlidingWindowIsReadAsEachClassMeansIt() throws {
    #expect(try configuration(.llama, ["sliding_window": 3]).slidingWindow == nil)
    func mistral(_ window: JSONValue?) throws -> Int? {
      var changes: [String: JSONValue] = ["architectures": ["MistralForCausalLM"]]
      changes["sliding_window"] = window
      return try configuration(.llama, changes).slidingWindow
    }
    #expect(try mistral(3) == 3)
    #expect(try mistral(JSONValue.null) == nil)
    #expect(try mistral(Optional.none) == 4_096)
    #expect(try configuration(.qwen2, ["sliding_window": 3]).slidingWindow == nil)
    func qwen2(_ first: JSONValue, _ types: JSONValue = .null) throws -> Int? {
      try configuration(
        .qwen2,
        [
          "sliding_window": 3, "use_sliding_window": true, "max_window_layers": first,
          "layer_types": types,
        ]
      ).slidingWindow
    }
    #expect(try qwen2(0) == 3)
    #expect(try qwen2(2) == nil)
    #expect(try qwen2(.null) == nil)
    #expect(try qwen2(2, ["sliding_attention", "sliding_attention"]) == 3)
    #expect(try qwen2(0, ["full_attention", "full_attention"]) == nil)
    for read in [
      { _ = try qwen2(1) }, { _ = try qwen2(1, ["full_attention", "sliding_attention"]) },
    ] as [() throws -> Void] {
      #expect(try #require(throws: LanguageModelError.self) { try read() }.code == "LMD014")
    }
  }

  @Test func aFolderThatCannotBeRunIsRefused() throws {
    let cases: [(ModelConfiguration.Architecture, String, JSONValue, String)] = [
      (.llama, "architectures", [], "LMD012"),
      (.llama, "architectures", ["GemmaForCausalLM"], "LMD013"),
      (.llama, "hidden_size", "12", "LMD012"),
      (.llama, "hidden_size", 12.5, "LMD012"), (.llama, "hidden_size", -12, "LMD015"),
      (.llama, "hidden_size", 13, "LMD017"), (.llama, "num_attention_heads", 0, "LMD015"),
      (.llama, "num_hidden_layers", 1, "LMD018"), (.llama, "num_hidden_layers", 3, "LMD016"),
      (.llama, "num_hidden_layers", 1_000_000_000, "LMD015"),
      (.llama, "hidden_act", "gelu", "LMD014"), (.llama, "attention_bias", true, "LMD014"),
      (.llama, "mlp_bias", true, "LMD014"), (.llama, "mlp_bias", 1, "LMD012"),
      (.llama, "rope_scaling", ["rope_type": "llama3", "factor": 8.0], "LMD014"),
      (.llama, "rope_scaling", ["type": "linear", "factor": 2.0], "LMD014"),
      (.llama, "rope_scaling", ["rope_type": "default", "factor": 2.0], "LMD014"),
      (.llama, "rope_scaling", "linear", "LMD012"),
      (.llama, "partial_rotary_factor", 0.5, "LMD014"),
      (.llama, "quantization_config", ["bits": 4], "LMD014"),
      (.llama, "tie_word_embeddings", false, "LMD016"),

      (.gpt2, "activation_function", "relu", "LMD014"),
      (.gpt2, "scale_attn_weights", false, "LMD014"),
      (.gpt2, "scale_attn_by_inverse_layer_idx", true, "LMD014"),
      (.gpt2, "n_embd", 14, "LMD015"),
    ]
    for (architecture, key, value, code) in cases {
      let error = try #require(throws: LanguageModelError.self) {
        try configuration(architecture, [key: value])
      }
      #expect(error.code == code, "\(key): \(error.message)")
    }
    for (architecture, key, code) in [
      (.llama, "architectures", "LMD012"),
      (.llama, "hidden_size", "LMD012"),
      (.qwen2, "num_key_value_heads", "LMD012"),
      (.gpt2, "n_inner", "LMD017"),
    ] as [(ModelConfiguration.Architecture, String, String)] {
      let error = try #require(throws: LanguageModelError.self) {
        try configuration(architecture, without: key)
      }
      #expect(error.code == code, "\(key): \(error.message)")
    }
  }

  @Test func aSupportedClassIsNamedWhereAnotherIsFound() throws {
    let error = try #require(throws: LanguageModelError.self) {
      try configuration(.llama, ["architectures": ["GemmaForCausalLM"]])
    }
    #expect(error.message.contains("GemmaForCausalLM"))
    for name in ["LlamaForCausalLM", "MistralForCausalLM", "Qwen2ForCausalLM", "GPT2LMHeadModel"] {
      #expect(error.remedy.contains(name))
    }
  }

  @Test func masksAndCopiesAreIgnoredAndThePrefixMayBeMissing() throws {
    try TemporaryFolder.with { folder in
      let model = ModelFixture.configuration(.gpt2)
      try ModelFixture.export(model).writeHuggingFace(to: folder.path)
      let path = folder.path("model.safetensors")
      let file = try SafetensorsFile(path: path)
      var tensors: [TensorContent] = []
      for entry in file.entries {
        let values = try ModelFixture.numbers(file.tensor(entry))
        tensors.append(
          TensorContent(entry.name.replacing("transformer.", with: ""), shape: entry.shape) {
            () throws(LanguageModelError) in values
          })
      }
      for name in ["h.0.attn.bias", "h.1.attn.masked_bias", "lm_head.weight"] {
        tensors.append(
          TensorContent(name, shape: [1]) { () throws(LanguageModelError) in [0] })
      }
      try SafetensorsWriter(tensors: tensors).write(to: path)
      let read = try ModelFile.open(folder.path)
      #expect(Set(read.tensors.keys) == Set(model.roles))
      #expect(
        Set(read.ignoredTensors) == ["h.0.attn.bias", "h.1.attn.masked_bias", "lm_head.weight"])
      #expect(read.tensors[.block(0, .up)]?.isTransposed == true)
      #expect(read.tensors[.block(0, .up)]?.weight.shape == [12, 7])
    }
  }

  @Test func shardsAreReadByTheirIndex() throws {
    try TemporaryFolder.with { folder in
      let model = ModelFixture.configuration()
      try ModelFixture.export(model).writeHuggingFace(to: folder.path)
      let whole = try SafetensorsFile(path: folder.path("model.safetensors"))
      var map: [String: JSONValue] = [:]
      var shards: [[TensorContent]] = [[], []]
      for (index, entry) in whole.entries.enumerated() {
        let values = try ModelFixture.numbers(whole.tensor(entry))
        shards[index % 2].append(
          TensorContent(entry.name, shape: entry.shape) { () throws(LanguageModelError) in values })
        map[entry.name] = .string("model-0000\(index % 2 + 1)-of-00002.safetensors")
      }
      for (index, shard) in shards.enumerated() {
        try SafetensorsWriter(tensors: shard)
          .write(to: folder.path("model-0000\(index + 1)-of-00002.safetensors"))
      }
      try FileManager.default.removeItem(atPath: folder.path("model.safetensors"))
      func open(_ map: [String: JSONValue]) throws -> ModelFile {
        let document: JSONValue = ["weight_map": .object(map)]
        try StoredFile.write(
          document.canonicalBytes(), to: folder.path("model.safetensors.index.json"))
        return try ModelFile.open(folder.path)
      }
      let file = try open(map)
      #expect(file.files.count == 4)
      for role in model.roles {
        #expect(try ModelFixture.numbers(file.tensor(role)) == ModelFixture.values(role, model))
      }
      let name = try #require(map.keys.sorted().first)
      for (value, code) in [
        ("../../etc/passwd", "LMD020"), ("none.safetensors", "LMD001"), (nil, "LMD020"),
        ("model-00001-of-00002.safetensors", "LMD020"),
        ("model-00002-of-00002.safetensors", "LMD020"), (1, "LMD020"),
      ] as [(JSONValue?, String)] where value != map[name] {
        var changed = map
        changed[name] = value
        let error = try #require(throws: LanguageModelError.self) { try open(changed) }
        #expect(error.code == code, "\(error.message)")
      }
      var more = map
      more["model.extra"] = .string("model-00001-of-00002.safetensors")
      #expect(throws: LanguageModelError.self) { try open(more) }
      #expect(throws: LanguageModelError.self) { try open([:]) }
    }
  }
}
