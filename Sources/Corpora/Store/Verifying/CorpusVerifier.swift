// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// Checks a corpus against its manifest and against itself made anew: `corpus verify`.
public struct CorpusVerifier: Sendable {
  private let path: String
  private let jobs: Int
  private let isCancelled: @Sendable () -> Bool

  /// Prepares to verify.
  ///
  /// - Parameters:
  ///   - path: The corpus's folder.
  ///   - jobs: The largest number of threads; changes no result.
  ///   - isCancelled: Asked between units; true stops.
  public init(
    _ path: String, jobs: Int = 1, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.path = CorpusDestination(path, isReplacing: false).path
    self.jobs = jobs
    self.isCancelled = isCancelled
  }

  /// Reads the manifest, checks all digests, makes everything again and compares.
  ///
  /// - Parameter regenerate: Makes the source that an origin describes.
  /// - Returns: What differs.
  /// - Throws: `missingCorpus` where no folder is there, `unknownSchema` where the manifest is of
  ///   another version, `refusedByDisk`, `stoppedWriting` after a cancellation, and what
  ///   `regenerate` throws.
  public func run(
    _ regenerate: (CorpusOrigin) throws(CorpusError) -> any CorpusSource
  ) throws(CorpusError) -> CorpusVerification {
    guard StoredFile.isFolder(path) else {
      throw CorpusError(
        .missingCorpus, "'\(path)' is no folder.", remedy: "Name the folder of a corpus.")
    }
    var result = CorpusVerification(path: path, changes: [])
    let folder: CorpusFolder
    do throws(CorpusError) {
      folder = try CorpusFolder(at: path)
    } catch {
      // A corpus of another version was not changed; nothing can be said about it here.
      guard error.code != .unknownSchema else { throw error }
      result.changes = [.init(file: CorpusFile.manifest, problem: error.message)]
      return result
    }
    result.manifest = folder.manifest
    let broken =
      try checkForm(folder) + checkNames(folder) + checkDigests(folder) + checkLineage(folder)
    result.changes = broken
    let source = try regenerate(folder.manifest.origin)
    result.changes = try compare(folder, with: source, broken)
    return result
  }

  /// A manifest whose file has other bytes than this program writes for what it says.
  private func checkForm(_ folder: CorpusFolder) throws(CorpusError)
    -> [CorpusVerification.Change]
  {
    let wanted = try onDisk { () throws(EvidenceError) in
      try Digest.sha256(try folder.manifest.json.readableBytes())
    }
    guard wanted != folder.digest else { return [] }
    return [
      .init(file: CorpusFile.manifest, problem: "its bytes are not those that were written.")
    ]
  }

  /// Files that are missing or should not be there.
  private func checkNames(_ folder: CorpusFolder) throws(CorpusError)
    -> [CorpusVerification.Change]
  {
    let found = try onDisk { () throws(EvidenceError) in try StoredFile.names(in: path) }
    let wanted = folder.manifest.files.keys.map { folder.manifest.name(of: $0) }.sorted()
    let missing = wanted.filter { !found.contains($0) }
    let strange = found.filter { $0 != CorpusFile.manifest && !wanted.contains($0) }
    return missing.map { .init(file: $0, problem: "the file is missing.") }
      + strange.map { .init(file: $0, problem: "the manifest names no such file.") }
  }

  /// Files whose bytes are not those that the manifest names.
  private func checkDigests(_ folder: CorpusFolder) throws(CorpusError)
    -> [CorpusVerification.Change]
  {
    var changes: [CorpusVerification.Change] = []
    for file in CorpusFile.allCases {
      guard let entry = folder.manifest.files[file],
        StoredFile.exists(folder.path(of: file))
      else { continue }
      let digest = try CorpusFolder.digest(of: folder.path(of: file))
      if digest != entry.digest {
        changes.append(
          .init(
            file: folder.manifest.name(of: file),
            problem: "its SHA-256 is not the one in the manifest."))
      }
    }
    return changes
  }

  /// The record beside the corpus, where one is there, names the manifest.
  private func checkLineage(_ folder: CorpusFolder) throws(CorpusError)
    -> [CorpusVerification.Change]
  {
    let place = LineageRecord.path(beside: path)
    guard StoredFile.exists(place) else { return [] }
    try onDisk { () throws(EvidenceError) in try StoredFile.requireRegular(place) }
    guard (try? LineageRecord.read(beside: path))?.digest == folder.digest else {
      return [
        .init(
          file: StoredFile.name(of: place), problem: "it does not name the corpus beside it.")
      ]
    }
    return []
  }

  /// Makes the corpus again; what differs gets its line.
  private func compare(
    _ folder: CorpusFolder, with source: any CorpusSource, _ broken: [CorpusVerification.Change]
  ) throws(CorpusError) -> [CorpusVerification.Change] {
    let part = CorpusPart(source, shard: folder.manifest.shard)
    var again = CorpusManifest(
      planned: part, tool: folder.manifest.tool, isCompressed: folder.manifest.isCompressed)
    var changes = broken
    let missing = broken.map(\.file)
    let present = again.origin.files.filter { file in
      !missing.contains(folder.manifest.name(of: file))
        || StoredFile.exists(folder.path(of: file))
    }
    let sink = try CorpusComparingSink(folder, present, isCancelled: isCancelled)
    try CorpusPipeline.run(part, from: 0, jobs: jobs, isCompressed: false, into: sink)
    for (file, line) in try sink.finish() {
      let name = folder.manifest.name(of: file)
      if let place = changes.firstIndex(where: { $0.file == name }) {
        changes[place].line = line
      } else {
        changes.append(
          .init(file: name, line: line, problem: otherLine(again, than: folder.manifest)))
      }
    }
    again.counts = sink.counts
    again.files = folder.manifest.files
    if again != folder.manifest, changes.isEmpty {
      changes.append(.init(file: CorpusFile.manifest, problem: difference(again, folder.manifest)))
    }
    return changes
  }

  /// Why a line with the digest that was recorded is not the one that is made now.
  private func otherLine(_ one: CorpusManifest, than other: CorpusManifest) -> String {
    one.origin.generation == other.origin.generation
      ? "seed, recipe and tables give another line."
      : "it was made by generator \(other.origin.generation); generator "
        + "\(one.origin.generation), which this program has, gives another line."
  }

  /// What of a manifest is not as it would be written now.
  private func difference(_ one: CorpusManifest, _ other: CorpusManifest) -> String {
    if one.origin.generation != other.origin.generation {
      return "it was made by generator \(other.origin.generation), and this program has "
        + "generator \(one.origin.generation)."
    }
    if one.origin.tables != other.origin.tables {
      let names = Set(one.origin.tables.keys).union(other.origin.tables.keys).sorted()
      let name = names.first { one.origin.tables[$0] != other.origin.tables[$0] } ?? ""
      return "the table '\(name)' is not the one that it was made from."
    }
    if one.counts != other.counts { return "its counts are not those of the files." }
    return "it is not what the same arguments give."
  }
}
