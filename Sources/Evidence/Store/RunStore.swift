// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The folder of one run while it is worked on: plan, completed units, artefacts, then the bundle.
///
/// One process holds it at a time, by an advisory lock on the folder. Units may be recorded from
/// several threads and in any order. Once finished, the folder holds a bundle whose bytes, outside
/// volatile.json, depend on neither interruptions nor the order of units.
public final class RunStore: Sendable {
  /// The run's folder.
  public let path: String
  /// The digest of the plan's canonical bytes.
  public let planDigest: Digest
  /// What the run does; nil in a finished run, since a plan may name people.
  public let plan: JSONValue?
  /// What resuming needs besides the plan, such as input paths; nil once the run is finished.
  public let details: JSONValue?
  /// The key that hides people's identifiers.
  public let subjectKey: SubjectKey
  /// Whether the run was finished when it was opened; there is then nothing to resume.
  public let wasFinished: Bool

  private let lock: OwnedFile
  private let journal: Mutex<Journal?>

  private init(path: String, lock: consuming OwnedFile, record: PrivateRecord)
    throws(EvidenceError)
  {
    self.path = path
    self.lock = lock
    planDigest = record.planDigest
    plan = record.plan
    details = record.details
    subjectKey = record.subjectKey
    wasFinished = RunLayout.isFinished(path)
    let journalPath = "\(path)/\(RunLayout.journal)"
    if wasFinished {
      try StoredFile.remove(journalPath)
      journal = Mutex(nil)
    } else {
      journal = Mutex(try Journal(path: journalPath, plan: record.planDigest))
    }
  }

  /// The folder name that a plan has where none is given: 12 digits of its digest.
  public static func defaultName(for plan: JSONValue) throws(EvidenceError) -> String {
    try Digest.sha256(canonical: plan).shortName
  }

  /// Begins a run in a new or empty folder.
  ///
  /// - Parameters:
  ///   - path: The run's folder; folders above it are made too.
  ///   - plan: Everything that the result depends on, without time, host or job count.
  ///   - subjectKey: The key that hides people's identifiers.
  ///   - details: What resuming needs besides the plan; goes into private.json alone.
  ///   - inputs: The files that the run reads; none of them may be part of a run that stands there.
  ///   - force: Whether a run that stands there is removed first; other content never is.
  /// - Returns: The run, locked for this process.
  /// - Throws: `outputIsInput`, `outputExists`, `foreignFolder`, `runBusy`, `inputOutput`, or
  ///   `notRepresentable`.
  public static func create(
    at path: String, plan: JSONValue, subjectKey: SubjectKey, details: JSONValue = .null,
    inputs: [String] = [], force: Bool = false
  ) throws(EvidenceError) -> RunStore {
    if RunLayout.holdsRun(path) { try RunLayout.requireUnread(path, by: inputs) }
    let record = PrivateRecord(
      planDigest: try Digest.sha256(canonical: plan), plan: plan, details: details,
      subjectKey: subjectKey)
    let bytes = try record.json.readableBytes()
    try StoredFile.makeFolder(path)
    let lock = try RunLayout.lock(path)
    try clear(path, force: force)
    try StoredFile.write(bytes, to: "\(path)/\(RunLayout.privateRecord)", mode: 0o600)
    return try RunStore(path: path, lock: lock, record: record)
  }

  /// Opens a run to resume it; a finished one opens too and says so by `wasFinished`.
  ///
  /// - Parameter path: The run's folder.
  /// - Returns: The run, locked for this process.
  /// - Throws: `unknownRun`, `runBusy`, `journalCorrupt`, `bundleTampered` for a finished run that
  ///   lost its manifest, or what reading private.json throws.
  public static func open(at path: String) throws(EvidenceError) -> RunStore {
    guard RunLayout.holdsRun(path) else {
      throw EvidenceError(
        .unknownRun, "'\(path)' holds no run.", remedy: "List runs with 'palimpsest runs list'.")
    }
    let lock = try RunLayout.lock(path)
    try RunLayout.removePartialFiles(in: path)
    let record = try PrivateRecord(readingFrom: path)
    guard RunLayout.isFinished(path) || !record.isOfFinishedRun else {
      throw RunManifest.lost(from: path)
    }
    let run = try RunStore(path: path, lock: lock, record: record)
    if run.wasFinished { try run.forgetPlan() }
    return run
  }

  private static func clear(_ path: String, force: Bool) throws(EvidenceError) {
    guard try holdsWork(path, force: force) else {
      return try RunLayout.removePartialFiles(in: path)
    }
    try RunLayout.removeRun(in: path)
  }

  /// Refuses a place where a run cannot begin, before anything long is done for it.
  ///
  /// - Parameters:
  ///   - path: The run's folder; it need not be there.
  ///   - force: Whether a run that stands there may be replaced.
  /// - Throws: `outputExists`, `foreignFolder`, and what reading the folder throws.
  public static func requirePlace(at path: String, force: Bool) throws(EvidenceError) {
    if StoredFile.isFolder(path) { _ = try holdsWork(path, force: force) }
  }

  /// Whether a run stands in a folder that may be replaced; throws where none may.
  private static func holdsWork(_ path: String, force: Bool) throws(EvidenceError) -> Bool {
    let names = try StoredFile.names(in: path).filter { !$0.hasSuffix(StoredFile.partialSuffix) }
    guard !names.isEmpty else { return false }
    guard RunLayout.holdsRun(path) else {
      throw EvidenceError(
        .foreignFolder, "'\(path)' is not empty and holds no run.",
        remedy: "Choose another folder with --out.")
    }
    guard force else {
      throw EvidenceError(
        .outputExists, "A run stands in '\(path)'.",
        remedy: "Resume it with 'palimpsest audit resume', or replace it with --force.")
    }
    return true
  }

  /// Refuses a plan other than the one that the run was begun with.
  ///
  /// - Parameter other: The plan that is wanted now.
  /// - Throws: `planChanged`, naming the first member that differs.
  public func require(plan other: JSONValue) throws(EvidenceError) {
    guard try Digest.sha256(canonical: other) != planDigest else { return }
    let place = plan.flatMap { $0.firstDifference(from: other) } ?? ""
    throw EvidenceError(
      .planChanged,
      "The plan changed since the run '\(path)' began"
        + (place.isEmpty ? "." : ": '\(place)' differs."),
      remedy: "Start a new run, or resume with the settings it began with.")
  }

  /// The payloads of the completed units by identifier; empty once the run is finished.
  public var completedUnits: [String: JSONValue] { units.mapValues(\.payload) }

  /// The digests of the files that completed units wrote, by path from the run's folder.
  var recordedFiles: [String: Digest] {
    var files: [String: Digest] = [:]
    for unit in units.values { files.merge(unit.files) { $1 } }
    return files
  }

  private var units: [String: Journal.Unit] { journal.withLock { $0?.units ?? [:] } }

  /// Records a completed unit durably before it returns.
  ///
  /// - Parameters:
  ///   - id: The unit's identifier, one of a kind in the plan.
  ///   - payload: What the unit found; large results belong into artefacts.
  ///   - files: What writing the unit's artefacts returned, so that they are known again.
  /// - Throws: `unitRepeated`, `runFinished`, `notRepresentable` or `inputOutput`.
  public func appendUnit(id: String, payload: JSONValue, files: [String: Digest] = [:])
    throws(EvidenceError)
  {
    let unit = Journal.Unit(payload: payload, files: files)
    try journal.withLock { journal throws(EvidenceError) in
      guard journal != nil else { throw finishedError }
      try journal?.append(id: id, unit)
    }
  }

  /// Removes everything that an unfinished run wrote, and the folder where nothing else is in it.
  ///
  /// - Throws: `runFinished`, or `inputOutput`.
  public func discard() throws(EvidenceError) {
    try requireUnfinished()
    try closeJournal()
    try RunLayout.removeRun(in: path)
    RunLayout.removeEmptyFolder(path)
  }

  /// Ends the journal; the run takes no more units.
  func closeJournal() throws(EvidenceError) {
    journal.withLock { $0 = nil }
    try StoredFile.remove("\(path)/\(RunLayout.journal)")
  }

  /// Refuses where the run is finished.
  func requireUnfinished() throws(EvidenceError) {
    try journal.withLock { journal throws(EvidenceError) in
      guard journal != nil else { throw finishedError }
    }
  }

  private var finishedError: EvidenceError {
    EvidenceError(
      .runFinished, "The run '\(path)' is finished.",
      remedy: "Show it with 'palimpsest runs show', or start anew with --force.")
  }
}
