// SPDX-License-Identifier: Apache-2.0

import Evidence
import Testing

@Suite struct ShapeTests {
  private func text(_ value: JSONValue) throws -> String {
    String(decoding: try value.canonicalBytes(), as: UTF8.self)
  }

  @Test func numbersHaveTheOneShapeThatScriptsRelyOn() throws {
    #expect(
      try text(Samples.measured.json)
        == #"{"control":0.5,"group":{"model":"unlearned","set":"forget"},"interval":[0.47,0.5],"#
        + #""level":0.95,"method":"bootstrap by user","n":7960,"name":"membership-auc-matched","#
        + #""seed":7,"value":0.487}"#)
    #expect(
      try text(Samples.missing.json)
        == #"{"group":{"model":"unlearned"},"name":"tpr@fpr=0.001","#
        + #""reason":"200 non-members; at least 1000 are needed","value":null}"#)
  }

  @Test func theDocumentOfAnAuditHasWhatScriptsRelyOn() throws {
    let document = Samples.document().json(bundle: "runs/x")
    for key in [
      "schema", "tool", "seed", "verdict", "reasons", "measures", "series", "timings", "bundle",
    ] {
      #expect(document[key] != nil, "\(key)")
    }
    #expect(document["schema"] == "palimpsest.audit/1")
    #expect(document["verdict"] == "honoured")
  }

  @Test func valuesReadBackAsTheyWere() throws {
    let document = Samples.document(seed: .max)
    let bytes = try document.json(bundle: "runs/x").readableBytes()
    #expect(try AuditDocument(json: JSONValue(parsing: bytes)) == document)
  }

  @Test(arguments: [
    #"{"name":"a","value":1.0,"reason":"b","group":{}}"#,
    #"{"name":"a","value":null,"group":{}}"#,
    #"{"name":"a","group":{}}"#,
    #"{"value":1.0,"group":{}}"#,
    #"{"name":"a","value":1.0,"interval":[2,1],"group":{}}"#,
    #"{"name":"a","value":1.0,"interval":[1],"group":{}}"#,
    #"{"name":"a","value":1.0,"n":1.5,"group":{}}"#,
    #"{"name":"a","value":1.0,"seed":-1,"group":{}}"#,
    #"{"name":"a","value":1.0,"group":{"k":1}}"#,
    #"{"name":"a","value":"1","group":{}}"#,
    #"[]"#,
  ])
  func malformedMeasurementsAreRefused(text: String) throws {
    let json = try JSONValue(parsing: text)
    let error = #expect(throws: EvidenceError.self) { try Measurement(json: json, path: "m[3]") }
    #expect(error?.code == .unexpectedShape)
    #expect(error?.message.contains("m[3]") == true)
  }

  @Test func unequalCoordinatesAreAnErrorAndNoTrap() throws {
    var members = try #require(Samples.series.json.members)
    members["y"] = [1.0]
    #expect(throws: EvidenceError.self) { try Series(json: .object(members)) }
  }

  @Test func intervalsOfASeriesAreReadBackOrRefused() throws {
    var series = Samples.series
    series.intervals = [1...2, 0...0.5, -1...1]
    #expect(try Series(json: series.json) == series)
    #expect(Samples.series.json["low"] == nil)
    for (key, value) in [("low", [1.0, 0.0]), ("high", [0.0, 0.5, 1.0]), ("low", ["a"])]
      as [(String, JSONValue)]
    {
      var members = try #require(series.json.members)
      members[key] = value
      #expect(throws: EvidenceError.self) { try Series(json: .object(members)) }
    }
    var members = try #require(series.json.members)
    members["high"] = nil
    #expect(throws: EvidenceError.self) { try Series(json: .object(members)) }
  }

  @Test func otherSchemasAreNotRead() throws {
    var members = try #require(Samples.document().json(bundle: nil).members)
    members["schema"] = "palimpsest.audit/2"
    let error = #expect(throws: EvidenceError.self) { try AuditDocument(json: .object(members)) }
    #expect(error?.code == .unknownSchema)
  }

  @Test func theTableQuotesWhatItMustAndKeepsColumnsApart() {
    let odd = Measurement(
      "a,b", 2, n: 3, group: ["method": "x", "set": "say \"no\"\nor"], interval: 1...3, level: 0.9,
      control: 0, seed: .max)
    let heading = "name,value,n,low,high,level,method,control,seed,reason,group-method,model,set"
    #expect(
      MeasureTable([Samples.missing, odd]).csv
        == "\(heading)\r\n"
        + "tpr@fpr=0.001,,,,,,,,,200 non-members; at least 1000 are needed,,unlearned,\r\n"
        + "\"a,b\",2.0,3,1.0,3.0,0.9,,0.0,18446744073709551615,,x,,\"say \"\"no\"\"\nor\"\r\n")
  }

  /// Moments checked with `date -u -d @SECONDS`.
  @Test(arguments: [
    (0.0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    (951_868_800, "2000-03-01T00:00:00Z"), (1_000_000_000.9, "2001-09-09T01:46:40Z"),
    (4_107_542_399, "2100-02-28T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
    (-1, "1969-12-31T23:59:59Z"), (-2_203_891_201, "1900-02-28T23:59:59Z"),
    (253_402_300_799, "9999-12-31T23:59:59Z"),
  ])
  func momentsAreWrittenAsDates(seconds: Double, expected: String) {
    let record = VolatileRecord(started: seconds, finished: seconds, host: [:])
    #expect(record.json["started"]?.text == expected)
  }
}
