// SPDX-License-Identifier: Apache-2.0

package import Evidence
import Foundation
import LanguageModels

/// The folder that a language model goes to, with its lineage record beside it.
///
/// Files are written to `FOLDER.partial` first, which takes the folder's place when all are there. What
/// a run that was stopped left there is what `--resume` goes on from.
package struct ModelFolder: Sendable {
  /// What lineage records call what is in it.
  package static let kind = "language-model"
  /// Marks a folder as one that this program may empty.
  private static let marker = ".palimpsest-model"

  /// The folder, without slashes at its end.
  package let path: String
  /// Whether a model that stands there may be replaced.
  package let isReplacing: Bool

  /// The folder that is written to until everything is there.
  package var partial: String { path + ".partial" }

  /// What an unfinished training is gone on from.
  package var checkpoint: String { "\(partial)/checkpoint.safetensors" }

  /// Names a place.
  package init(_ path: String, isReplacing: Bool) {
    var trimmed = Substring(path)
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    self.path = String(trimmed)
    self.isReplacing = isReplacing
  }

  /// Refuses, before any work is done, a place that cannot be written to.
  ///
  /// - Parameter inputs: The files and folders that are read, which are never replaced.
  /// - Throws: `AUD007` for what exists, `AUD043` for a folder that holds no model or something besides
  ///   it, `AUD044` for no name, and `EVD020` for one of the inputs.
  package func check(against inputs: [String]) throws(AuditError) {
    guard !path.isEmpty else {
      throw AuditError(
        "AUD044", .inputOutput, "A model needs a folder to go to; its name is empty.",
        remedy: "Name a folder with --out.")
    }
    let record = LineageRecord.path(beside: path)
    do throws(EvidenceError) {
      for place in [path, partial, record] {
        try StoredFile.requireApart(place, from: inputs)
        try StoredFile.requireNone(of: inputs, in: place)
      }
    } catch {
      throw AuditError(error)
    }
    guard StoredFile.exists(path) || StoredFile.exists(record) else { return }
    guard isReplacing else {
      throw AuditError(
        "AUD007", .inputOutput, "\(StoredFile.exists(path) ? path : record) exists already.",
        remedy: "Pass --force to replace it, or choose another folder with --out.")
    }
    guard !StoredFile.exists(path) || isOwn else {
      throw AuditError(
        "AUD043", .inputOutput,
        "\(path) holds no model that was made here, and only such a model is replaced by one.",
        remedy: "Choose another folder with --out.")
    }
    guard let other = otherEntry else { return }
    throw AuditError(
      "AUD043", .inputOutput, "\(other) is not the model's, and would be lost with it.",
      remedy: "Move it away, or choose another folder with --out.")
  }

  /// What a folder with a model holds; anything else in it is somebody else's.
  private static let names: Set<String> = [
    "config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "model.gguf",
    "training.jsonl", "ngram.bin", ModelTraining.adapterFolder,
  ]

  /// The first thing in the folder, or in the way of replacing it, that no model is made of.
  private var otherEntry: String? {
    if StoredFile.exists(old) { return old }
    let found = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return found.sorted().first { !ModelFolder.names.contains($0) }.map { "\(path)/\($0)" }
  }

  /// Where a model that is replaced stands until the new one is there.
  private var old: String { path + ".old" }

  /// Whether what stands in the place is a model that this program made.
  private var isOwn: Bool {
    StoredFile.isFolder(path)
      && (try? LineageRecord.read(beside: path))?.kind == ModelFolder.kind
  }

  /// Makes the folder that is written to, empty unless it is gone on with.
  ///
  /// - Parameter isResuming: Whether what an earlier run left there is kept.
  /// - Throws: `AUD043` where somebody else's folder is in the way, `AUD007` where an unfinished
  ///   training is that may be neither gone on with nor thrown away, and what the disk refuses.
  package func begin(isResuming: Bool = false) throws(AuditError) {
    let isThere = StoredFile.exists(partial)
    let isMarked = StoredFile.exists("\(partial)/\(ModelFolder.marker)")
    guard !isThere || isMarked else {
      throw AuditError(
        "AUD043", .inputOutput, "\(partial) is in the way.",
        remedy: "Move it away, or choose another folder with --out.")
    }
    guard isResuming || isReplacing || !StoredFile.exists(checkpoint) else {
      throw AuditError(
        "AUD007", .inputOutput, "\(partial) holds an unfinished training.",
        remedy: "Pass --resume to go on with it, or --force to throw it away.")
    }
    do {
      if isThere && !isResuming { try FileManager.default.removeItem(atPath: partial) }
      try StoredFile.makeFolder(partial)
      try StoredFile.write([], to: "\(partial)/\(ModelFolder.marker)")
    } catch {
      throw ModelFolder.refused(partial, error)
    }
  }

  /// Puts the folder in its place and writes its lineage.
  ///
  /// - Parameters:
  ///   - digest: The digest of the model.
  ///   - inputs: What it was made from.
  ///   - command: The command that made it, without any personal value.
  /// - Throws: What the disk refuses.
  package func publish(
    digest: Digest, inputs: [LineageRecord.Input], command: String
  ) throws(AuditError) {
    let files = FileManager.default
    do {
      try StoredFile.remove("\(partial)/\(ModelFolder.marker)")
      if StoredFile.exists(path) {
        try files.moveItem(atPath: path, toPath: old)
      }
      try files.moveItem(atPath: partial, toPath: path)
      try LineageRecord(
        digest: digest, kind: ModelFolder.kind, inputs: inputs, command: command,
        version: Tool.name
      ).write(beside: path)
      if StoredFile.exists(old) { try files.removeItem(atPath: old) }
    } catch {
      throw ModelFolder.refused(path, error)
    }
  }

  /// Throws away what was written.
  package func discard() {
    guard StoredFile.exists("\(partial)/\(ModelFolder.marker)") else { return }
    try? FileManager.default.removeItem(atPath: partial)
  }

  /// Writes one file, all or nothing.
  static func write(_ bytes: [UInt8], to path: String) throws(LanguageModelError) {
    do throws(EvidenceError) {
      try StoredFile.write(bytes, to: path)
    } catch {
      throw LanguageModelError(
        "LMD022", .inputOutput, "\(path) cannot be written.",
        remedy: "Check the path, its permissions and the space left.", cause: error.message)
    }
  }

  private static func refused(_ path: String, _ error: any Error) -> AuditError {
    if let error = error as? EvidenceError { return AuditError(error) }
    return AuditError(
      "AUD044", .inputOutput, "\(path) cannot be written.",
      remedy: "Check the path, its permissions and the space left.",
      cause: error.localizedDescription)
  }
}
