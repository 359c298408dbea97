// SPDX-License-Identifier: Apache-2.0

import Evidence

/// A model to be written in a format that other tools read.
package struct ModelExport: Sendable {
  /// The shape of the model.
  package let configuration: ModelConfiguration
  /// Returns a tensor of `configuration.roles`, as `[outputs, inputs]` in rows.
  ///
  /// Queries and keys are ordered as `configuration.rotaryPairing` says.
  package let values: @Sendable (TensorRole) throws(LanguageModelError) -> [Float]

  /// Creates an export.
  package init(
    _ configuration: ModelConfiguration,
    values: @escaping @Sendable (TensorRole) throws(LanguageModelError) -> [Float]
  ) {
    self.configuration = configuration
    self.values = values
  }

  /// Writes a GGUF file that llama.cpp loads.
  ///
  /// Norms, biases and positions stay F32, as llama.cpp demands. A sliding window is stated, which
  /// llama.cpp passes over for `llama`.
  ///
  /// - Parameters:
  ///   - path: Where to.
  ///   - name: The model's name.
  ///   - element: How matrices are stored, F32 or F16.
  ///   - tokenizer: The keys `tokenizer.ggml.*`; without them llama.cpp does not load the file.
  /// - Throws: `LMD015` for a configuration that cannot be, `LMD022` where the file cannot be
  ///   written, `LMD023` for numbers that the format cannot hold, and what `values` throws.
  package func writeGGUF(
    to path: String, name: String, element: TensorElement = .f32, tokenizer: [GGUFEntry]
  ) throws(LanguageModelError) {
    try configuration.check(source: path)
    let pairing: ModelConfiguration.RotaryPairing =
      configuration.architecture == .llama ? .adjacent : .halves
    let tensors = contents(.gguf, element: element, pairing: pairing)
    let metadata = GGUFMetadata(
      configuration.ggufEntries(name: name, element: element) + tokenizer, source: path)
    try GGUFWriter(metadata: metadata, tensors: tensors).write(to: path)
  }

  /// Writes `config.json` and `model.safetensors` to a folder, as Hugging Face's tools read them.
  ///
  /// - Parameters:
  ///   - folder: Where to; made where it is not there.
  ///   - element: How matrices are stored: F32, F16 or BF16; all else is F32.
  ///   - special: The tokens that begin and end texts.
  /// - Throws: `LMD015` for a configuration that cannot be, `LMD022` where a file cannot be written,
  ///   `LMD023` for numbers that the format cannot hold, and what `values` throws.
  package func writeHuggingFace(
    to folder: String, element: TensorElement = .f32, special: SpecialTokens = SpecialTokens()
  ) throws(LanguageModelError) {
    try configuration.check(source: folder)
    let naming: TensorNaming =
      configuration.architecture == .gpt2 ? .huggingFaceGPT2 : .huggingFaceLlama
    let tensors = contents(naming, element: element, pairing: .halves)
    do throws(EvidenceError) {
      try StoredFile.makeFolder(folder)
      try StoredFile.write(
        configuration.huggingFaceSettings(element: element, special: special)
          .readableBytes(),
        to: "\(folder)/config.json")
    } catch {
      throw LanguageModelError(
        "LMD022", .inputOutput, "\(folder)/config.json cannot be written.",
        remedy: "Check the path, its permissions and the space left.", cause: error.message)
    }
    try SafetensorsWriter(tensors: tensors, metadata: ["format": "pt"])
      .write(to: "\(folder)/model.safetensors")
  }

  private func contents(
    _ naming: TensorNaming, element: TensorElement, pairing: ModelConfiguration.RotaryPairing
  ) -> [TensorContent] {
    configuration.roles.compactMap { role in
      guard let name = naming.name(of: role) else { return nil }
      let isTransposed = naming.isTransposed(role)
      let shape = configuration.shape(of: role)
      let isMatrix = shape.count == 2 && role != .positionEmbedding
      return TensorContent(
        name, shape: isTransposed ? shape.reversed() : shape, element: isMatrix ? element : .f32
      ) { () throws(LanguageModelError) -> [Float] in
        let values = try reordered(values(role), role, pairing)
        return isTransposed ? ModelExport.transposed(values, columns: shape[1]) : values
      }
    }
  }

  private func reordered(
    _ values: [Float], _ role: TensorRole, _ pairing: ModelConfiguration.RotaryPairing
  ) throws(LanguageModelError) -> [Float] {
    let shape = configuration.shape(of: role)
    guard case .block(_, let part) = role, [.query, .queryBias, .key, .keyBias].contains(part),
      values.count == shape.reduce(1, *)
    else { return values }
    return RotaryRows.reordered(
      values, headWidth: configuration.headWidth, columns: shape.count == 2 ? shape[1] : 1,
      from: configuration.rotaryPairing, to: pairing)
  }

  /// Returns `[columns, rows]` of `[rows, columns]`.
  private static func transposed(_ values: [Float], columns: Int) -> [Float] {
    let rows = values.count / columns
    guard values.count == rows * columns else { return values }
    var result = [Float](repeating: 0, count: values.count)
    for row in 0..<rows {
      for column in 0..<columns { result[column * rows + row] = values[row * columns + column] }
    }
    return result
  }
}
