// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import LanguageModels
import TestSupport

/// Small models with known numbers, and what tests do with their files.
enum ModelFixture {
  /// A model of two blocks; all counts that could be mixed up differ.
  static func configuration(
    _ architecture: ModelConfiguration.Architecture = .llama, isTied: Bool = true,
    pairing: ModelConfiguration.RotaryPairing = .halves
  ) -> ModelConfiguration {
    let isGPT2 = architecture == .gpt2
    return ModelConfiguration(
      architecture: architecture, vocabularyCount: 5, width: 12, layerCount: 2,
      headCount: isGPT2 ? 3 : 2, keyValueHeadCount: isGPT2 ? 3 : 1, headWidth: isGPT2 ? 4 : 8,
      feedForwardWidth: 7, contextLength: 9, normEpsilon: 1e-5,
      rotaryBase: isGPT2 ? 10_000 : 50_000, rotaryPairing: pairing, tiesEmbeddings: isTied)
  }

  /// The numbers of a tensor, which F16 and BF16 hold exactly; each role has its own.
  static func values(_ role: TensorRole, _ configuration: ModelConfiguration) -> [Float] {
    let count = configuration.shape(of: role).reduce(1, *)
    var generator = SeededGenerator(seed: Seed(1).derive(role.description))
    return (0..<count).map { _ in Float(Int.random(in: -127...127, using: &generator)) / 64 }
  }

  static func export(_ configuration: ModelConfiguration) -> ModelExport {
    ModelExport(configuration) { values($0, configuration) }
  }

  /// A vocabulary of five tokens, as llama.cpp reads it.
  static let tokenizer = [
    GGUFEntry("tokenizer.ggml.model", .string("llama")),
    GGUFEntry(
      "tokenizer.ggml.tokens", .array(.string(["<unk>", "<s>", "</s>", "\u{2581}a", "é"]))),
    GGUFEntry("tokenizer.ggml.scores", .array(.float32([0, 0, 0, -1, -2.5]))),
    GGUFEntry("tokenizer.ggml.token_type", .array(.int32([2, 3, 3, 1, 1]))),
    GGUFEntry("tokenizer.ggml.bos_token_id", .uint32(1)),
    GGUFEntry("tokenizer.ggml.eos_token_id", .uint32(2)),
    GGUFEntry("tokenizer.ggml.add_bos_token", .bool(true)),
  ]

  /// Writes a model as GGUF and returns the path.
  static func writeGGUF(
    _ configuration: ModelConfiguration, element: TensorElement = .f32, in folder: TemporaryFolder
  ) throws -> String {
    let path = folder.path("model.gguf")
    try export(configuration).writeGGUF(
      to: path, name: "fixture", element: element, tokenizer: tokenizer)
    return path
  }

  /// The bytes of a llama2.c file of a model whose output layer has weights of its own.
  static func llama2c(_ model: ModelConfiguration) -> [UInt8] {
    var bytes = LittleEndian()
    for number in [
      model.width, model.feedForwardWidth, model.layerCount, model.headCount,
      model.keyValueHeadCount,
      model.tiesEmbeddings ? model.vocabularyCount : -model.vocabularyCount,
      model.contextLength,
    ] { bytes.add(Int32(number)) }
    func add(_ role: TensorRole) {
      for value in values(role, model) { bytes.add(value.bitPattern) }
    }
    add(.embedding)
    let parts: [BlockPart] = [
      .attentionNorm, .query, .key, .value, .attentionOutput, .feedForwardNorm, .gate, .down, .up,
    ]
    for part in parts {
      for layer in 0..<model.layerCount { add(.block(layer, part)) }
    }
    add(.outputNorm)
    for _ in 0..<model.contextLength * model.headWidth { bytes.add(Float.nan.bitPattern) }
    if !model.tiesEmbeddings { add(.output) }
    return bytes.bytes
  }

  /// The model of `llama2c(_:)`, whose heads fill the width.
  static func llama2cConfiguration(isTied: Bool) -> ModelConfiguration {
    ModelConfiguration(
      architecture: .llama, vocabularyCount: 5, width: 12, layerCount: 2, headCount: 2,
      keyValueHeadCount: 1, headWidth: 6, feedForwardWidth: 7, contextLength: 9, normEpsilon: 1e-5,
      rotaryBase: 10_000, rotaryPairing: .adjacent, tiesEmbeddings: isTied)
  }

  /// The numbers of a tensor of F32, F16 or BF16, in the order of the file.
  static func numbers(_ tensor: WeightTensor) -> [Float] {
    let bytes = Array(tensor.file.bytes[tensor.range])
    let width = tensor.element.blockBytes
    return (0..<tensor.count).map { index in
      let bits = (0..<width).reduce(UInt32(0)) {
        $0 | UInt32(bytes[index * width + $1]) << (8 * UInt32($1))
      }
      switch tensor.element {
      case .f32: return Float(bitPattern: bits)
      case .f16: return Float(Float16(bitPattern: UInt16(bits)))
      default: return Float(bitPattern: bits << 16)
      }
    }
  }

  /// The numbers of a tensor as `[outputs, inputs]`.
  static func numbers(_ tensor: ModelTensor) -> [Float] {
    let stored = numbers(tensor.weight)
    guard tensor.isTransposed else { return stored }
    let (rows, columns) = (tensor.shape[0], tensor.shape[1])
    return (0..<rows * columns).map { stored[$0 % columns * rows + $0 / columns] }
  }
}

/// Little-endian bytes, written one value after another.
struct LittleEndian {
  var bytes: [UInt8] = []

  mutating func add(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ text: String) {
    add(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }
}

/// Reads a file that may be hostile, and everything that it says lies in it.
///
/// - Returns: The error's code, or nil where the file was read.
func codeOfReading(_ read: () throws(LanguageModelError) -> [WeightTensor]) -> String? {
  do throws(LanguageModelError) {
    for tensor in try read() {
      // A range beyond the file would trap here.
      _ = tensor.file.bytes[tensor.range].reduce(UInt8(0), ^)
    }
    return nil
  } catch {
    return error.code
  }
}
