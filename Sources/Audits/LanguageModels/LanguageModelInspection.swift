// SPDX-License-Identifier: Apache-2.0

package import Evidence
import LanguageModels

/// What can be said of a model's files without running it: `model inspect`.
package struct LanguageModelInspection: Sendable {
  /// Architecture, sizes, tokenizer and digest, by stable name.
  package let facts: [String: String]
  /// The settings as the files state them, by `file.` and their own names.
  package let settings: [String: String]
  /// Parameters and bytes, by how they are stored.
  package let measures: [Evidence.Measurement]

  /// Looks at a model.
  ///
  /// - Parameters:
  ///   - path: The file or folder.
  ///   - tokenizer: A tokenizer instead of the model's own.
  /// - Throws: What reading the files throws; a tokenizer that cannot be used is told as a fact.
  package init(_ path: String, tokenizer: String? = nil) throws(AuditError) {
    do throws(LanguageModelError) {
      if NGramFolder.isModel(path) {
        self = LanguageModelInspection(try NGramFolder.read(path))
      } else {
        try self.init(ModelFile.open(path), tokenizer: tokenizer)
      }
    } catch {
      throw AuditError(error)
    }
  }

  private init(_ model: NGramModel) {
    let counts = model.probabilities
    var facts = [
      "name": model.identity.name, "architecture": "ngram", "format": "ngram",
      "digest": model.identity.digest ?? "", "order": String(counts.order),
      "vocabulary": String(counts.vocabularyCount),
    ]
    facts.merge(LanguageModelInspection.facts(of: model.tokenizer)) { $1 }
    self.facts = facts
    settings = [:]
    measures = [
      Measurement("n-grams", Double(counts.nodeCount), n: counts.nodeCount, group: [:])
    ]
  }

  private init(_ file: ModelFile, tokenizer: String?) throws(LanguageModelError) {
    let shape = file.configuration
    let identity = try file.identity()
    var facts = [
      "name": identity.name, "architecture": shape.architecture.rawValue,
      "format": file.format.rawValue, "digest": identity.digest ?? "",
      "parameters": String(file.parameterCount), "vocabulary": String(shape.vocabularyCount),
      "width": String(shape.width), "layers": String(shape.layerCount),
      "heads": String(shape.headCount), "key-value-heads": String(shape.keyValueHeadCount),
      "head-width": String(shape.headWidth), "feed-forward": String(shape.feedForwardWidth),
      "context-length": String(shape.contextLength),
      "ties-embeddings": shape.tiesEmbeddings ? "yes" : "no",
      "norm-epsilon": "\(shape.normEpsilon)", "files": String(file.files.count),
    ]
    facts["sliding-window"] = shape.slidingWindow.map { "\($0)" }
    if shape.architecture != .gpt2 { facts["rotary-base"] = "\(shape.rotaryBase)" }
    if !file.ignoredTensors.isEmpty { facts["ignored-tensors"] = String(file.ignoredTensors.count) }
    let source = try tokenizer.map { path throws(LanguageModelError) in
      try TokenizerSource.at(path)
    }
    do throws(LanguageModelError) {
      let words = try (source ?? file.tokenizer).tokenizer(modelCount: shape.vocabularyCount)
      facts.merge(LanguageModelInspection.facts(of: words)) { $1 }
    } catch {
      facts["tokenizer"] = "none: \(error.message)"
    }
    self.facts = facts
    settings = Dictionary(file.facts.map { ("file.\($0.name)", $0.value) }) { $1 }
    measures = LanguageModelInspection.measures(of: file)
  }

  private static func facts(of tokenizer: any Tokenizer) -> [String: String] {
    let special = tokenizer.special
    var facts = [
      "tokenizer": tokenizer is ByteLevelBPE ? "byte-level-bpe" : "sentencepiece-bpe",
      "tokenizer-tokens": String(tokenizer.vocabularyCount),
      "adds-beginning": special.addsBeginning ? "yes" : "no",
      "adds-end": special.addsEnd ? "yes" : "no",
    ]
    facts["beginning-token"] = special.beginning.map { "\($0)" }
    facts["end-token"] = special.end.map { "\($0)" }
    return facts
  }

  /// Tensors, parameters and bytes of each way to store numbers.
  private static func measures(of file: ModelFile) -> [Evidence.Measurement] {
    file.elementCounts.flatMap { element, count in
      let weights = file.tensors.values.map(\.weight).filter { $0.element == element }
      let group = ["element": element.rawValue]
      let parameters = weights.reduce(0) { $0 + $1.count }
      let bytes = weights.reduce(0) { $0 + $1.range.count }
      return [
        Measurement("tensors", Double(count), n: count, group: group),
        Measurement("parameters", Double(parameters), n: count, group: group),
        Measurement("bytes", Double(bytes), n: count, group: group),
      ]
    }
  }
}
