// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import LanguageModels
import TestSupport
import Testing

/// Random models that attend sharply, written to files and run from there.
enum TransformerFixture {
  static func configuration(
    _ architecture: ModelConfiguration.Architecture = .llama, context: Int = 2_000,
    isTied: Bool = true, window: Int? = nil, vocabulary: Int = 40
  ) -> ModelConfiguration {
    let isGPT2 = architecture == .gpt2
    return ModelConfiguration(
      architecture: architecture, vocabularyCount: vocabulary, width: 32, layerCount: 2,
      headCount: 4, keyValueHeadCount: isGPT2 ? 4 : 2, headWidth: 8, feedForwardWidth: 64,
      contextLength: context, normEpsilon: 1e-5, rotaryBase: 1_000,
      rotaryPairing: architecture == .llama ? .adjacent : .halves, tiesEmbeddings: isTied,
      slidingWindow: window)
  }

  static func export(_ configuration: ModelConfiguration) -> ModelExport {
    ModelExport(configuration) { role in
      let shape = configuration.shape(of: role)
      var generator = SeededGenerator(seed: Seed(3).derive(role.description))
      let isNorm = shape.count == 1 && role.description.lowercased().hasSuffix("norm")
      return (0..<shape.reduce(1, *)).map { _ in
        Float.random(in: -0.6...0.6, using: &generator) + (isNorm ? 1 : 0)
      }
    }
  }

  /// Writes a model as GGUF, gives the closure its path, and removes it.
  static func withFile<Result>(
    _ configuration: ModelConfiguration, tokenizer: [GGUFEntry] = [],
    _ body: (String, TemporaryFolder) async throws -> Result
  ) async throws -> Result {
    try await TemporaryFolder.with { folder in
      let path = folder.path("model.gguf")
      try export(configuration).writeGGUF(to: path, name: "random", tokenizer: tokenizer)
      return try await body(path, folder)
    }
  }

  /// Gives the closure a model that runs with two jobs, unless told otherwise.
  static func withModel<Result>(
    _ configuration: ModelConfiguration, tokenizer: [GGUFEntry] = [], jobs: Int = 2,
    kernels: KernelSet = .best, _ body: (TransformerModel) async throws -> Result
  ) async throws -> Result {
    try await withFile(configuration, tokenizer: tokenizer) { path, _ in
      try await body(TransformerModel(ModelFile.open(path), jobs: jobs, kernels: kernels))
    }
  }

  /// Draws tokens.
  static func tokens(_ count: Int, vocabulary: Int = 40, seed: UInt64 = 5) -> [TokenID] {
    var generator = SeededGenerator(seed: Seed(seed))
    return (0..<count).map { _ in TokenID.random(in: 0..<TokenID(vocabulary), using: &generator) }
  }

  /// Overwrites one number of a tensor in a file of F32 weights.
  static func poison(_ tensor: WeightTensor, with value: Float, in path: String) throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    withUnsafeBytes(of: value.bitPattern.littleEndian) { value in
      let start = tensor.range.lowerBound + tensor.range.count / 8 * 4
      bytes.replaceSubrange(start..<start + 4, with: value)
    }
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  /// Returns a GGUF file of F32 weights with its matrices stored as Q8_0.
  static func rounded(_ path: String) throws -> [UInt8] {
    let file = try GGUFFile(path: path)
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let first = Array(try #require(file.tensors.first).name.utf8)
    let start = try #require(bytes.firstRange(of: first)).lowerBound - 8
    var (infos, data) = (LittleEndian(), LittleEndian())
    for tensor in file.tensors {
      let isMatrix = tensor.shape.count == 2
      infos.add(tensor.name)
      infos.add(UInt32(tensor.shape.count))
      for dimension in tensor.shape.reversed() { infos.add(UInt64(dimension)) }
      infos.add(UInt32(isMatrix ? 8 : 0))
      infos.add(UInt64(data.bytes.count))
      let values = ModelFixture.numbers(tensor)
      if isMatrix {
        for block in stride(from: 0, to: values.count, by: 32) {
          add(values[block..<block + 32], to: &data)
        }
      } else {
        for value in values { data.add(value.bitPattern) }
      }
      while data.bytes.count % 32 > 0 { data.add(UInt8(0)) }
    }
    var result = Array(bytes[..<start]) + infos.bytes
    while result.count % 32 > 0 { result.append(0) }
    return result + data.bytes
  }

  private static func add(_ values: ArraySlice<Float>, to data: inout LittleEndian) {
    let scale = Float16(values.reduce(0) { max($0, abs($1)) } / 127)
    data.add(scale.bitPattern)
    for value in values {
      let number = (value / Float(scale)).rounded()
      data.add(Int8(max(-127, min(127, number))))
    }
  }
}

extension SequenceScores {
  /// The log-probabilities of all tokens but the first.
  var logProbabilities: [Double] { tokens.dropFirst().compactMap(\.logProbability) }
}
