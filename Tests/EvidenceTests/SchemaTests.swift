// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

@Suite struct SchemaTests {
  @Test func everyProducedDocumentFitsItsSchema() throws {
    let schemas = try StructuralSchema()
    #expect(schemas.names.count == 24)
    try TemporaryFolder.with { folder in
      let bundle = try SampleRun.complete(SampleRun.begin(at: folder.path("run")))
      func check(_ value: JSONValue, _ name: String) {
        #expect(schemas.problems(of: value, with: name) == [], "\(name)")
      }
      for name in ["manifest", "measures", "series", "volatile"] {
        check(try StoredFile.readJSON("\(bundle.path)/\(name).json"), name)
      }
      check(try StoredFile.readJSON("\(bundle.path)/models/gold.bin.lineage.json"), "lineage")
      check(Samples.document(seed: .max).json(bundle: "runs/1"), "audit")
      check(Samples.document().json(bundle: nil), "audit")
      check(Samples.missing.json, "measurement")
      let findings = try String(contentsOfFile: bundle.path + "/findings.jsonl", encoding: .utf8)
      for line in findings.split(separator: "\n") {
        check(try JSONValue(parsing: String(line)), "finding")
      }
    }
  }

  @Test func theSchemasRefuseWhatTheyShould() throws {
    let schemas = try StructuralSchema()
    func change(_ value: JSONValue, _ edit: (inout [String: JSONValue]) -> Void) -> JSONValue {
      var members = value.members ?? [:]
      edit(&members)
      return .object(members)
    }
    let good = Samples.measured.json
    let bad = [
      change(good) { $0["group"] = nil }, change(good) { $0["value"] = nil },
      change(good) { $0["value"] = .null }, change(good) { $0["reason"] = "why" },
      change(good) { $0["extra"] = 1 }, change(good) { $0["interval"] = [0.1] },
      change(good) { $0["level"] = 95 }, change(good) { $0["n"] = 1.5 },
      change(Samples.missing.json) { $0["reason"] = nil },
    ]
    for value in bad {
      #expect(!schemas.problems(of: value, with: "measurement").isEmpty, "\(value)")
    }
    let document = Samples.document().json(bundle: nil)
    for key in document.members?.keys.sorted() ?? [] {
      let cut = change(document) { $0[key] = nil }
      #expect(schemas.problems(of: cut, with: "audit") == ["$.\(key): missing"])
    }
  }
}
