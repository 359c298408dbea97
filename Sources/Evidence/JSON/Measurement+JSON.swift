// SPDX-License-Identifier: Apache-2.0

extension Measurement {
  /// The measurement in the one shape that all numbers have.
  ///
  /// A missing value stands as `"value": null` beside its `reason`; what does not apply is left out.
  public var json: JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(name),
      "value": .number(orNull: value),
      "group": .strings(group),
    ]
    members["reason"] = reason.map(JSONValue.string)
    members["n"] = n.map { .int($0) }
    members["interval"] = interval.map(JSONValue.interval)
    members["level"] = level.map(JSONValue.number)
    members["method"] = method.map(JSONValue.string)
    members["control"] = control.map(JSONValue.number)
    members["seed"] = seed.map { .int($0) }
    return .object(members)
  }

  /// Reads a measurement; `path` says in messages where it stands.
  public init(json: JSONValue, path: String = "measurement") throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    let name = try fields.string("name")
    self.init(missing: name, reason: "", group: try fields.stringTable("group"))
    reason = try fields.optionalString("reason")
    value = try fields.optionalNumber("value")
    guard (value == nil) != (reason == nil) else {
      throw EvidenceError(
        .unexpectedShape,
        "\(path) ('\(name)') needs either a value or the reason why it is missing.",
        remedy: "Give a document of the schema in docs/schemas.")
    }
    n = try fields.optionalInteger("n")
    interval = try fields.optionalInterval("interval")
    level = try fields.optionalNumber("level")
    method = try fields.optionalString("method")
    control = try fields.optionalNumber("control")
    seed = try fields.optionalInteger("seed")
  }
}

extension JSONValue {
  /// An interval as its lower and upper end.
  static func interval(_ interval: ClosedRange<Double>) -> JSONValue {
    [.number(interval.lowerBound), .number(interval.upperBound)]
  }
}
