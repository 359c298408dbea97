// SPDX-License-Identifier: Apache-2.0

/// What manifest.json holds: the conclusion, what it rests on, and the digest of every other file.
struct RunManifest: Sendable {
  /// All members but `digest`.
  var members: [String: JSONValue]

  /// Makes the manifest of a document whose files have these digests.
  init(document: AuditDocument, plan: Digest, files: [String: Digest]) {
    members = [
      "schema": .string(Schema.manifest),
      "tool": .string(document.tool),
      "kind": .string(document.kind),
      "seed": .int(document.seed),
      "plan": .string(plan.hex),
      "kernels": document.facts["kernels"].map(JSONValue.string) ?? .null,
      "verdict": .string(document.verdict.rawValue),
      "reasons": .array(document.reasons.map(JSONValue.string)),
      "criteria": .array(document.criteria.map(\.json)),
      "account": document.account.json,
      "facts": .strings(document.facts),
      "files": .object(files.mapValues { .string($0.hex) }),
    ]
  }

  /// Reads the manifest of a finished run and checks it against the digest that it states.
  init(readingFrom folder: String) throws(EvidenceError) {
    let path = "\(folder)/\(RunLayout.manifest)"
    guard StoredFile.exists(path) else {
      guard RunLayout.holdsRun(folder) else {
        throw EvidenceError(
          .unknownRun, "'\(folder)' holds no run.",
          remedy: "List runs with 'palimpsest runs list'.")
      }
      if let record = try? PrivateRecord(readingFrom: folder), record.isOfFinishedRun {
        throw RunManifest.lost(from: folder)
      }
      throw EvidenceError(
        .runUnfinished, "The run '\(folder)' has not been finished.",
        remedy: "Finish it with 'palimpsest audit resume \(folder)'.")
    }
    guard let json = try? JSONValue(parsing: try StoredFile.read(path), name: path),
      var members = json.members
    else { throw RunManifest.tampered(path) }
    try JSONFields(json, path: path).require(schema: Schema.manifest)
    let stated = members.removeValue(forKey: "digest")
    self.members = members
    guard stated?.text == (try digest.hex) else { throw RunManifest.tampered(path) }
  }

  /// The digest over all other members, which stands for the whole bundle.
  var digest: Digest {
    get throws(EvidenceError) { try Digest.sha256(canonical: .object(members)) }
  }

  /// The digest of each file, by its path from the run's folder.
  var files: [String: String] {
    members["files"]?.members?.compactMapValues(\.text) ?? [:]
  }

  /// The file's bytes.
  var bytes: [UInt8] {
    get throws(EvidenceError) {
      var all = members
      all["digest"] = .string(try digest.hex)
      return try JSONValue.object(all).readableBytes()
    }
  }

  /// The error for a finished run that has no manifest any more.
  static func lost(from folder: String) -> EvidenceError {
    EvidenceError(
      .bundleTampered, "The run '\(folder)' was finished, but its \(RunLayout.manifest) is gone.",
      remedy: "Trust nothing in this bundle; get it again from whoever made it, or rerun.")
  }

  /// The error for a file that is not the one recorded.
  static func tampered(_ path: String) -> EvidenceError {
    EvidenceError(
      .bundleTampered, "'\(path)' is not the file that was recorded.",
      remedy: "Trust nothing in this bundle; get it again from whoever made it, or rerun.")
  }
}
