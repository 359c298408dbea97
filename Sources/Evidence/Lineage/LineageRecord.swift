// SPDX-License-Identifier: Apache-2.0

/// What an artefact was made from, and how; stands beside it as `NAME.lineage.json`.
public struct LineageRecord: Equatable, Sendable {
  /// One thing that the artefact was made from.
  public struct Input: Equatable, Sendable {
    /// What it was used as, such as `interactions` or `model`.
    public var role: String
    /// The digest of its bytes.
    public var digest: Digest

    /// Creates an input.
    public init(role: String, digest: Digest) {
      self.role = role
      self.digest = digest
    }
  }

  /// The digest of the artefact's bytes.
  public var digest: Digest
  /// What it is, such as `recommender` or `interactions`.
  public var kind: String
  /// What it was made from, in the maker's order.
  public var inputs: [Input]
  /// The command that made it, without any personal value.
  public var command: String
  /// Name and version of the tool, such as `palimpsest 0.1.0`.
  public var version: String

  /// Creates a record.
  public init(digest: Digest, kind: String, inputs: [Input], command: String, version: String) {
    self.digest = digest
    self.kind = kind
    self.inputs = inputs
    self.command = command
    self.version = version
  }

  /// What follows an artefact's name in the name of its record.
  static let suffix = ".lineage.json"

  /// Where the record of the artefact at this path stands.
  public static func path(beside artefact: String) -> String {
    artefact + suffix
  }

  /// Writes the record beside its artefact, atomically.
  public func write(beside artefact: String) throws(EvidenceError) {
    try StoredFile.write(try json.readableBytes(), to: LineageRecord.path(beside: artefact))
  }

  /// Reads the record beside an artefact; the artefact itself is not looked at.
  public static func read(beside artefact: String) throws(EvidenceError) -> LineageRecord {
    let path = LineageRecord.path(beside: artefact)
    return try LineageRecord(json: try StoredFile.readJSON(path), path: path)
  }

  /// The record as a document of the schema `palimpsest.lineage/1`.
  public var json: JSONValue {
    [
      "schema": .string(Schema.lineage),
      "digest": .string(digest.hex),
      "kind": .string(kind),
      "inputs": .array(
        inputs.map { ["role": .string($0.role), "digest": .string($0.digest.hex)] }),
      "command": .string(command),
      "version": .string(version),
    ]
  }

  /// Reads a record; `path` says in messages where it stands.
  public init(json: JSONValue, path: String = "lineage") throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    try fields.require(schema: Schema.lineage)
    self.init(
      digest: try fields.digest("digest"), kind: try fields.string("kind"),
      inputs: try fields.list("inputs") { value, path throws(EvidenceError) in
        let fields = try JSONFields(value, path: path)
        return Input(role: try fields.string("role"), digest: try fields.digest("digest"))
      },
      command: try fields.string("command"), version: try fields.string("version"))
  }
}

extension JSONFields {
  /// The member as a digest.
  public func digest(_ key: String) throws(EvidenceError) -> Digest {
    guard let digest = Digest(hex: try string(key)) else {
      throw mismatch(key, "a SHA-256 digest in lower-case hexadecimal digits")
    }
    return digest
  }
}
