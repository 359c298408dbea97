// SPDX-License-Identifier: Apache-2.0

public import Evidence

extension CorpusManifest {
  /// The manifest as a document of the schema `palimpsest.corpus/1`.
  ///
  /// Its member `digest` is that of the canonical bytes of all others.
  public var json: JSONValue {
    get throws(EvidenceError) {
      var members = try head
      members["counts"] = counts.json
      members["files"] = .object(
        Dictionary(uniqueKeysWithValues: files.map { (name(of: $0.key), $0.value.json) }))
      members["card"] = .object(card.mapValues(JSONValue.string))
      members["digest"] = .string(try Digest.sha256(canonical: .object(members)).hex)
      return .object(members)
    }
  }

  /// What is settled before anything is written.
  var head: [String: JSONValue] {
    get throws(EvidenceError) {
      var members = try origin.members
      members["schema"] = .string(Schema.corpus)
      members["tool"] = .string(tool)
      members["compression"] = .string(isCompressed ? "gzip" : "none")
      members["shard"] = [
        "number": .int(shard.number), "count": .int(shard.count),
        "communities": CorpusManifest.ends(coverage.communities),
        "examples": CorpusManifest.ends(coverage.examples),
        "canaries": CorpusManifest.ends(coverage.canaries),
      ]
      return members
    }
  }

  private static func ends(_ range: Range<Int>) -> JSONValue {
    [.int(range.lowerBound), .int(range.upperBound)]
  }

  /// Reads a manifest; `path` says in messages where it stands.
  ///
  /// - Parameters:
  ///   - json: The document.
  ///   - path: The file's path.
  /// - Throws: `unknownSchema` or `unexpectedShape`, and `bundleTampered` where `digest` is not that
  ///   of the rest.
  public init(json: JSONValue, path: String) throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    try fields.require(schema: Schema.corpus)
    tool = try fields.string("tool")
    let compression = try fields.string("compression")
    isCompressed = compression == "gzip"
    let part = try fields.object("shard")
    coverage = Coverage(
      communities: try CorpusManifest.range("communities", part),
      examples: try CorpusManifest.range("examples", part),
      canaries: try CorpusManifest.range("canaries", part))
    let number: Int = try part.optionalInteger("number") ?? 0
    let count: Int = try part.optionalInteger("count") ?? 0
    guard let shard = try? CorpusShard(number: number, count: count) else {
      throw part.mismatch("number", "the number of a part")
    }
    self.shard = shard
    counts = try CorpusCounts(json: try fields.value("counts"), path: "\(path): counts")
    let entries = try fields.object("files")
    var files: [CorpusFile: Entry] = [:]
    for file in CorpusFile.allCases {
      let name = file.name(isCompressed: isCompressed)
      guard entries.optional(name) != nil else { continue }
      files[file] = try Entry(try entries.object(name))
    }
    self.files = files
    origin = try CorpusOrigin(fields, files: CorpusFile.allCases.filter { files[$0] != nil })
    try fields.requireOwnDigest()
  }

  private static func range(_ key: String, _ fields: JSONFields) throws(EvidenceError)
    -> Range<Int>
  {
    let ends = try fields.array(key).compactMap(\.wholeNumber)
    guard ends.count == 2, ends[0] >= 0, ends[0] <= ends[1] else {
      throw fields.mismatch(key, "an array of a start and an end")
    }
    return ends[0]..<ends[1]
  }
}

extension CorpusManifest.Entry {
  /// The entry as a member of a manifest.
  var json: JSONValue {
    [
      "bytes": .int(byteCount), "digest": .string(digest.hex),
      "contentBytes": .int(contentCount), "contentDigest": .string(contentDigest.hex),
    ]
  }

  init(_ fields: JSONFields) throws(EvidenceError) {
    byteCount = try fields.optionalInteger("bytes") ?? 0
    digest = try fields.digest("digest")
    contentCount = try fields.optionalInteger("contentBytes") ?? 0
    contentDigest = try fields.digest("contentDigest")
  }
}

extension CorpusOrigin {
  init(_ fields: JSONFields, files: [CorpusFile]) throws(EvidenceError) {
    guard let seed = try fields.optionalInteger("seed", as: UInt64.self) else {
      throw fields.mismatch("seed", "a whole number")
    }
    self.seed = seed
    generation = try fields.optionalInteger("generation") ?? 0
    recipe = try fields.value("recipe")
    let names = try fields.object("tables")
    tables = [:]
    for name in names.members.keys { tables[name] = try names.digest(name) }
    asOf = try fields.string("asOf")
    formats = try fields.string("formats")
    notes = try fields.object("card").optionalString("notes")
    self.files = files
  }
}

extension JSONFields {
  /// Refuses a document whose member `digest` is not that of the others.
  func requireOwnDigest() throws(EvidenceError) {
    var rest = members
    rest["digest"] = nil
    guard try digest("digest") == Digest.sha256(canonical: .object(rest)) else {
      throw EvidenceError(
        .bundleTampered, "\(path) was changed: its digest is not that of its content.",
        remedy: "Make the corpus again, or take an unchanged copy.")
    }
  }
}
