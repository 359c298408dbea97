// SPDX-License-Identifier: Apache-2.0

import Evidence

/// A model in the folder layout of Hugging Face: `config.json`, safetensors, tokenizer files.
package struct HuggingFaceFolder: Sendable {
  /// The folder.
  package let path: String
  /// `config.json`.
  package let settings: MappedFile
  /// The shape of the model.
  package let configuration: ModelConfiguration
  /// The tensors.
  package let shards: SafetensorsShards
  /// The tokenizer's files, where there is a `tokenizer.json`.
  package let tokenizer: HuggingFaceTokenizerFiles?
  /// The settings for people to look at, by name.
  package let facts: [ModelFact]

  /// Reads a folder.
  ///
  /// - Throws: `LMD001` for a missing file, `LMD012` for a missing setting, `LMD013` for another
  ///   architecture, `LMD014` for a feature that is not run here, `LMD015` for numbers that
  ///   contradict each other, `LMD019` for JSON that cannot be read, and what reading the
  ///   safetensors files throws.
  package init(_ path: String) throws(LanguageModelError) {
    self.path = path
    settings = try MappedFile("\(path)/config.json")
    let document = try JSONValue(modelFile: settings)
    configuration = try HuggingFaceSettings(document, source: settings.path).configuration()
    facts = HuggingFaceFolder.facts(document)
    shards = try SafetensorsShards(folder: path)
    tokenizer = try HuggingFaceFolder.tokenizer(path)
  }

  private static func tokenizer(
    _ path: String
  ) throws(LanguageModelError) -> HuggingFaceTokenizerFiles? {
    guard StoredFile.exists("\(path)/tokenizer.json") else { return nil }
    let settings = "\(path)/tokenizer_config.json"
    return HuggingFaceTokenizerFiles(
      tokenizer: try MappedFile("\(path)/tokenizer.json"),
      configuration: StoredFile.exists(settings) ? try MappedFile(settings) : nil)
  }

  private static func facts(_ document: JSONValue) -> [ModelFact] {
    let members = document.members ?? [:]
    return members.keys.sorted().compactMap { key in
      let value: String? =
        switch members[key] {
        case .string(let text): text
        case .bool(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number): number.description
        default: nil
        }
      return value.map { ModelFact(key, $0) }
    }
  }
}

extension ModelFile {
  /// Gives a Hugging Face folder the form that all formats share.
  ///
  /// - Throws: What giving tensors their roles throws.
  package init(huggingFace folder: HuggingFaceFolder) throws(LanguageModelError) {
    path = folder.path
    format = .huggingFace
    configuration = folder.configuration
    let naming: TensorNaming =
      configuration.architecture == .gpt2 ? .huggingFaceGPT2 : .huggingFaceLlama
    var weights: [WeightTensor] = []
    var ignored: [String] = []
    for file in folder.shards.files {
      for entry in file.entries {
        if naming.meaning(of: entry.name) == .ignored {
          ignored.append(entry.name)
        } else {
          weights.append(try file.tensor(entry))
        }
      }
    }
    let assigned = try ModelFile.assign(
      weights, naming: naming, configuration: configuration, path: path)
    tensors = assigned.tensors
    ignoredTensors = ignored + assigned.ignored
    tokenizer =
      folder.tokenizer.map(TokenizerSource.huggingFace)
      ?? .missing("\(path) holds no tokenizer.json.")
    let index = folder.shards.index.map { [$0] } ?? []
    let words = folder.tokenizer.map { [$0.tokenizer] + ($0.configuration.map { [$0] } ?? []) }
    files = [folder.settings] + index + folder.shards.files.map(\.file) + (words ?? [])
    facts = folder.facts
  }
}
