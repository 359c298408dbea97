// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// How far an unfinished corpus was written when its files were last made durable.
struct CorpusCheckpoint: Equatable {
  /// The digest of everything that the bytes depend on.
  var identity: Digest
  /// The first unit that is not in the files.
  var nextUnit = 0
  /// How many bytes of each file count.
  var byteCounts: [CorpusFile: Int] = [:]
  /// How much of everything the units before hold.
  var counts = CorpusCounts()

  /// The name of the file beside those of the unfinished corpus.
  static let name = "checkpoint.json"

  func write(to folder: String) throws(CorpusError) {
    try onDisk { () throws(EvidenceError) in
      try StoredFile.write(
        try json.canonicalBytes(), to: "\(folder)/\(CorpusCheckpoint.name)")
    }
  }

  private var json: JSONValue {
    [
      "schema": .string(Schema.corpusCheckpoint), "identity": .string(identity.hex),
      "next": .int(nextUnit),
      "bytes": .object(
        Dictionary(uniqueKeysWithValues: byteCounts.map { ($0.key.rawValue, .int($0.value)) })),
      "counts": counts.json,
    ]
  }

  init(identity: Digest) {
    self.identity = identity
  }

  /// Reads the checkpoint of a folder.
  init(readingFrom folder: String) throws(EvidenceError) {
    let path = "\(folder)/\(CorpusCheckpoint.name)"
    let fields = try JSONFields(try StoredFile.readJSON(path), path: path)
    try fields.require(schema: Schema.corpusCheckpoint)
    identity = try fields.digest("identity")
    nextUnit = try fields.optionalInteger("next") ?? 0
    counts = try CorpusCounts(json: try fields.value("counts"), path: "\(path): counts")
    let bytes = try fields.object("bytes")
    for file in CorpusFile.allCases {
      byteCounts[file] = try bytes.optionalInteger(file.rawValue)
    }
  }
}
