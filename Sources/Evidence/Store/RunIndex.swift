// SPDX-License-Identifier: Apache-2.0

/// The runs that stand in one folder.
public struct RunIndex: Sendable {
  /// One run as a list shows it.
  public struct Entry: Equatable, Sendable {
    /// How far a run has come.
    public enum State: String, Sendable {
      case finished
      case unfinished
      /// A recorded file is not the one that was recorded.
      case damaged
      /// Written by another version, or refused by the disk.
      case unreadable
    }

    /// The run's folder name.
    public var name: String
    /// The run's folder.
    public var path: String
    /// How far it has come.
    public var state: State
    /// The audit's kind, where finished and not damaged.
    public var kind: String?
    /// The conclusion, where finished and not damaged.
    public var verdict: Verdict?
    /// When it ended, in seconds since 1970 UTC, where recorded.
    public var finished: Double?
  }

  /// The folder that the runs stand in.
  public let folder: String

  /// Looks into a folder; one that is not there holds no runs.
  public init(folder: String) {
    self.folder = folder
  }

  /// Every run in the folder, sorted by the bytes of its name.
  ///
  /// A run counts as finished where the manifest and the small files that it records are as they
  /// were written and no artefact is missing; only `RunBundle.verify` looks at what artefacts hold.
  public func entries() throws(EvidenceError) -> [Entry] {
    guard StoredFile.isFolder(folder) else { return [] }
    let names = try StoredFile.names(in: folder).filter { RunLayout.holdsRun("\(folder)/\($0)") }
    return names.map(entry)
  }

  /// The folder of the run that is meant.
  ///
  /// - Parameter reference: `latest` (the run that ended last, also where it was damaged since; of
  ///   equals, the last by name), a run's path, its name, or a prefix that fits one name alone.
  /// - Returns: The run's folder.
  /// - Throws: `unknownRun` or `ambiguousRun`.
  public func resolve(_ reference: String) throws(EvidenceError) -> String {
    let entries = try entries()
    if reference == "latest", let latest = latest(of: entries) { return latest }
    if let exact = entries.first(where: { $0.name == reference }) { return exact.path }
    if RunLayout.holdsRun(reference) { return reference }
    let fitting = entries.filter { !reference.isEmpty && $0.name.hasPrefix(reference) }
    guard let only = fitting.first else {
      throw EvidenceError(
        .unknownRun, "No run fits '\(reference)' in '\(folder)'.",
        remedy: "List runs with 'palimpsest runs list', or give a run's path.")
    }
    guard fitting.count == 1 else {
      throw EvidenceError(
        .ambiguousRun,
        "'\(reference)' fits \(fitting.count) runs: "
          + fitting.map(\.name).joined(separator: ", ") + ".",
        remedy: "Give more characters of the name.")
    }
    return only.path
  }

  /// The folder of the unfinished run that is meant.
  ///
  /// - Parameter reference: As in `resolve`, but `latest` is the only unfinished run.
  /// - Returns: The run's folder.
  /// - Throws: `unknownRun` or `ambiguousRun`.
  public func resolveUnfinished(_ reference: String) throws(EvidenceError) -> String {
    guard reference == "latest" else { return try resolve(reference) }
    let unfinished = try entries().filter { $0.state == .unfinished }
    guard let only = unfinished.first else {
      throw EvidenceError(
        .unknownRun, "No run in '\(folder)' is unfinished.",
        remedy: "List runs with 'palimpsest runs list'.")
    }
    guard unfinished.count == 1 else {
      throw EvidenceError(
        .ambiguousRun,
        "\(unfinished.count) runs are unfinished: "
          + unfinished.map(\.name).joined(separator: ", ") + ".", remedy: "Name one of them.")
    }
    return only.path
  }

  private func latest(of entries: [Entry]) -> String? {
    var best: (finished: Double, path: String)?
    // A damaged run counts, for the one before it must not pass for the latest in silence.
    for entry in entries where entry.state == .finished || entry.state == .damaged {
      guard let finished = entry.finished, finished >= best?.finished ?? finished else { continue }
      best = (finished, entry.path)
    }
    return best?.path
  }

  private func entry(_ name: String) -> Entry {
    let path = "\(folder)/\(name)"
    let ended = (try? RunBundle.volatile(in: path))?.finished
    do throws(EvidenceError) {
      let bundle = try RunBundle(at: path)
      try bundle.verifySmallFiles()
      return Entry(
        name: name, path: path, state: .finished, kind: bundle.kind, verdict: bundle.verdict,
        finished: ended)
    } catch {
      let state = RunIndex.state(after: error)
      return Entry(
        name: name, path: path, state: state, finished: state == .damaged ? ended : nil)
    }
  }

  private static func state(after error: EvidenceError) -> Entry.State {
    switch error.category {
    case .unfinished: .unfinished
    case .tampered: .damaged
    default: .unreadable
    }
  }
}
