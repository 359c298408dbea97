// SPDX-License-Identifier: Apache-2.0

/// What stands in private.json: the subject key, and while a run lasts what resuming needs.
///
/// A finished run keeps the key and the plan's digest alone, for plan and paths may name people.
struct PrivateRecord: Sendable {
  var planDigest: Digest
  var plan: JSONValue?
  var details: JSONValue?
  var subjectKey: SubjectKey

  init(planDigest: Digest, plan: JSONValue?, details: JSONValue?, subjectKey: SubjectKey) {
    self.planDigest = planDigest
    self.plan = plan
    self.details = details
    self.subjectKey = subjectKey
  }

  /// Reads the record of a run and checks its plan against the digest.
  init(readingFrom folder: String) throws(EvidenceError) {
    let path = "\(folder)/\(RunLayout.privateRecord)"
    let fields = try JSONFields(try StoredFile.readJSON(path), path: path)
    try fields.require(schema: Schema.privateRecord)
    guard let subjectKey = SubjectKey(hex: try fields.string("subject-key")) else {
      throw fields.mismatch("subject-key", "a key")
    }
    self.subjectKey = subjectKey
    planDigest = try fields.digest("plan-digest")
    plan = fields.optional("plan")
    details = fields.optional("details")
    if let plan, try Digest.sha256(canonical: plan) != planDigest {
      throw EvidenceError(
        .journalCorrupt, "The plan in '\(path)' is not the one that the run began with.",
        remedy: "Start the run anew with --force.")
    }
  }

  /// Whether the run was finished: what resuming needs is then gone.
  var isOfFinishedRun: Bool { plan == nil }

  /// The record as a document of the schema `palimpsest.private/1`.
  var json: JSONValue {
    var members: [String: JSONValue] = [
      "schema": .string(Schema.privateRecord),
      "plan-digest": .string(planDigest.hex),
      "subject-key": .string(subjectKey.hex),
    ]
    members["plan"] = plan
    members["details"] = details
    return .object(members)
  }
}

extension JSONValue {
  /// The path of the first member, in key order, in which two values differ; nil where equal.
  func firstDifference(from other: JSONValue) -> String? {
    if self == other { return nil }
    guard let mine = members, let theirs = other.members else { return "" }
    let keys = Set(mine.keys).union(theirs.keys).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    for key in keys {
      guard let left = mine[key], let right = theirs[key] else { return key }
      if let rest = left.firstDifference(from: right) {
        return rest.isEmpty ? key : "\(key).\(rest)"
      }
    }
    return ""
  }
}
