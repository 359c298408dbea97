// SPDX-License-Identifier: Apache-2.0

extension RunStore {
  /// Where an artefact of this name stands.
  public func artefactPath(_ name: String) -> String {
    "\(path)/\(RunLayout.artefact(name))"
  }

  /// Writes an artefact and its lineage record under `models/`, each atomically.
  ///
  /// What a completed unit wrote may be made again where it is gone, but only as it was.
  ///
  /// - Parameters:
  ///   - name: A file name, such as `gold-1.safetensors`; an artefact of that name is replaced.
  ///   - bytes: The whole content.
  ///   - lineage: What it was made from; its digest must be that of `bytes`.
  /// - Returns: The digests of both files, by path from the run's folder, for `appendUnit`.
  /// - Throws: `invalidName`, `runFinished`, `bundleTampered` for another digest, `inputOutput`.
  @discardableResult
  public func writeArtefact(_ name: String, bytes: [UInt8], lineage: LineageRecord)
    throws(EvidenceError) -> [String: Digest]
  {
    try requireUnfinished()
    let path = try checkedPath(name)
    guard try Digest.sha256(bytes) == lineage.digest else { throw mismatch(artefact: name) }
    let file = RunLayout.artefact(name)
    let record = try Digest.sha256(try lineage.json.readableBytes())
    let written = [file: lineage.digest, LineageRecord.path(beside: file): record]
    let recorded = recordedFiles
    guard written.allSatisfy({ (recorded[$0.key] ?? $0.value) == $0.value }) else {
      throw EvidenceError(
        .bundleTampered, "'\(file)' was made again and is not what the journal records.",
        remedy: "Resume on the machine that the run began on, or start it anew with --force.")
    }
    try StoredFile.makeFolder("\(self.path)/\(RunLayout.models)")
    try StoredFile.write(bytes, to: path)
    try lineage.write(beside: path)
    return written
  }

  /// Whether an artefact that a completed unit wrote stands there as it was written.
  ///
  /// The journal says what was written; that of an earlier version did not, and then the lineage
  /// record beside the artefact does.
  ///
  /// - Parameter name: The name that it was written under.
  /// - Returns: False where the artefact or its lineage record is gone and has to be made again.
  /// - Throws: `invalidName`, or `bundleTampered` where either is not the file that was written.
  public func holdsArtefact(_ name: String) throws(EvidenceError) -> Bool {
    let path = try checkedPath(name)
    let file = RunLayout.artefact(name)
    let recorded = recordedFiles
    let stated = recorded[file] ?? lineageDigest(beside: path)
    let record = LineageRecord.path(beside: path)
    var isThere = stated != nil
    for (path, digest) in [(path, stated), (record, recorded[LineageRecord.path(beside: file)])] {
      guard StoredFile.exists(path) else {
        isThere = false
        continue
      }
      if let digest, try Digest.sha256(contentsOf: path) != digest {
        throw mismatch(artefact: StoredFile.name(of: path))
      }
    }
    return isThere
  }

  /// The digests of all that stands under `models/`, once each file is found to be the one written.
  ///
  /// - Returns: The digests by path from the run's folder.
  /// - Throws: `bundleTampered` where a file is not the one written, or one that was is gone.
  func artefactDigests() throws(EvidenceError) -> [String: Digest] {
    let recorded = recordedFiles
    var digests: [String: Digest] = [:]
    for file in try RunLayout.artefacts(in: path) {
      let path = "\(path)/\(file)"
      let digest = try Digest.sha256(contentsOf: path)
      let lineage = RunLayout.isArtefact(file) ? lineageDigest(beside: path) : digest
      let stated = recorded[file] ?? lineage
      guard digest == stated else { throw mismatch(artefact: StoredFile.name(of: file)) }
      digests[file] = digest
    }
    for file in recorded.keys.sorted() where digests[file] == nil {
      throw mismatch(artefact: StoredFile.name(of: file))
    }
    return digests
  }

  private func lineageDigest(beside path: String) -> Digest? {
    (try? LineageRecord.read(beside: path))?.digest
  }

  /// Reads an artefact and checks it against the digest in its lineage record.
  ///
  /// - Parameter name: The name that it was written under.
  /// - Returns: The whole content.
  /// - Throws: `missingFile`, or `bundleTampered` where the bytes are not those recorded.
  public func readArtefact(_ name: String) throws(EvidenceError) -> [UInt8] {
    let path = try checkedPath(name)
    let bytes = try StoredFile.read(path)
    guard try Digest.sha256(bytes) == LineageRecord.read(beside: path).digest else {
      throw mismatch(artefact: name)
    }
    return bytes
  }

  private func checkedPath(_ name: String) throws(EvidenceError) -> String {
    let reserved = name.hasSuffix(StoredFile.partialSuffix) || name.hasSuffix(LineageRecord.suffix)
    guard !name.isEmpty, !name.hasPrefix("."), !name.utf8.contains(UInt8(ascii: "/")),
      !name.utf8.contains(0), !reserved
    else {
      throw EvidenceError(
        .invalidName, "'\(name)' is no name for an artefact.",
        remedy: "Use a plain file name.")
    }
    return artefactPath(name)
  }

  private func mismatch(artefact name: String) -> EvidenceError {
    EvidenceError(
      .bundleTampered, "The bytes of '\(path)/\(RunLayout.artefact(name))' are not those recorded.",
      remedy: "Start the run anew with --force, or remove the file to have it made again.")
  }
}
