// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// Puts the parts of a corpus together: `corpus join`.
///
/// The files are those of the parts, one behind the other, and the manifest is that of a corpus
/// made in one piece. Plain files are the very bytes that `corpus generate` writes without
/// `--shard`; gzip files hold the same lines in other members.
public struct CorpusJoining: Sendable {
  /// What lineage records name as the command.
  static let command = "palimpsest corpus join"

  private let parts: [CorpusFolder]
  private let whole: CorpusManifest
  private let path: String
  private let isReplacing: Bool

  /// Prepares to join.
  ///
  /// - Parameters:
  ///   - parts: All parts of one corpus, in any order.
  ///   - path: The folder to make.
  ///   - isReplacing: Whether the same corpus, or another one that was joined, may be replaced.
  /// - Throws: `unfitParts` where a part is missing, there twice, or of another corpus.
  public init(_ parts: [CorpusFolder], to path: String, isReplacing: Bool) throws(CorpusError) {
    self.parts = parts.sorted { $0.manifest.shard.number < $1.manifest.shard.number }
    whole = try CorpusJoining.manifest(of: self.parts)
    self.path = path
    self.isReplacing = isReplacing
  }

  /// Writes the whole corpus, or nothing.
  ///
  /// - Parameter tool: Name and version of the tool.
  /// - Returns: What was written.
  /// - Throws: `changedCorpus` where a part's file is not the one that its manifest names, and what
  ///   reading and writing throw.
  public func run(tool: String) throws(CorpusError) -> CorpusWriting.Outcome {
    let identity = try onDisk { () throws(EvidenceError) in try whole.identity }
    return try DerivedFolder.make(
      at: path, as: .joined(identity), from: parts, isReplacing: isReplacing
    ) { folder throws(CorpusError) in
      var manifest = whole
      for file in manifest.origin.files { manifest.files[file] = try join(file, in: folder) }
      let bytes = try onDisk { () throws(EvidenceError) in try manifest.json.readableBytes() }
      let description = try folder.makeFile(CorpusFile.manifest)
      try description.write(bytes)
      let digest = try description.finish()
      try folder.publish(
        LineageRecord(
          digest: digest, kind: "corpus",
          inputs: parts.map { .init(role: "part", digest: $0.digest) },
          command: CorpusJoining.command, version: tool))
      return CorpusWriting.Outcome(manifest: manifest, digest: digest, resumedUnitCount: 0)
    }
  }

  /// Writes one file of all parts, and checks each part's bytes before.
  private func join(_ file: CorpusFile, in folder: DerivedFolder) throws(CorpusError)
    -> CorpusManifest.Entry
  {
    let output = try folder.makeFile(whole.name(of: file))
    var (byteCount, contentCount) = (0, 0)
    for part in parts {
      let entry = try part.unchangedEntry(of: file)
      var stored = try StoredBytes(part.path(of: file), isCompressed: false)
      var block: [UInt8] = []
      while try stored.read(into: &block) {
        try output.write(block)
        block.removeAll(keepingCapacity: true)
      }
      byteCount += entry.byteCount
      contentCount += entry.contentCount
    }
    let digest = try output.finish()
    return CorpusManifest.Entry(
      byteCount: byteCount, digest: digest, contentCount: contentCount,
      contentDigest: whole.isCompressed ? try contentDigest(of: file) : digest)
  }

  /// The digest of the lines of a compressed file in all parts.
  private func contentDigest(of file: CorpusFile) throws(CorpusError) -> Digest {
    var stream = try onDisk { () throws(EvidenceError) in try DigestStream() }
    var lines: [UInt8] = []
    for part in parts {
      var stored = try StoredBytes(part.path(of: file), isCompressed: true)
      while try stored.read(into: &lines) {
        try onDisk { () throws(EvidenceError) in try stream.update(lines) }
        lines.removeAll(keepingCapacity: true)
      }
    }
    do throws(EvidenceError) {
      return try stream.finish()
    } catch {
      throw CorpusError(error)
    }
  }
}
