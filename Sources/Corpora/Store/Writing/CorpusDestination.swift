// SPDX-License-Identifier: Apache-2.0

internal import Evidence
import Glibc

/// The folder that a corpus goes to, the unfinished one beside it, and its lineage record.
struct CorpusDestination: Sendable {
  /// The folder, without slashes at its end.
  let path: String
  /// Whether what stands there may be replaced.
  let isReplacing: Bool

  /// The folder that is written to until everything is there.
  var partial: String { path + ".partial" }

  init(_ path: String, isReplacing: Bool) {
    var trimmed = Substring(path)
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    self.path = String(trimmed)
    self.isReplacing = isReplacing
  }

  /// Refuses, before any work is done, a place that cannot be written to.
  func check() throws(CorpusError) {
    guard !path.isEmpty else {
      throw CorpusError(
        .refusedByDisk, "The output has no name.", remedy: "Name a folder with --out.")
    }
    try CorpusFolder.requireNoCorpus(around: path)
    let record = LineageRecord.path(beside: path)
    let isFree = try isFree(path)
    if isFree && !StoredFile.exists(record) { return }
    guard isReplacing else {
      throw CorpusError(
        .outputExists, "'\(isFree ? record : path)' exists already.",
        remedy: "Pass --force to replace it, or choose another folder with --out.")
    }
    try onDisk { () throws(EvidenceError) in try StoredFile.requireReplaceable(record) }
    if !isFree { try CorpusDestination.requireCorpus(path) }
  }

  /// Whether nothing, or an empty folder, stands at a path.
  private func isFree(_ path: String) throws(CorpusError) -> Bool {
    guard StoredFile.exists(path) else { return true }
    guard StoredFile.isFolder(path) else { return false }
    return try onDisk { () throws(EvidenceError) in try StoredFile.names(in: path).isEmpty }
  }

  /// Refuses to replace what is no folder made by this program.
  private static func requireCorpus(_ path: String) throws(CorpusError) {
    guard isOwn(path) else {
      throw CorpusError(
        .foreignFolder, "'\(path)' holds no corpus, and only a corpus is replaced by one.",
        remedy: "Choose another folder with --out.")
    }
    for name in try names(path) where StoredFile.isFolder("\(path)/\(name)") {
      throw CorpusError(
        .foreignFolder, "'\(path)' holds the folder '\(name)', which is not part of a corpus.",
        remedy: "Move it away, or choose another folder with --out.")
    }
  }

  /// Whether a folder holds a corpus, or what was made from one.
  private static func isOwn(_ path: String) -> Bool {
    StoredFile.isFolder(path)
      && (manifest(in: path) != nil
        || (try? LineageRecord.read(beside: path))?.kind.hasPrefix("corpus") == true)
  }

  /// The manifest in a folder; nil where there is none that can be read.
  static func manifest(in folder: String) -> CorpusManifest? {
    let path = "\(folder)/\(CorpusFile.manifest)"
    guard (try? StoredFile.requireRegular(path)) != nil else { return nil }
    return (try? StoredFile.readJSON(path)).flatMap { try? CorpusManifest(json: $0, path: path) }
  }

  private static func names(_ folder: String) throws(CorpusError) -> [String] {
    try onDisk { () throws(EvidenceError) in try StoredFile.names(in: folder) }
  }

  /// Stands in an unfinished folder of files made from a corpus, and says whose it is.
  static let marker = ".unfinished"

  /// Makes the unfinished folder, or opens the one that is there, and locks it.
  func openPartial() throws(CorpusError) -> OwnedFile {
    let folder = try onDisk { () throws(EvidenceError) in
      try StoredFile.makeFolder(partial)
      return try OwnedFile(folder: partial)
    }
    guard flock(folder.descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw CorpusError(
        .corpusBusy, "Another process writes '\(path)'.",
        remedy: "Wait for it to end, or choose another folder with --out.")
    }
    return folder
  }

  /// Removes the unfinished folder's files, and the folder where nothing else is in it.
  func removePartial() {
    CorpusDestination.empty(partial)
    rmdir(partial)
  }

  /// Removes the files of a folder that this program made.
  static func empty(_ folder: String) {
    for name in (try? StoredFile.names(in: folder)) ?? [] { unlink("\(folder)/\(name)") }
  }

  /// Puts the finished folder in its place, with its lineage record beside it.
  func publish(_ record: LineageRecord) throws(CorpusError) {
    try onDisk { () throws(EvidenceError) in
      try StoredFile.remove("\(partial)/\(CorpusCheckpoint.name)")
      try StoredFile.remove("\(partial)/\(CorpusDestination.marker)")
      try OwnedFile(folder: partial).synchronize()
    }
    let old = path + ".replaced"
    if try !isFree(path) {
      // What a process left there that was killed in this place.
      if CorpusDestination.isOwn(old) { CorpusDestination.empty(old) }
      guard rename(path, old) == 0 else { throw refusal("replace", path) }
    }
    do {
      try record.write(beside: path)
      guard rename(partial, path) == 0 else { throw refusal("make", path) }
    } catch {
      unlink(LineageRecord.path(beside: path))
      rename(old, path)
      throw (error as? CorpusError) ?? CorpusError(.refusedByDisk, "\(error)", remedy: "")
    }
    CorpusDestination.empty(old)
    rmdir(old)
    try? OwnedFile(folder: StoredFile.folder(of: path)).synchronize()
  }

  private func refusal(_ action: String, _ path: String) -> CorpusError {
    CorpusError(OwnedFile.refusal(action, path, errno))
  }
}
