// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

/// Runs of which a file was changed or removed, before or after they were finished.
@Suite struct DamagedRunTests {
  private static let artefact = ["models/gold.bin", "models/gold.bin.lineage.json"]

  /// Changes the byte in a file's middle, for as long as `body` takes.
  private func withDamage(_ path: String, _ body: () throws -> Void) throws {
    let original = try Data(contentsOf: URL(fileURLWithPath: path))
    var changed = original
    if changed.isEmpty { changed = Data("x".utf8) } else { changed[changed.count / 2] ^= 1 }
    try changed.write(to: URL(fileURLWithPath: path))
    try body()
    try original.write(to: URL(fileURLWithPath: path))
  }

  @Test func aChangedArtefactOfAnUnfinishedRunIsNoticed() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("run")
      try { try SampleRun.work(SampleRun.begin(at: path), units: ["gold/1"]) }()
      for name in Self.artefact {
        try withDamage("\(path)/\(name)") {
          let run = try RunStore.open(at: path)
          let held = #expect(throws: EvidenceError.self) { try run.holdsArtefact("gold.bin") }
          #expect(held?.code == .bundleTampered)
          #expect(held?.message.contains(name) == true)
          let finished = #expect(throws: EvidenceError.self) { try SampleRun.complete(run) }
          #expect(finished?.code == .bundleTampered)
          #expect(!StoredFile.exists("\(path)/manifest.json"))
        }
      }
      let run = try RunStore.open(at: path)
      #expect(try run.holdsArtefact("gold.bin"))
      #expect(throws: Never.self) { try SampleRun.complete(run) }
    }
  }

  @Test(arguments: [[0], [1], [0, 1]])
  func anArtefactThatIsGoneIsMadeAgainAsItWasAndNotOtherwise(gone: [Int]) throws {
    try TemporaryFolder.with { folder in
      let whole = try SampleRun.complete(SampleRun.begin(at: folder.path("whole")))
      let path = folder.path("run")
      let run = try SampleRun.begin(at: path)
      try SampleRun.work(run, units: SampleRun.units[...])
      for index in gone {
        try FileManager.default.removeItem(atPath: "\(path)/\(Self.artefact[index])")
      }
      #expect(try run.holdsArtefact("gold.bin") == false)
      let lost = #expect(throws: EvidenceError.self) { try SampleRun.complete(run) }
      #expect(lost?.code == .bundleTampered)
      let before = try contents(of: path)
      let other = #expect(throws: EvidenceError.self) { try SampleRun.writeGold(run, "weightz") }
      #expect(other?.code == .bundleTampered)
      #expect(try contents(of: path)["models/gold.bin"] == before["models/gold.bin"])
      try SampleRun.writeGold(run)
      #expect(try run.holdsArtefact("gold.bin"))
      let bundle = try SampleRun.complete(run)
      #expect(try contents(of: bundle.path) == contents(of: whole.path))
    }
  }

  @Test func aJournalWithoutDigestsLeavesThemToTheLineageRecord() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("run")
      let run = try SampleRun.begin(at: path)
      try SampleRun.writeGold(run)
      try run.appendUnit(id: "gold/1", payload: ["score": 1.5])
      #expect(try run.holdsArtefact("gold.bin"))
      try withDamage("\(path)/models/gold.bin") {
        let held = #expect(throws: EvidenceError.self) { try run.holdsArtefact("gold.bin") }
        #expect(held?.code == .bundleTampered)
        #expect(throws: EvidenceError.self) { try SampleRun.complete(run) }
      }
      try FileManager.default.removeItem(atPath: "\(path)/models/gold.bin.lineage.json")
      #expect(try run.holdsArtefact("gold.bin") == false)
    }
  }

  @Test func aDigestChangedInTheJournalIsACorruptLine() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("run")
      try { try SampleRun.work(SampleRun.begin(at: path), units: ["gold/1"]) }()
      let journal = path + "/journal.jsonl"
      let text = try String(contentsOfFile: journal, encoding: .utf8)
      let digest = try Digest.sha256("weights").hex
      let other = try Digest.sha256("weightz").hex
      for wrong in [other, "", "x"] {
        let changed = text.replacingOccurrences(of: digest, with: wrong)
        #expect(changed != text)
        try overwrite(journal, changed)
        let error = #expect(throws: EvidenceError.self) { try RunStore.open(at: path) }
        #expect(error?.code == .journalCorrupt)
      }
    }
  }

  @Test func aFinishedRunWithoutItsManifestIsDamagedAndNotUnfinished() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("run")
      try { _ = try SampleRun.complete(SampleRun.begin(at: path)) }()
      try FileManager.default.removeItem(atPath: path + "/manifest.json")
      let before = try contents(of: path)
      for attempt in [{ _ = try RunStore.open(at: path) }, { _ = try RunBundle(at: path) }] {
        let error = #expect(throws: EvidenceError.self) { try attempt() }
        #expect(error?.code == .bundleTampered)
      }
      #expect(try contents(of: path) == before)
      let index = RunIndex(folder: folder.path)
      #expect(try index.entries().map(\.state) == [.damaged])
      #expect(try index.resolve("latest") == "\(folder.path)/run")
      let none = #expect(throws: EvidenceError.self) { try index.resolveUnfinished("latest") }
      #expect(none?.code == .unknownRun)
    }
  }

  @Test func theListVouchesForNoRunWithAChangedSmallFile() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("run")
      try { _ = try SampleRun.complete(SampleRun.begin(at: path)) }()
      let index = RunIndex(folder: folder.path)
      let small = [
        "manifest.json", "measures.json", "series.json", "findings.jsonl", "report.html",
        "models/gold.bin.lineage.json",
      ]
      for name in small {
        try withDamage("\(path)/\(name)") {
          let entry = try #require(index.entries().first)
          #expect(entry.state == .damaged, "\(name)")
          #expect(entry.verdict == nil && entry.kind == nil, "\(name)")
          #expect(try index.resolve("latest") == "\(folder.path)/run", "\(name)")
        }
      }
      try withDamage("\(path)/models/gold.bin") {
        let entry = try index.entries().first
        #expect(entry?.state == .finished, "only 'verify' reads models")
      }
      #expect(try index.entries().first?.verdict == .honoured)
      try FileManager.default.removeItem(atPath: "\(path)/models/gold.bin")
      #expect(try index.entries().first?.state == .damaged)
    }
  }

  @Test func aDiscardedRunLeavesNothingButWhatIsNotItsOwn() throws {
    try TemporaryFolder.with { folder in
      for name in ["alone", "shared"] {
        let run = try SampleRun.begin(at: folder.path(name))
        try SampleRun.work(run, units: ["gold/1"])
        if name == "shared" { try folder.write("mine", to: "shared/letter.txt") }
        try run.discard()
      }
      #expect(
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() == [
          "shared", "shared/letter.txt",
        ])
      let path = folder.path("done")
      try { _ = try SampleRun.complete(SampleRun.begin(at: path)) }()
      let before = try contents(of: path)
      let error = #expect(throws: EvidenceError.self) { try RunStore.open(at: path).discard() }
      #expect(error?.code == .runFinished)
      #expect(try contents(of: path) == before)
    }
  }
}
