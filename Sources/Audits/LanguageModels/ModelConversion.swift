// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
package import LanguageModels

/// Writes a model in another format: `model convert`.
package struct ModelConversion: Sendable {
  /// The formats that are written.
  package enum Form: String, CaseIterable, Sendable {
    /// One file that llama.cpp loads.
    case gguf
    /// A folder that `transformers` loads.
    case huggingface
  }

  private let path: String
  private let form: Form
  private let element: TensorElement
  private let out: String
  private let isReplacing: Bool
  private let tokenizer: String?

  /// Describes a conversion.
  ///
  /// - Parameters:
  ///   - path: The model's file or folder.
  ///   - form: The format to write.
  ///   - element: How matrices are stored: F32 or F16.
  ///   - out: Where to.
  ///   - isReplacing: Whether a model that stands there may be replaced.
  ///   - tokenizer: A tokenizer instead of the model's own.
  package init(
    _ path: String, as form: Form, element: TensorElement, to out: String, isReplacing: Bool,
    tokenizer: String? = nil
  ) {
    self.path = path
    self.form = form
    self.element = element
    self.out = out
    self.isReplacing = isReplacing
    self.tokenizer = tokenizer
  }

  /// Reads, unpacks and writes; nothing is changed where any of it fails.
  ///
  /// - Returns: What was written, and how.
  /// - Throws: `LMD064` for a vocabulary that the format cannot hold, `LMD023` for weights that F16
  ///   cannot hold, and what reading and writing throw.
  package func run() throws(AuditError) -> CommandResult {
    let file: ModelFile
    let export: ModelExport
    let words: TokenizerSource
    let source: Digest
    do throws(LanguageModelError) {
      guard !NGramFolder.isModel(path) else {
        throw LanguageModelError(
          "LMD097", .usage, "\(path) is an n-gram model, which has no other format.",
          remedy: "Convert a transformer.")
      }
      file = try ModelFile.open(path)
      words = try file.tokenizer(named: tokenizer)
      source = try ModelConversion.digest(of: file)
      export = try TransformerParameters(file).export
    } catch {
      throw AuditError(error)
    }
    let outputs =
      switch form {
      case .gguf: try writeGGUF(words, export, source)
      case .huggingface: try writeHuggingFace(words, export, source)
      }
    return CommandResult(
      command: "model convert",
      facts: [
        "source-format": file.format.rawValue, "source-digest": "sha256:\(source.hex)",
        "format": form.rawValue, "element": element.rawValue,
        "tokenizer": hasTokenizer(words) ? "written" : "none",
      ], outputs: outputs)
  }

  private func hasTokenizer(_ words: TokenizerSource) -> Bool {
    if case .missing = words { return false }
    return true
  }

  private func writeGGUF(
    _ words: TokenizerSource, _ export: ModelExport, _ source: Digest
  ) throws(AuditError) -> [CommandResult.Output] {
    try ModelOutput(path: out, isReplacing: isReplacing).check(against: [path])
    guard !StoredFile.exists(out) || ModelConversion.isGGUF(out) else {
      throw AuditError(
        "AUD043", .inputOutput,
        "\(out) is no GGUF file, and only such a file is replaced by one.",
        remedy: "Choose another path with --out.")
    }
    do {
      try export.writeGGUF(
        to: out, name: StoredFile.name(of: path), element: element,
        tokenizer: VocabularyConversion.ggufEntries(
          words, modelCount: export.configuration.vocabularyCount))
      let digest = try Digest.sha256(contentsOf: out)
      try record(digest, source).write(beside: out)
      return [CommandResult.Output(path: out, digest: digest)]
    } catch {
      throw AuditError(any: error)
    }
  }

  private func writeHuggingFace(
    _ words: TokenizerSource, _ export: ModelExport, _ source: Digest
  ) throws(AuditError) -> [CommandResult.Output] {
    let folder = ModelFolder(out, isReplacing: isReplacing)
    try folder.check(against: [path])
    try folder.begin()
    do {
      let count = export.configuration.vocabularyCount
      let special =
        hasTokenizer(words) ? try words.tokenizer(modelCount: count).special : SpecialTokens()
      try export.writeHuggingFace(to: folder.partial, element: element, special: special)
      let files = try VocabularyConversion.huggingFaceFiles(
        words, modelCount: count)
      for file in files { try ModelFolder.write(file.bytes, to: "\(folder.partial)/\(file.name)") }
      let outputs = try (["config.json", "model.safetensors"] + files.map(\.name)).map { name in
        CommandResult.Output(
          path: "\(folder.path)/\(name)",
          digest: try Digest.sha256(contentsOf: "\(folder.partial)/\(name)"))
      }
      let digest = try ModelConversion.digest(of: ModelFile.open(folder.partial))
      try folder.publish(
        digest: digest, inputs: [.init(role: "model", digest: source)],
        command: "palimpsest model convert")
      return outputs
    } catch {
      folder.discard()
      throw AuditError(any: error)
    }
  }

  private func record(_ digest: Digest, _ source: Digest) -> LineageRecord {
    LineageRecord(
      digest: digest, kind: ModelFolder.kind, inputs: [.init(role: "model", digest: source)],
      command: "palimpsest model convert", version: Tool.name)
  }

  /// Whether a path is a file, and no link to one, that begins as GGUF files do.
  private static func isGGUF(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard attributes?[.type] as? FileAttributeType == .typeRegular,
      let file = FileHandle(forReadingAtPath: path)
    else { return false }
    defer { try? file.close() }
    return (try? file.read(upToCount: GGUFFile.magic.count)).map { Array($0) } == GGUFFile.magic
  }

  static func digest(of file: ModelFile) throws(LanguageModelError) -> Digest {
    let hex = String(try file.digest().dropFirst("sha256:".count))
    guard let digest = Digest(hex: hex) else { preconditionFailure("a digest in hexadecimals") }
    return digest
  }
}
