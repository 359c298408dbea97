// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// Writes a corpus, or one part of it, to a folder: `corpus generate`.
///
/// Everything goes to `PATH.partial` first, with a checkpoint. A process that was killed leaves it
/// there, and the same call goes on from the checkpoint to the same bytes; a failure of any other
/// kind removes it. At the end it becomes `PATH`, with `PATH.lineage.json` beside it.
public struct CorpusWriting: Sendable {
  /// What to write and how.
  public struct Options: Sendable {
    /// Which part.
    public var shard = CorpusShard.whole
    /// Whether to write gzip files.
    public var isCompressed = false
    /// The largest number of threads; changes no byte.
    public var jobs = 1
    /// Whether a corpus that stands there alone may be replaced, and an unfinished one thrown away.
    public var isReplacing = false
    /// Asked between units; true stops, and what was written stays resumable.
    public var isCancelled: @Sendable () -> Bool = { false }
    /// Told after each checkpoint how many of how many units are there.
    public var progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
    /// How many units lie between two checkpoints.
    var checkpointInterval = 16
    /// How much one unit is.
    var grain = CorpusPart.Grain()

    /// Creates the usual options.
    public init() {}
  }

  /// What was written.
  public struct Outcome: Sendable {
    /// The manifest.
    public var manifest: CorpusManifest
    /// The digest of its file.
    public var digest: Digest
    /// How many units an earlier process had written already.
    public var resumedUnitCount: Int
  }

  let part: CorpusPart
  let tool: String
  let options: Options
  let destination: CorpusDestination

  /// Prepares to write.
  ///
  /// - Parameters:
  ///   - source: What makes the corpus.
  ///   - path: The folder to make.
  ///   - tool: Name and version of the tool.
  ///   - options: What to write and how.
  public init(_ source: any CorpusSource, to path: String, tool: String, options: Options) {
    part = CorpusPart(source, shard: options.shard, grain: options.grain)
    self.tool = tool
    self.options = options
    destination = CorpusDestination(path, isReplacing: options.isReplacing)
  }

  /// Writes everything.
  ///
  /// - Returns: What was written.
  /// - Throws: `outputInCorpus`, `outputExists`, `foreignFolder`, `otherPartial`, `corpusBusy` or
  ///   `refusedByDisk`, and `stoppedWriting` after a cancellation.
  public func run() throws(CorpusError) -> Outcome {
    try destination.check()
    let manifest = CorpusManifest(planned: part, tool: tool, isCompressed: options.isCompressed)
    let lock = try destination.openPartial()
    defer { extendLifetime(lock) }
    let start = try checkpoint(for: manifest)
    do throws(CorpusError) {
      return try carryOut(manifest, from: start)
    } catch {
      if error.code != .stoppedWriting { destination.removePartial() }
      throw error
    }
  }

  /// What a reader should know about the part before it is written; nil where there is nothing.
  public var note: String? {
    guard part.communities.isEmpty else { return nil }
    let count = part.source.communityCount
    return "this shard holds no community: \(count) \(count == 1 ? "community" : "communities") in "
      + "\(part.shard.count) shards"
  }

  /// What would be written, by stable name; bytes are estimated from the first unit.
  public var forecast: [String: String] {
    var block = CorpusBlock()
    let some = part.communities.prefix(part.grain.communities)
    part.source.writeCommunities(some.startIndex..<some.endIndex, into: &block)
    var byteCount = 0
    for file in CorpusFile.allCases { byteCount += block.withBytes(of: file) { $0.count } }
    let share = Double(part.communities.count) / Double(max(1, some.count))
    return [
      "recipe": part.source.origin.recipe["name"]?.text ?? "",
      "shard": part.shard.text,
      "communities": String(part.communities.count),
      "examples": String(part.examples.count),
      "canaries": String(part.canaries.count),
      "steps": String(part.unitCount),
      "profiles-estimate": String(Int((Double(block.counts.profiles) * share).rounded())),
      "documents-estimate": String(Int((Double(block.counts.documents) * share).rounded())),
      // A line of the plan takes about 45 bytes.
      "bytes-estimate": String(Int(Double(byteCount) * share) + 45 * part.examples.count),
    ]
  }

  private func carryOut(_ planned: CorpusManifest, from start: CorpusCheckpoint)
    throws(CorpusError) -> Outcome
  {
    let sink = try CorpusFolderSink(
      destination.partial, manifest: planned, from: start, unitCount: part.unitCount,
      options: options)
    try CorpusPipeline.run(
      part, from: start.nextUnit, jobs: options.jobs, isCompressed: options.isCompressed,
      into: sink)
    let manifest = try sink.finish()
    let bytes = try onDisk { () throws(EvidenceError) in
      let bytes = try manifest.json.readableBytes()
      try StoredFile.write(bytes, to: "\(destination.partial)/\(CorpusFile.manifest)")
      return bytes
    }
    let digest = try onDisk { () throws(EvidenceError) in try Digest.sha256(bytes) }
    try destination.publish(try record(of: manifest, digest))
    return Outcome(manifest: manifest, digest: digest, resumedUnitCount: start.nextUnit)
  }

  private func record(of manifest: CorpusManifest, _ digest: Digest) throws(CorpusError)
    -> LineageRecord
  {
    let recipe = try onDisk { () throws(EvidenceError) in
      try Digest.sha256(canonical: manifest.origin.recipe)
    }
    let tables = manifest.origin.tables.sorted { $0.key < $1.key }
    return LineageRecord(
      digest: digest, kind: "corpus",
      inputs: [.init(role: "recipe", digest: recipe)]
        + tables.map { .init(role: $0.key, digest: $0.value) },
      command: "palimpsest corpus generate", version: tool)
  }

  /// Where to go on: the checkpoint of an unfinished corpus of the same arguments, or the start.
  private func checkpoint(for manifest: CorpusManifest) throws(CorpusError) -> CorpusCheckpoint {
    let identity = try onDisk { () throws(EvidenceError) in try manifest.identity }
    let folder = destination.partial
    let names = try onDisk { () throws(EvidenceError) in try StoredFile.names(in: folder) }
    let found = try? CorpusCheckpoint(readingFrom: folder)
    if let found, found.identity == identity, found.nextUnit <= part.unitCount {
      return found
    }
    // A process that was killed at once leaves no more than the beginning of a checkpoint, and one
    // that was killed at the very end a whole corpus, which is made again.
    let isEmpty =
      found == nil
      && (names.allSatisfy { $0.hasPrefix(CorpusCheckpoint.name) }
        || CorpusDestination.manifest(in: folder).flatMap { try? $0.identity } == identity)
    guard isEmpty || (options.isReplacing && found != nil) else {
      throw CorpusError(
        .otherPartial,
        found == nil
          ? "'\(folder)' is in the way and holds no unfinished corpus."
          : "An unfinished corpus of other arguments, tables or version stands in '\(folder)'.",
        remedy: found == nil
          ? "Move it away, or choose another folder with --out."
          : "Finish it with its own arguments, or throw it away with --force.")
    }
    destination.emptyPartial()
    let start = CorpusCheckpoint(identity: identity)
    do throws(CorpusError) {
      try start.write(to: folder)
    } catch {
      destination.removePartial()
      throw error
    }
    return start
  }
}
