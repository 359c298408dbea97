// SPDX-License-Identifier: Apache-2.0

import Attacks
import Evidence
import Recommenders
import Unlearning

/// One piece of an audit's work that is recorded as a whole, so that a killed run can go on.
enum AuditUnit: Equatable, Sendable {
  /// The model after erasure and, where there is one, the model before.
  case erased
  /// The Gold of one seed.
  case gold(Int)

  /// The unit's name in the journal.
  var id: String {
    switch self {
    case .erased: "erased"
    case .gold(let index): "gold-\(index)"
    }
  }
}

/// What a unit found.
struct UnitRecord: Sendable {
  /// Readings by model: `original`, `unlearned` or `gold`.
  var readings: [String: ModelReading] = [:]
  /// The path of unlearning.
  var path: [UnlearningOutcome.Look] = []
  /// What a judged model still holds beside its indexes.
  var inspection: ModelInspection?
  /// Facts for the evidence.
  var facts: [String: String] = [:]
  /// Processor seconds by what they were spent on; volatile.
  var seconds: [String: Double] = [:]
  /// The digests of the model files written, which the journal keeps beside the rest.
  var files: [String: Digest] = [:]

  var json: JSONValue {
    .object([
      "readings": .object(readings.mapValues(\.json)), "facts": .strings(facts),
      "seconds": .object(seconds.mapValues(JSONValue.number)), "path": .array(path.map(\.json)),
      "inspection": inspection?.json ?? .null,
    ])
  }

  init() {}

  init(json: JSONValue) throws(EvidenceError) {
    let fields = try JSONFields(json, path: "journal.jsonl: unit")
    let stored = try fields.object("readings")
    for name in stored.members.keys.sorted() {
      readings[name] = try ModelReading(json: stored.value(name), path: name)
    }
    facts = try fields.stringTable("facts")
    inspection = try fields.optional("inspection").map { value throws(EvidenceError) in
      try ModelInspection(json: value)
    }
    for (name, value) in try fields.object("seconds").members { seconds[name] = value.double }
    path = try fields.list("path") { value, path throws(EvidenceError) in
      try UnlearningOutcome.Look(json: value, path: path)
    }
  }
}

extension UnlearningOutcome.Look {
  fileprivate var json: JSONValue {
    .object([
      "passes": .number(passes), "kind": .string(kind.rawValue),
      "auc": .number(orNull: areaUnderCurve), "erased": .number(erasedScore),
      "heldout": .number(heldOutScore),
    ])
  }

  fileprivate init(json: JSONValue, path: String) throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    self.init(
      passes: try fields.optionalNumber("passes") ?? 0, kind: try fields.word("kind"),
      areaUnderCurve: try fields.optionalNumber("auc"),
      erasedScore: try fields.optionalNumber("erased") ?? 0,
      heldOutScore: try fields.optionalNumber("heldout") ?? 0)
  }
}

extension ModelInspection {
  fileprivate var json: JSONValue {
    .object([
      "unknown-rows": .int(unknownRowCount),
      "stored-vectors": storedVectorCount.map { .int($0) } ?? .null,
      "stored-identifiers": .int(storedIdentifierCount),
      "searched-identifiers": .int(searchedIdentifierCount),
      "erased-identifiers": .int(erasedIdentifierCount),
      "unknown-entries": .int(unknown.entryCount), "unknown-bytes": .int(unknown.byteCount),
    ])
  }

  fileprivate init(json: JSONValue) throws(EvidenceError) {
    let fields = try JSONFields(json, path: "inspection")
    func count(_ key: String) throws(EvidenceError) -> Int {
      _ = try fields.value(key)
      return try fields.optionalInteger(key) ?? 0
    }
    self.init(
      unknownRowCount: try count("unknown-rows"),
      storedVectorCount: try fields.optionalInteger("stored-vectors"),
      storedIdentifierCount: try count("stored-identifiers"),
      searchedIdentifierCount: try count("searched-identifiers"),
      erasedIdentifierCount: try count("erased-identifiers"),
      unknown: UnknownContent(
        entryCount: try count("unknown-entries"), byteCount: try count("unknown-bytes")))
  }
}
