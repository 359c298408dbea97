// SPDX-License-Identifier: Apache-2.0

extension RunStore {
  /// Where an artefact of this name stands.
  public func artefactPath(_ name: String) -> String {
    "\(path)/\(RunLayout.models)/\(name)"
  }

  /// Writes an artefact and its lineage record under `models/`, each atomically.
  ///
  /// - Parameters:
  ///   - name: A file name, such as `gold-1.safetensors`; an artefact of that name is replaced.
  ///   - bytes: The whole content.
  ///   - lineage: What it was made from; its digest must be that of `bytes`.
  /// - Throws: `invalidName`, `runFinished`, `bundleTampered` for another digest, `inputOutput`.
  public func writeArtefact(_ name: String, bytes: [UInt8], lineage: LineageRecord)
    throws(EvidenceError)
  {
    try requireUnfinished()
    let path = try checkedPath(name)
    guard try Digest.sha256(bytes) == lineage.digest else { throw mismatch(name) }
    try StoredFile.makeFolder("\(self.path)/\(RunLayout.models)")
    try StoredFile.write(bytes, to: path)
    try lineage.write(beside: path)
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
      throw mismatch(name)
    }
    return bytes
  }

  private func checkedPath(_ name: String) throws(EvidenceError) -> String {
    let reserved = name.hasSuffix(StoredFile.partialSuffix) || name.hasSuffix(".lineage.json")
    guard !name.isEmpty, !name.hasPrefix("."), !name.utf8.contains(UInt8(ascii: "/")),
      !name.utf8.contains(0), !reserved
    else {
      throw EvidenceError(
        .invalidName, "'\(name)' is no name for an artefact.",
        remedy: "Use a plain file name.")
    }
    return artefactPath(name)
  }

  private func mismatch(_ name: String) -> EvidenceError {
    EvidenceError(
      .bundleTampered, "The bytes of '\(RunLayout.models)/\(name)' are not those recorded.",
      remedy: "Start the run anew with --force.")
  }
}
