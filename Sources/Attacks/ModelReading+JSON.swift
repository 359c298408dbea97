// SPDX-License-Identifier: Apache-2.0

public import Evidence
import Recommenders

extension ModelReading {
  /// The reading as a run's journal keeps it; holds positions and numbers, no identifier.
  public var json: JSONValue {
    .object([
      "kinds": .array(kinds.map(\.json)), "forget": forget.json, "retain": retain.json,
      "heldout": heldOut.json, "stored-users": .int(storedUserCount),
      "stored-items": .int(storedItemCount), "served-items": .int(servedItemCount),
      "retained": .array(retainedPlacements.map(JSONValue.number)),
    ])
  }

  /// Reads what `json` wrote.
  public init(json: JSONValue, path: String = "reading") throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    self.init(
      kinds: try fields.list("kinds") { value, path throws(EvidenceError) in
        try KindReading(json: value, path: path)
      },
      forget: try ServedUsers(json: fields.value("forget"), path: "\(path).forget"),
      retain: try ServedUsers(json: fields.value("retain"), path: "\(path).retain"),
      heldOut: try ServedUsers(json: fields.value("heldout"), path: "\(path).heldout"),
      storedUserCount: try fields.integer("stored-users"),
      storedItemCount: try fields.integer("stored-items"),
      servedItemCount: try fields.integer("served-items"),
      retainedPlacements: try fields.numbers("retained"))
  }
}

extension ModelReading.KindReading {
  fileprivate var json: JSONValue {
    .object([
      "kind": .string(kind.rawValue), "matched": matched.json, "fold-in": foldIn?.json ?? .null,
      "random": .number(orNull: randomAreaUnderCurve),
      "recovery": .array(recoveryRanks.map(JSONValue.number)),
      "geometry": .array(geometry.map(JSONValue.number)),
      "control-geometry": .array(controlGeometry.map(JSONValue.number)),
      "restored": restored?.json ?? .null,
    ])
  }

  fileprivate init(json: JSONValue, path: String) throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    var foldIn: ModelReading.Attack?
    if let value = fields.optional("fold-in") {
      foldIn = try ModelReading.Attack(json: value, path: "\(path).fold-in")
    }
    var restored: ModelReading.Attack?
    if let value = fields.optional("restored") {
      restored = try ModelReading.Attack(json: value, path: "\(path).restored")
    }
    self.init(
      kind: try fields.word("kind"),
      matched: try ModelReading.Attack(json: fields.value("matched"), path: "\(path).matched"),
      foldIn: foldIn, randomAreaUnderCurve: try fields.optionalNumber("random"),
      recoveryRanks: try fields.numbers("recovery"), geometry: try fields.numbers("geometry"),
      controlGeometry: try fields.numbers("control-geometry"), restored: restored)
  }
}

extension ModelReading.Attack {
  fileprivate var json: JSONValue {
    .object([
      "placements": .array(placements.map(JSONValue.number)),
      "groups": .array(groups.map { .int($0) }),
      "members": .array(memberScores.map(JSONValue.number)),
      "non-members": .array(nonMemberScores.map(JSONValue.number)),
    ])
  }

  fileprivate init(json: JSONValue, path: String) throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    self.init(
      placements: try fields.numbers("placements"),
      groups: try fields.numbers("groups").map { Int32($0) },
      memberScores: try fields.numbers("members"),
      nonMemberScores: try fields.numbers("non-members"))
  }
}

extension ServedUsers {
  fileprivate var json: JSONValue {
    .object([
      "users": .array(users.map { .int($0) }), "recall": .array(recall.map(JSONValue.number)),
      "ndcg": .array(ndcg.map(JSONValue.number)),
    ])
  }

  fileprivate init(json: JSONValue, path: String) throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    self.init(
      users: try fields.numbers("users").map { Int32($0) }, recall: try fields.numbers("recall"),
      ndcg: try fields.numbers("ndcg"))
  }
}

extension JSONFields {
  /// The whole number under a key; absent is an error.
  fileprivate func integer(_ key: String) throws(EvidenceError) -> Int {
    guard let value: Int = try optionalInteger(key) else { return try Int(value(key).double ?? 0) }
    return value
  }
}
