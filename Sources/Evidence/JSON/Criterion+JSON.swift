// SPDX-License-Identifier: Apache-2.0

extension Criterion {
  /// The condition with what was found; `value` is null where there is none.
  public var json: JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(name),
      "question": .string(question),
      "outcome": .string(outcome.rawValue),
      "value": .number(orNull: value),
      "required": .bool(required),
      "finding": .string(finding),
      "remedy": .string(remedy),
    ]
    members["interval"] = interval.map(JSONValue.interval)
    members["level"] = level.map(JSONValue.number)
    members["control"] = control.map(JSONValue.number)
    members["at-least"] = atLeast.map(JSONValue.number)
    members["at-most"] = atMost.map(JSONValue.number)
    return .object(members)
  }

  /// Reads a condition; `path` says in messages where it stands.
  public init(json: JSONValue, path: String = "criterion") throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    self.init(
      name: try fields.string("name"), question: try fields.string("question"),
      outcome: try fields.word("outcome"), value: try fields.optionalNumber("value"),
      interval: try fields.optionalInterval("interval"),
      level: try fields.optionalNumber("level"), control: try fields.optionalNumber("control"),
      atLeast: try fields.optionalNumber("at-least"),
      atMost: try fields.optionalNumber("at-most"), required: try fields.bool("required"),
      finding: try fields.string("finding"), remedy: try fields.string("remedy"))
  }
}
