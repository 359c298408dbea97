// SPDX-License-Identifier: Apache-2.0

import Evidence

/// A model file of llama2.c in its first version: seven numbers, then all weights as F32.
///
/// The header holds width, feed-forward width, blocks, heads, heads of keys, vocabulary and context
/// as 32-bit numbers; a negative vocabulary says that the output layer has weights of its own. The
/// tables of rotary frequencies that stand before these are skipped. `legacy_export` in `export.py`
/// of karpathy/llama2.c writes the format.
package struct Llama2CFile: Sendable {
  /// The file's bytes.
  package let file: MappedFile
  /// The shape of the model.
  package let configuration: ModelConfiguration
  /// The tensors by role, in the order of the file.
  package let weights: [(role: TensorRole, tensor: WeightTensor)]

  private static let headerBytes = 28

  /// Maps and reads a file.
  ///
  /// - Throws: `LMD001`, `LMD002`, and what `init(_:)` throws.
  package init(path: String) throws(LanguageModelError) {
    try self.init(MappedFile(path))
  }

  /// Reads a mapped file's header; the file must have exactly the size that follows from it.
  ///
  /// - Throws: `LMD003` for a file that cannot be of the format, `LMD021` for one whose header could
  ///   be but whose size does not fit it.
  package init(_ file: MappedFile) throws(LanguageModelError) {
    self.file = file
    var reader = ByteReader(file)
    guard file.count > Llama2CFile.headerBytes else {
      throw ModelFile.unknownFormat(file.path, "of \(file.count) bytes is no model")
    }
    var header: [Int] = []
    for _ in 0..<7 { header.append(Int(try reader.integer("the header", as: Int32.self))) }
    configuration = try Llama2CFile.configuration(header, file.path)
    var offset = Llama2CFile.headerBytes
    var weights: [(role: TensorRole, tensor: WeightTensor)] = []
    for section in Llama2CFile.sections(configuration) {
      for (name, role, shape) in section.tensors {
        guard let count = elementCount(shape + [4]), count <= file.count - offset else {
          throw Llama2CFile.wrongSize(file, offset, name)
        }
        let tensor = WeightTensor(
          name: name, shape: shape, element: .f32, file: file, range: offset..<offset + count)
        if let role { weights.append((role, tensor)) }
        offset += count
      }
    }
    guard offset == file.count else { throw Llama2CFile.wrongSize(file, offset, "the end") }
    self.weights = weights
  }

  private static func configuration(
    _ header: [Int], _ path: String
  ) throws(LanguageModelError) -> ModelConfiguration {
    guard header.enumerated().allSatisfy({ $0 == 5 ? $1 != 0 : $1 > 0 }),
      header[0].isMultiple(of: header[3])
    else { throw ModelFile.unknownFormat(path, "is of no format that is read") }
    let configuration = ModelConfiguration(
      architecture: .llama, vocabularyCount: abs(header[5]), width: header[0],
      layerCount: header[2], headCount: header[3], keyValueHeadCount: header[4],
      headWidth: header[0] / header[3], feedForwardWidth: header[1], contextLength: header[6],
      normEpsilon: 1e-5, rotaryBase: 10_000, rotaryPairing: .adjacent,
      tiesEmbeddings: header[5] > 0)
    do {
      try configuration.check(source: path)
    } catch {
      throw LanguageModelError(
        "LMD003", .badData, "\(path) is of no format that is read.", remedy: error.remedy,
        cause: error.message)
    }
    return configuration
  }

  private static func wrongSize(
    _ file: MappedFile, _ offset: Int, _ name: String
  ) -> LanguageModelError {
    .malformed(
      "LMD021", file.path, at: min(offset, file.count),
      "a llama2.c model with this header does not end after \(file.count) bytes (\(name))",
      remedy: "Download or copy the file again, or name a file of a format that is read.")
  }
}

extension Llama2CFile {
  /// Tensors of one kind, which lie one after another for all blocks.
  private struct Section {
    var tensors: [(name: String, role: TensorRole?, shape: [Int])]

    init(_ name: String, _ role: TensorRole?, _ shape: [Int]) {
      tensors = [(name, role, shape)]
    }

    init(_ name: String, _ part: BlockPart, _ configuration: ModelConfiguration) {
      tensors = (0..<configuration.layerCount).map { layer in
        let role = TensorRole.block(layer, part)
        return ("\(name)[\(layer)]", role, configuration.shape(of: role))
      }
    }
  }

  /// All that follows the header, in order.
  private static func sections(_ model: ModelConfiguration) -> [Section] {
    let tables = [model.contextLength, model.headWidth / 2]
    return [
      Section("token_embedding_table", .embedding, model.shape(of: .embedding)),
      Section("rms_att_weight", .attentionNorm, model),
      Section("wq", .query, model), Section("wk", .key, model), Section("wv", .value, model),
      Section("wo", .attentionOutput, model),
      Section("rms_ffn_weight", .feedForwardNorm, model),
      Section("w1", .gate, model), Section("w2", .down, model), Section("w3", .up, model),
      Section("rms_final_weight", .outputNorm, model.shape(of: .outputNorm)),
      Section("freq_cis_real", nil, tables), Section("freq_cis_imag", nil, tables),
    ] + (model.tiesEmbeddings ? [] : [Section("wcls", .output, model.shape(of: .output))])
  }
}

extension ModelFile {
  /// Gives a llama2.c file the form that all formats share.
  package init(llama2c file: Llama2CFile, path: String) throws(LanguageModelError) {
    self.path = path
    format = .llama2c
    configuration = file.configuration
    tensors = Dictionary(
      uniqueKeysWithValues: file.weights.map { ($0.role, ModelTensor(weight: $0.tensor)) })
    ignoredTensors = ["freq_cis_real", "freq_cis_imag"]
    tokenizer = ModelFile.llama2cTokenizer(beside: path, count: configuration.vocabularyCount)
    files = [file.file]
    facts = [
      ("dim", configuration.width), ("hidden_dim", configuration.feedForwardWidth),
      ("n_layers", configuration.layerCount), ("n_heads", configuration.headCount),
      ("n_kv_heads", configuration.keyValueHeadCount),
      ("vocab_size", configuration.vocabularyCount), ("seq_len", configuration.contextLength),
    ].map { ModelFact($0, String($1)) }
  }

  private static func llama2cTokenizer(beside path: String, count: Int) -> TokenizerSource {
    let folder = StoredFile.folder(of: path)
    for name in ["tok\(count).bin", "tokenizer.bin"] where StoredFile.exists("\(folder)/\(name)") {
      return .llama2c(path: "\(folder)/\(name)")
    }
    return .missing("There is neither tok\(count).bin nor tokenizer.bin beside \(path).")
  }
}
