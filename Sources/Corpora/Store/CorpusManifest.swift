// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// What a corpus is, what it was made from, and the digests of its files: manifest.json.
public struct CorpusManifest: Equatable, Sendable {
  /// One file.
  public struct Entry: Equatable, Sendable {
    /// The number of its bytes.
    public var byteCount: Int
    /// The digest of its bytes.
    public var digest: Digest
    /// The number of bytes of its lines: another one only where the file is compressed.
    public var contentCount: Int
    /// The digest of its lines.
    public var contentDigest: Digest
  }

  /// Name and version of the tool, such as `palimpsest 0.1.0`.
  public var tool: String
  /// What the corpus was made from.
  public var origin: CorpusOrigin
  /// Which part of it this is.
  public var shard: CorpusShard
  /// The ranges that the part covers.
  public var coverage: Coverage
  /// Whether its files are gzip files.
  public var isCompressed: Bool
  /// How much of everything it holds.
  public var counts: CorpusCounts
  /// Its files.
  public var files: [CorpusFile: Entry]

  /// What of the whole a part covers.
  public struct Coverage: Equatable, Sendable {
    /// Communities.
    public var communities: Range<Int>
    /// Places of the training order.
    public var examples: Range<Int>
    /// Canaries.
    public var canaries: Range<Int>
  }

  /// The name of a file as it is stored.
  public func name(of file: CorpusFile) -> String {
    file.name(isCompressed: isCompressed)
  }

  /// The corpus's numbers, by stable name.
  public var facts: [String: String] {
    [
      "recipe": origin.recipe["name"]?.text ?? "", "as-of": origin.asOf,
      "formats": origin.formats, "shard": shard.text, "profiles": String(counts.profiles),
      "documents": String(counts.documents), "spans": String(counts.spans),
      "questions": String(counts.questions), "interactions": String(counts.interactions),
      "examples": String(counts.examples), "canaries": String(counts.canaries),
      "bytes": String(files.values.reduce(0) { $0 + $1.byteCount }),
    ]
  }

  /// The manifest of a part that was not written yet: what a checkpoint is bound to.
  init(planned part: CorpusPart, tool: String, isCompressed: Bool) {
    self.tool = tool
    origin = part.source.origin
    shard = part.shard
    coverage = Coverage(
      communities: part.communities, examples: part.examples, canaries: part.canaries)
    self.isCompressed = isCompressed
    counts = CorpusCounts()
    files = [:]
  }

  /// The digest of everything that the bytes depend on.
  var identity: Digest {
    get throws(EvidenceError) { try Digest.sha256(canonical: .object(try head)) }
  }
}
