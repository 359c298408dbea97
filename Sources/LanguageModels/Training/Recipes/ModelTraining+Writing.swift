// SPDX-License-Identifier: Apache-2.0

import Evidence

/// What a training writes.
extension ModelTraining {
  /// Writes the model as it is now to a folder that `transformers` loads.
  ///
  /// - Parameters:
  ///   - folder: Gets `config.json`, `model.safetensors`, `tokenizer.json` and
  ///     `tokenizer_config.json`; it is made where it is not there.
  ///   - element: How matrices are stored: F32, F16 or BF16.
  /// - Throws: `LMD022` and `LMD023` where a file cannot be written.
  package func writeHuggingFace(
    to folder: String, element: TensorElement = .f32
  ) throws(LanguageModelError) {
    try trainer.passes.adapters?.write(to: "\(folder)/\(ModelTraining.adapterFolder)")
    switch words {
    case .learnt(let vocabulary): try write(vocabulary, to: folder, element)
    case .kept(let source):
      try export.writeHuggingFace(to: folder, element: element, special: tokenizer.special)
      let count = trainer.passes.parameters.configuration.vocabularyCount
      for file in try VocabularyConversion.huggingFaceFiles(source, modelCount: count) {
        do throws(EvidenceError) {
          try StoredFile.write(file.bytes, to: "\(folder)/\(file.name)")
        } catch {
          throw ModelTraining.unwritten(folder, error)
        }
      }
    }
  }

  private static func unwritten(_ folder: String, _ error: EvidenceError) -> LanguageModelError {
    LanguageModelError(
      "LMD022", .inputOutput, "The tokenizer cannot be written to \(folder).",
      remedy: "Check the path, its permissions and the space left.", cause: error.message)
  }

  private func write(
    _ vocabulary: TrainedVocabulary, to folder: String, _ element: TensorElement
  ) throws(LanguageModelError) {
    try export.writeHuggingFace(
      to: folder, element: element,
      special: SpecialTokens(beginning: vocabulary.special.last, end: vocabulary.special.last))
    do throws(EvidenceError) {
      let end = vocabulary.special.last.map { JSONValue.string(vocabulary.tokens[Int($0)]) }
      let settings: JSONValue = [
        "tokenizer_class": "PreTrainedTokenizerFast", "bos_token": end ?? nil,
        "eos_token": end ?? nil, "add_bos_token": false, "add_eos_token": false,
        "clean_up_tokenization_spaces": false,
        "model_max_length": .int(trainer.passes.parameters.configuration.contextLength),
      ]
      try StoredFile.write(settings.readableBytes(), to: "\(folder)/tokenizer_config.json")
      let bytes: [UInt8]
      do throws(LanguageModelError) {
        bytes = try vocabulary.tokenizerJSON()
      } catch {
        throw EvidenceError(.inputOutput, error.message, remedy: error.remedy)
      }
      try StoredFile.write(bytes, to: "\(folder)/tokenizer.json")
    } catch {
      throw ModelTraining.unwritten(folder, error)
    }
  }

  /// Writes the model as it is now as a GGUF file that llama.cpp loads.
  ///
  /// - Parameters:
  ///   - path: Where to.
  ///   - name: The model's name.
  ///   - element: How matrices are stored, F32 or F16.
  /// - Throws: `LMD022` and `LMD023` where the file cannot be written.
  package func writeGGUF(
    to path: String, name: String, element: TensorElement = .f32
  ) throws(LanguageModelError) {
    let entries =
      switch words {
      case .learnt(let vocabulary): vocabulary.ggufVocabulary(name: name).ggufEntries
      case .kept(let source):
        try VocabularyConversion.ggufEntries(
          source, modelCount: trainer.passes.parameters.configuration.vocabularyCount)
      }
    try export.writeGGUF(to: path, name: name, element: element, tokenizer: entries)
  }
}
