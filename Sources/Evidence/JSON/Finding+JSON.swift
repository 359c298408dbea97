// SPDX-License-Identifier: Apache-2.0

extension Finding {
  /// The finding as one line of findings.jsonl holds it.
  public var json: JSONValue {
    [
      "id": .string(id),
      "risk": .string(risk),
      "unit": .string(unit),
      "outcome": .string(outcome),
      "where": .string(location),
      "digest": .string(digest),
      "masked": .string(masked),
    ]
  }

  /// Reads a finding; `path` says in messages where it stands.
  public init(json: JSONValue, path: String = "finding") throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    self.init(
      id: try fields.string("id"), risk: try fields.string("risk"),
      unit: try fields.string("unit"), outcome: try fields.string("outcome"),
      location: try fields.string("where"), digest: try fields.string("digest"),
      masked: try fields.string("masked"))
  }
}
