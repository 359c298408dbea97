// SPDX-License-Identifier: Apache-2.0

import Foundation
import LanguageModels
import TestSupport
import Testing

/// A valid GGUF model of which one thing is changed.
struct ChangedGGUF: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let code: String
  var architecture = ModelConfiguration.Architecture.llama
  var entry: GGUFEntry?
  var dropped: String?
  var tensor: TensorContent?
  var droppedTensor: String?

  /// Sets or adds an entry.
  static func setting(
    _ key: String, _ value: GGUFValue, _ code: String,
    _ architecture: ModelConfiguration.Architecture = .llama
  ) -> ChangedGGUF {
    ChangedGGUF(
      testDescription: "\(key) of \(value)", code: code, architecture: architecture,
      entry: GGUFEntry(key, value))
  }

  /// Drops an entry.
  static func dropping(_ key: String, _ code: String) -> ChangedGGUF {
    ChangedGGUF(testDescription: "no \(key)", code: code, dropped: key)
  }

  /// Drops a tensor, or adds one, or gives one another shape.
  static func tensor(_ name: String, _ shape: [Int]?, _ code: String) -> ChangedGGUF {
    ChangedGGUF(
      testDescription: "\(name) of \(shape ?? [])", code: code,
      tensor: shape.map { shape in
        TensorContent(name, shape: shape) { () throws(LanguageModelError) in
          [Float](repeating: 0, count: shape.reduce(1, *))
        }
      }, droppedTensor: name)
  }

  /// Writes the model and returns its path.
  func write(in folder: TemporaryFolder) throws -> String {
    let file = try GGUFFile(
      path: try ModelFixture.writeGGUF(ModelFixture.configuration(architecture), in: folder))
    var entries = file.metadata.entries.filter { $0.key != dropped && $0.key != entry?.key }
    if let entry { entries.append(entry) }
    var tensors = file.tensors.filter { $0.name != droppedTensor }.map { tensor in
      TensorContent(tensor.name, shape: tensor.shape) { () throws(LanguageModelError) in
        ModelFixture.numbers(tensor)
      }
    }
    if let tensor { tensors.append(tensor) }
    let path = folder.path("changed.gguf")
    try GGUFWriter(metadata: GGUFMetadata(entries), tensors: tensors).write(to: path)
    return path
  }
}

@Suite struct GGUFSettingsTests {
  static let refused: [ChangedGGUF] = [
    .dropping("general.architecture", "LMD012"), .dropping("llama.block_count", "LMD012"),
    .dropping("llama.attention.layer_norm_rms_epsilon", "LMD012"),
    .setting("general.architecture", .string("mamba"), "LMD013"),
    .setting("general.architecture", .uint8(1), "LMD012"),
    .setting("llama.block_count", .string("2"), "LMD012"),
    .setting("llama.block_count", .uint64(.max), "LMD012"),
    .setting("llama.block_count", .uint32(0), "LMD015"),
    .setting("llama.block_count", .uint32(.max), "LMD015"),
    .setting("llama.block_count", .int32(-1), "LMD015"),
    .setting("llama.block_count", .uint32(1), "LMD018"),
    .setting("llama.block_count", .uint32(3), "LMD016"),
    .setting("llama.embedding_length", .uint32(13), "LMD017"),
    .setting("llama.attention.head_count", .uint32(0), "LMD015"),
    .setting("llama.attention.head_count", .array(.int32([2, 2])), "LMD012"),
    .setting("llama.attention.head_count_kv", .uint32(3), "LMD015"),
    .setting("llama.attention.head_count_kv", .uint32(2), "LMD017"),
    .setting("llama.attention.value_length", .uint32(4), "LMD014"),
    .setting("llama.rope.dimension_count", .uint32(4), "LMD014"),
    .setting("llama.rope.scaling.type", .string("linear"), "LMD014"),
    .setting("llama.rope.scaling.type", .string("yarn"), "LMD014"),
    .setting("llama.rope.scaling.factor", .float32(4), "LMD014"),
    .setting("llama.rope.scale_linear", .float32(4), "LMD014"),
    .setting("llama.rope.freq_base", .float32(.nan), "LMD015"),
    .setting("llama.rope.freq_base", .float32(0), "LMD015"),
    .setting("llama.attention.layer_norm_rms_epsilon", .float32(-.infinity), "LMD015"),
    .setting("llama.attention.sliding_window", .int32(-1), "LMD015"),
    .setting("llama.expert_count", .uint32(8), "LMD014"),
    .setting("llama.attention.causal", .bool(false), "LMD014"),
    .setting("llama.logit_scale", .float32(1), "LMD014"),
    .setting("split.count", .uint16(2), "LMD014"),
    .setting("gpt2.attention.head_count", .uint32(5), "LMD015", .gpt2),
    .setting("gpt2.context_length", .uint32(8), "LMD017", .gpt2),
    .tensor("rope_freqs.weight", [4], "LMD014"),
    .tensor("blk.0.attn_q.weight", nil, "LMD016"),
    .tensor("blk.1.ffn_down.weight", [7, 12], "LMD017"),
    .tensor("output_norm.weight", [12, 1], "LMD017"),
    .tensor("blk.0.attn_q.bias", [16], "LMD018"),
    .tensor("blk.00.attn_q.weight", [16, 12], "LMD018"),
    .tensor("blk.99999999999999999999.attn_q.weight", [16, 12], "LMD018"),
    .tensor("blk.-1.attn_q.weight", [16, 12], "LMD018"),
    .tensor("blk.1", [1], "LMD018"), .tensor("extra\u{1B}[2J", [1], "LMD018"),
  ]

  @Test(arguments: refused) func aModelThatCannotBeRunIsRefused(_ change: ChangedGGUF) throws {
    try TemporaryFolder.with { folder in
      let path = try change.write(in: folder)
      let error = try #require(throws: LanguageModelError.self) { try ModelFile.open(path) }
      #expect(error.code == change.code, "\(error.message)")
      #expect(error.message.contains("changed.gguf") && !error.message.contains("\u{1B}"))
    }
  }

  @Test func aShapeIsRefusedWithBothShapes() throws {
    try TemporaryFolder.with { folder in
      let change = ChangedGGUF.tensor("blk.1.ffn_down.weight", [7, 12], "LMD017")
      let path = try change.write(in: folder)
      let error = try #require(throws: LanguageModelError.self) { try ModelFile.open(path) }
      for part in ["blk.1.ffn_down.weight", "[7, 12]", "[12, 7]"] {
        #expect(error.message.contains(part), "\(error.message)")
      }
    }
  }

  @Test func settingsThatChangeNothingAreRead() throws {
    try TemporaryFolder.with { folder in
      for (key, value) in [
        ("llama.rope.scaling.type", .string("none")), ("llama.rope.scaling.factor", .float32(1)),
        ("llama.expert_count", .uint32(0)), ("split.count", .uint16(1)),
        ("llama.attention.causal", .bool(true)),
      ] as [(String, GGUFValue)] {
        let path = try ChangedGGUF.setting(key, value, "").write(in: folder)
        #expect(try ModelFile.open(path).configuration.slidingWindow == nil)
      }
      let window = ChangedGGUF.setting("llama.attention.sliding_window", .uint32(4), "")
      #expect(try ModelFile.open(window.write(in: folder)).configuration.slidingWindow == 4)
    }
  }
}
