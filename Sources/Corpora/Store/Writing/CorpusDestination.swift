// SPDX-License-Identifier: Apache-2.0

internal import Evidence
import Glibc

/// The folder that a corpus goes to, the unfinished one beside it, and its lineage record.
struct CorpusDestination: Sendable {
  /// The folder, without slashes at its end.
  let path: String
  /// Whether what an earlier run made there may be replaced.
  let isReplacing: Bool
  /// What is made, and with it what may be replaced.
  let product: CorpusProduct

  /// The folder that is written to until everything is there.
  var partial: String { path + ".partial" }
  /// Where what is replaced stands for the moment between two renames.
  private var replaced: String { path + ".replaced" }

  init(_ path: String, isReplacing: Bool, product: CorpusProduct = .corpus) {
    var trimmed = Substring(path)
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    self.path = String(trimmed)
    self.isReplacing = isReplacing
    self.product = product
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
    try requireOwnRecord(record)
    if isFree { return }
    try requireNoLink()
    try product.requireReplaceable(path)
    guard try self.isFree(replaced) else {
      throw CorpusError(
        .foreignFolder, "'\(replaced)' is in the way of replacing '\(path)'.",
        remedy: "A killed run may have left it: look at it, and move it away or remove it.")
    }
  }

  /// Refuses to replace a record that is none: somebody's own file of that name.
  private func requireOwnRecord(_ record: String) throws(CorpusError) {
    try onDisk { () throws(EvidenceError) in try StoredFile.requireReplaceable(record) }
    guard StoredFile.exists(record), (try? LineageRecord.read(beside: path)) == nil else { return }
    throw CorpusError(
      .foreignFolder, "'\(record)' is no lineage record; nothing was touched.",
      remedy: "Move it away, or choose another folder with --out.")
  }

  /// Refuses to replace a link: what it leads to would stay, and stand aside for ever.
  private func requireNoLink() throws(CorpusError) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return }
    throw CorpusError(
      .foreignFolder, "'\(path)' is a symbolic link, which is not replaced; nothing was touched.",
      remedy: "Name the folder that it leads to, or choose another with --out.")
  }

  /// Whether nothing, or an empty folder, stands at a path.
  private func isFree(_ path: String) throws(CorpusError) -> Bool {
    guard StoredFile.exists(path) else { return true }
    guard StoredFile.isFolder(path) else { return false }
    return try onDisk { () throws(EvidenceError) in try StoredFile.names(in: path).isEmpty }
  }

  /// The manifest in a folder; nil where there is none that can be read.
  static func manifest(in folder: String) -> CorpusManifest? {
    let path = "\(folder)/\(CorpusFile.manifest)"
    guard (try? StoredFile.requireRegular(path)) != nil else { return nil }
    return (try? StoredFile.readJSON(path)).flatMap { try? CorpusManifest(json: $0, path: path) }
  }

  /// Stands in an unfinished folder of files made from a corpus, and says whose it is.
  static let marker = ".unfinished"

  /// Makes the unfinished folder, or opens the one that is there, and locks it.
  ///
  /// - Returns: The folder, which is locked for as long as it is open.
  /// - Throws: `corpusBusy`, `otherPartial` where files of others lie in it, or `refusedByDisk`.
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
    try product.requireUnfinished(partial)
    return folder
  }

  /// Removes the unfinished folder's own files.
  func emptyPartial() {
    CorpusDestination.remove(product.unfinishedNames, from: partial)
  }

  /// Removes the unfinished folder's own files, and the folder where nothing else is in it.
  func removePartial() {
    emptyPartial()
    rmdir(partial)
  }

  private static func remove(_ names: Set<String>, from folder: String) {
    for name in names { unlink("\(folder)/\(name)") }
  }

  /// Puts the finished folder in its place, with its lineage record beside it.
  func publish(_ record: LineageRecord) throws(CorpusError) {
    try onDisk { () throws(EvidenceError) in
      try StoredFile.remove("\(partial)/\(CorpusCheckpoint.name)")
      try StoredFile.remove("\(partial)/\(CorpusDestination.marker)")
      try OwnedFile(folder: partial).synchronize()
    }
    let old = try setAside()
    do {
      try record.write(beside: path)
      guard rename(partial, path) == 0 else { throw refusal("make", path) }
    } catch {
      unlink(LineageRecord.path(beside: path))
      if old != nil { rename(replaced, path) }
      throw (error as? CorpusError) ?? CorpusError(.refusedByDisk, "\(error)", remedy: "")
    }
    if let old {
      CorpusDestination.remove(old, from: replaced)
      rmdir(replaced)
    }
    try? OwnedFile(folder: StoredFile.folder(of: path)).synchronize()
  }

  /// Renames what stands in the place; files that came there since it was checked stay aside.
  ///
  /// - Returns: The names of the files in it that may be removed; nil where nothing stands there.
  /// - Throws: `outputExists` or `foreignFolder` where it came there meanwhile, or `refusedByDisk`.
  private func setAside() throws(CorpusError) -> Set<String>? {
    guard try !isFree(path) else { return nil }
    guard isReplacing, let own = product.ownNames(in: path) else {
      throw CorpusError(
        isReplacing ? .foreignFolder : .outputExists, "'\(path)' was made by others meanwhile.",
        remedy: "Choose another folder with --out.")
    }
    guard rename(path, replaced) == 0 else { throw refusal("replace", path) }
    return own
  }

  private func refusal(_ action: String, _ path: String) -> CorpusError {
    CorpusError(OwnedFile.refusal(action, path, errno))
  }
}
