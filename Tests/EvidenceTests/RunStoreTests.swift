// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

@Suite struct RunStoreTests {
  @Test func aFinishedRunReadsBackAsItWas() throws {
    try TemporaryFolder.with { folder in
      let run = try SampleRun.begin(at: folder.path("runs/one"))
      let bundle = try SampleRun.complete(run)
      #expect(try bundle.document() == Samples.document())
      #expect(bundle.verdict == .honoured)
      #expect(bundle.planDigest == run.planDigest.hex)
      #expect(try bundle.volatile()?.host == ["cpus": "2"])
      #expect(throws: Never.self) { try bundle.verify() }
      #expect(
        try Set(contents(of: bundle.path).keys) == [
          "manifest.json", "measures.json", "series.json", "findings.jsonl", "volatile.json",
          "report.html", "private.json", "models/gold.bin", "models/gold.bin.lineage.json",
        ])
    }
  }

  @Test func anInterruptedRunEndsWithTheBytesOfAnUninterruptedOne() throws {
    try TemporaryFolder.with { folder in
      let whole = try SampleRun.complete(SampleRun.begin(at: folder.path("whole")))
      for cut in 0...SampleRun.units.count {
        let path = folder.path("cut-\(cut)")
        try { try SampleRun.work(SampleRun.begin(at: path), units: SampleRun.units.prefix(cut)) }()
        try overwrite(path + "/measures.json.partial", "{")
        let resumed = try RunStore.open(at: path)
        #expect(resumed.completedUnits.count == cut)
        #expect(resumed.plan == SampleRun.plan)
        #expect(resumed.details == SampleRun.details)
        let bundle = try SampleRun.complete(resumed, timing: Double(cut))
        var expected = try contents(of: whole.path)
        var actual = try contents(of: bundle.path)
        #expect(expected.removeValue(forKey: "volatile.json") != nil)
        actual["volatile.json"] = nil
        #expect(actual == expected)
      }
    }
  }

  @Test func theOrderOfUnitsLeavesNoTrace() throws {
    try TemporaryFolder.with { folder in
      let forward = try SampleRun.begin(at: folder.path("forward"))
      let backward = try SampleRun.begin(at: folder.path("backward"))
      try SampleRun.work(backward, units: SampleRun.units.reversed())
      let bundles = try [SampleRun.complete(forward), SampleRun.complete(backward)]
      #expect(try contents(of: bundles[0].path) == contents(of: bundles[1].path))
      #expect(try bundles[0].digest == bundles[1].digest)
    }
  }

  @Test func aLineTornByAKillIsDroppedWhereverItTore() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("run")
      try { try SampleRun.work(SampleRun.begin(at: path), units: SampleRun.units[...]) }()
      let journal = path + "/journal.jsonl"
      let full = try Data(contentsOf: URL(fileURLWithPath: journal))
      for length in 0..<full.count {
        try full.prefix(length).write(to: URL(fileURLWithPath: journal))
        let whole = full.prefix(length).count { $0 == UInt8(ascii: "\n") }
        let run = try RunStore.open(at: path)
        #expect(run.completedUnits.count == whole, "cut at \(length)")
        try SampleRun.work(run, units: SampleRun.units[...])
        #expect(try Data(contentsOf: URL(fileURLWithPath: journal)) == full, "cut at \(length)")
      }
    }
  }

  @Test func anyOtherCorruptLineIsAnError() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("run")
      try { try SampleRun.work(SampleRun.begin(at: path), units: SampleRun.units[...]) }()
      let journal = path + "/journal.jsonl"
      let lines = try String(contentsOfFile: journal, encoding: .utf8)
        .split(separator: "\n").map { "\($0)\n" }
      let changed = lines[1].replacingOccurrences(of: "\"score\":1.5", with: "\"score\":9.5")
      #expect(changed != lines[1])
      let variants: [[String]] = [
        [lines[0], changed, lines[2]], [lines[0], lines[2]], [lines[1], lines[0], lines[2]],
        [lines[0], "\n", lines[1]], [lines[0], lines[0]], [lines[0], "{}\n"], ["\0\0\n"],
      ]
      for variant in variants {
        try overwrite(journal, variant.joined())
        let error = #expect(throws: EvidenceError.self) { try RunStore.open(at: path) }
        #expect(error?.code == .journalCorrupt)
        #expect(error?.category == .tampered)
      }
    }
  }

  @Test func everyChangedByteOfARecordedFileIsNoticedAndNamed() throws {
    try TemporaryFolder.with { folder in
      let bundle = try SampleRun.complete(SampleRun.begin(at: folder.path("run")))
      let covered = [
        "manifest.json", "measures.json", "series.json", "findings.jsonl", "report.html",
        "models/gold.bin", "models/gold.bin.lineage.json",
      ]
      for name in covered {
        let url = URL(fileURLWithPath: "\(bundle.path)/\(name)")
        let original = try Data(contentsOf: url)
        var changed = original
        changed[changed.count / 2] ^= 1
        try changed.write(to: url)
        let error = #expect(throws: EvidenceError.self) { try RunBundle(at: bundle.path).verify() }
        #expect(error?.category == .tampered)
        #expect(error?.message.contains(name) == true)
        try FileManager.default.removeItem(at: url)
        #expect(throws: EvidenceError.self) { try RunBundle(at: bundle.path).verify() }
        try original.write(to: url)
        #expect(throws: Never.self) { try RunBundle(at: bundle.path).verify() }
      }
      try overwrite("\(bundle.path)/models/added.bin", "x")
      let error = #expect(throws: EvidenceError.self) { try bundle.verify() }
      #expect(error?.message.contains("models/added.bin") == true)
    }
  }

  @Test func aVerdictEditedByHandIsNotRead() throws {
    try TemporaryFolder.with { folder in
      let bundle = try SampleRun.complete(SampleRun.begin(at: folder.path("run")))
      let path = bundle.path + "/manifest.json"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try overwrite(path, text.replacingOccurrences(of: "\"honoured\"", with: "\"passed\""))
      let error = #expect(throws: EvidenceError.self) { try RunBundle(at: bundle.path) }
      #expect(error?.code == .bundleTampered)
    }
  }

  @Test func resumingAFinishedRunDoesNothingAndSaysSo() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("run")
      try { _ = try SampleRun.complete(SampleRun.begin(at: path)) }()
      let before = try contents(of: path)
      let run = try RunStore.open(at: path)
      #expect(run.wasFinished)
      let error = #expect(throws: EvidenceError.self) { try run.appendUnit(id: "x", payload: 1) }
      #expect(error?.code == .runFinished)
      #expect(try contents(of: path) == before)
    }
  }

  @Test func aKillBetweenManifestAndCleaningStillLeavesTheSameBundle() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("run")
      let leftover = try {
        let run = try SampleRun.begin(at: path)
        try SampleRun.work(run, units: SampleRun.units[...])
        let leftover = try contents(of: path)
        _ = try SampleRun.complete(run)
        return leftover
      }()
      let finished = try contents(of: path)
      for name in ["journal.jsonl", "private.json"] {
        try #require(leftover[name]).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
      }
      #expect(try RunStore.open(at: path).wasFinished)
      #expect(try contents(of: path) == finished)
    }
  }

  @Test func nothingOfThePlanStaysOnceARunIsFinished() throws {
    try TemporaryFolder.with { folder in
      let bundle = try SampleRun.complete(SampleRun.begin(at: folder.path("run")))
      for (name, bytes) in try contents(of: bundle.path) {
        #expect(bytes.range(of: Data("person-4711".utf8)) == nil, "\(name)")
      }
    }
  }

  @Test func privateFilesAreForTheirOwnerAlone() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("run")
      func permissions() throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path + "/private.json")[.posixPermissions]
          as? Int
      }
      let run = try SampleRun.begin(at: path)
      #expect(try permissions() == 0o600)
      _ = try SampleRun.complete(run)
      #expect(try permissions() == 0o600)
    }
  }
}
