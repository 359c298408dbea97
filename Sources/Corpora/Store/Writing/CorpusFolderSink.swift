// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// Writes units to the files of an unfinished corpus and keeps its checkpoint.
///
/// The pipeline's turns are what protects its state: one worker at a time is inside.
final class CorpusFolderSink: CorpusSink, @unchecked Sendable {
  private let folder: String
  private let planned: CorpusManifest
  private let files: [CorpusOutputFile]
  private let unitCount: Int
  private let options: CorpusWriting.Options
  private var checkpoint: CorpusCheckpoint
  private var counts: CorpusCounts

  init(
    _ folder: String, manifest: CorpusManifest, from start: CorpusCheckpoint, unitCount: Int,
    options: CorpusWriting.Options
  ) throws(CorpusError) {
    self.folder = folder
    planned = manifest
    self.unitCount = unitCount
    self.options = options
    checkpoint = start
    counts = start.counts
    var files: [CorpusOutputFile] = []
    for file in manifest.origin.files {
      files.append(
        try CorpusOutputFile(
          file, in: folder, isCompressed: manifest.isCompressed,
          keeping: start.byteCounts[file] ?? 0))
    }
    self.files = files
  }

  func take(_ block: borrowing PackedBlock, unit: Int) throws(CorpusError) {
    for file in files { try file.write(block) }
    counts.add(block.lines.counts)
    let isCancelled = options.isCancelled()
    if isCancelled || (unit + 1).isMultiple(of: options.checkpointInterval) {
      try keep(through: unit)
    }
    if isCancelled && unit + 1 < unitCount {
      throw CorpusError(
        .stoppedWriting, "Writing was stopped after \(unit + 1) of \(unitCount) steps.",
        remedy: "Give the same command again to go on.")
    }
  }

  /// Makes everything up to a unit durable, and then says so.
  private func keep(through unit: Int) throws(CorpusError) {
    for file in files { try file.synchronize() }
    checkpoint.nextUnit = unit + 1
    checkpoint.counts = counts
    for file in files { checkpoint.byteCounts[file.file] = file.byteCount }
    try checkpoint.write(to: folder)
    options.progress(unit + 1, unitCount)
  }

  /// Ends all files and returns the manifest.
  func finish() throws(CorpusError) -> CorpusManifest {
    var manifest = planned
    manifest.counts = counts
    for file in files { manifest.files[file.file] = try file.finish() }
    return manifest
  }
}
