// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The names in a run's folder.
enum RunLayout {
  static let manifest = "manifest.json"
  static let measures = "measures.json"
  static let series = "series.json"
  static let findings = "findings.jsonl"
  static let volatile = "volatile.json"
  static let report = "report.html"
  static let privateRecord = "private.json"
  static let journal = "journal.jsonl"
  static let models = "models"

  /// Every file that a run's folder may hold, the one that says it is finished first.
  static let files = [
    manifest, journal, measures, series, findings, report, volatile, privateRecord,
  ]

  /// Whether a folder holds a run, finished or not.
  static func holdsRun(_ folder: String) -> Bool {
    isFinished(folder) || StoredFile.exists("\(folder)/\(privateRecord)")
  }

  /// Whether a folder holds a finished run.
  static func isFinished(_ folder: String) -> Bool {
    StoredFile.exists("\(folder)/\(manifest)")
  }

  /// The artefacts and their lineage records, as paths from the run's folder, sorted.
  static func artefacts(in folder: String) throws(EvidenceError) -> [String] {
    guard StoredFile.isFolder("\(folder)/\(models)") else { return [] }
    return try StoredFile.names(in: "\(folder)/\(models)").map(artefact)
  }

  /// The path of an artefact from the run's folder.
  static func artefact(_ name: String) -> String { "\(models)/\(name)" }

  /// Whether a path from the run's folder is that of an artefact, which may be large.
  static func isArtefact(_ file: String) -> Bool {
    file.hasPrefix("\(models)/") && !file.hasSuffix(LineageRecord.suffix)
  }

  /// Removes what interrupted writes left behind.
  static func removePartialFiles(in folder: String) throws(EvidenceError) {
    let names = try StoredFile.names(in: folder) + artefacts(in: folder)
    for name in names where name.hasSuffix(StoredFile.partialSuffix) {
      try StoredFile.remove("\(folder)/\(name)")
    }
  }

  /// Refuses to replace a run of which a file is read.
  static func requireUnread(_ folder: String, by inputs: [String]) throws(EvidenceError) {
    let own = try (files + artefacts(in: folder)).map { "\(folder)/\($0)" }
    for input in inputs where own.contains(where: { StoredFile.isSame(input, $0) }) {
      throw EvidenceError(
        .outputIsInput, "'\(input)', which is read, is part of the run '\(folder)'.",
        remedy: "Choose another folder with --out.")
    }
  }

  /// Removes a run's own files and nothing else; the folder stays.
  static func removeRun(in folder: String) throws(EvidenceError) {
    try removePartialFiles(in: folder)
    for name in try files.dropLast() + artefacts(in: folder) {
      try StoredFile.remove("\(folder)/\(name)")
    }
    removeEmptyFolder("\(folder)/\(models)")
    try StoredFile.remove("\(folder)/\(privateRecord)")
  }

  /// Removes a folder where nothing is in it; any other stays.
  static func removeEmptyFolder(_ folder: String) {
    _ = rmdir(folder)
  }

  /// Takes the folder's advisory lock, which the system gives back however the process ends.
  static func lock(_ folder: String) throws(EvidenceError) -> OwnedFile {
    let file = try OwnedFile(folder: folder)
    guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK else { throw OwnedFile.failure("lock", folder) }
      throw EvidenceError(
        .runBusy, "Another process works on the run '\(folder)'.",
        remedy: "Wait for it to end, or choose another folder with --out.")
    }
    return file
  }
}
