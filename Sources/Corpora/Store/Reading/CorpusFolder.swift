// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// A finished corpus on disk.
public struct CorpusFolder: Sendable {
  /// The folder, without slashes at its end.
  public let path: String
  /// What the corpus is.
  public let manifest: CorpusManifest
  /// The digest of the manifest's file, which stands for the corpus.
  public let digest: Digest

  /// Opens a corpus; its files are not looked at.
  ///
  /// - Parameter path: The folder.
  /// - Throws: `missingCorpus` where no corpus is there, `unknownSchema` for a manifest of another
  ///   version, `noCorpus` for one of another form, `changedCorpus` for one that was changed.
  public init(at path: String) throws(CorpusError) {
    self.path = CorpusDestination(path, isReplacing: false).path
    let file = "\(self.path)/\(CorpusFile.manifest)"
    guard StoredFile.exists(file) else {
      throw CorpusError(
        .missingCorpus, "No corpus stands in '\(path)': it has no \(CorpusFile.manifest).",
        remedy: "Name the folder of a finished corpus.")
    }
    (manifest, digest) = try onDisk { () throws(EvidenceError) in
      try StoredFile.requireRegular(file)
      let bytes = try StoredFile.read(file)
      let json = try JSONValue(parsing: bytes, name: file)
      return (try CorpusManifest(json: json, path: file), try Digest.sha256(bytes))
    }
  }

  /// The path of one of the corpus's files.
  public func path(of file: CorpusFile) -> String {
    "\(path)/\(manifest.name(of: file))"
  }
}
