// SPDX-License-Identifier: Apache-2.0

extension AuditDocument {
  /// The document that `--json` prints.
  ///
  /// - Parameter bundle: Where the run's bundle lies; null where none was written.
  /// - Returns: The document, of the schema `palimpsest.audit/1`.
  public func json(bundle: String?) -> JSONValue {
    [
      "schema": .string(Schema.audit),
      "tool": .string(tool),
      "kind": .string(kind),
      "seed": .int(seed),
      "verdict": .string(verdict.rawValue),
      "reasons": .array(reasons.map(JSONValue.string)),
      "criteria": .array(criteria.map(\.json)),
      "account": account.json,
      "facts": .strings(facts),
      "measures": .array(measures.map(\.json)),
      "series": .array(series.map(\.json)),
      "findings": .array(findings.map(\.json)),
      "timings": .array(timings.map(\.json)),
      "bundle": bundle.map(JSONValue.string) ?? .null,
    ]
  }

  /// Reads a document that `--json` printed.
  public init(json: JSONValue, path: String = "audit") throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    try fields.require(schema: Schema.audit)
    try self.init(
      heading: fields,
      measures: fields.list("measures", Measurement.init(json:path:)),
      series: fields.list("series", Series.init(json:path:)),
      findings: fields.list("findings", Finding.init(json:path:)),
      timings: fields.list("timings", Measurement.init(json:path:)))
  }

  /// Reads what manifest and `--json` document have in common, and joins the rest.
  init(
    heading fields: JSONFields, measures: [Measurement], series: [Series], findings: [Finding],
    timings: [Measurement]
  ) throws(EvidenceError) {
    guard let seed = try fields.optionalInteger("seed", as: UInt64.self) else {
      throw fields.mismatch("seed", "a whole number")
    }
    self.init(
      tool: try fields.string("tool"), kind: try fields.string("kind"), seed: seed,
      verdict: try fields.word("verdict"), reasons: try fields.strings("reasons"),
      criteria: try fields.list("criteria", Criterion.init(json:path:)),
      account: try Account(json: fields.value("account"), path: "\(fields.path).account"),
      facts: try fields.stringTable("facts"), measures: measures, series: series,
      findings: findings, timings: timings)
  }
}

extension Account {
  /// The account as an object of five sentences.
  public var json: JSONValue {
    [
      "asked": .string(asked),
      "done": .string(done),
      "tested": .string(tested),
      "shows": .string(shows),
      "cannot-show": .string(cannotShow),
    ]
  }

  /// Reads an account; `path` says in messages where it stands.
  public init(json: JSONValue, path: String = "account") throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    self.init(
      asked: try fields.string("asked"), done: try fields.string("done"),
      tested: try fields.string("tested"), shows: try fields.string("shows"),
      cannotShow: try fields.string("cannot-show"))
  }
}
