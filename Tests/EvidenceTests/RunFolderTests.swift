// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Evidence
import Foundation
import TestSupport
import Testing

@Suite struct RunFolderTests {
  @Test func anExistingRunIsReplacedOnlyByForce() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("run")
      try { _ = try SampleRun.complete(SampleRun.begin(at: path)) }()
      let before = try contents(of: path)
      let error = #expect(throws: EvidenceError.self) { try SampleRun.begin(at: path) }
      #expect(error?.code == .outputExists)
      #expect(error?.category == .inputOutput)
      #expect(try contents(of: path) == before)
      let again = try SampleRun.begin(at: path, force: true)
      #expect(again.completedUnits.isEmpty)
      #expect(try Set(contents(of: path).keys) == ["private.json", "journal.jsonl"])
    }
  }

  @Test(arguments: [false, true])
  func aFolderWithOtherContentIsNeverTouched(force: Bool) throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("thesis")
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try overwrite(path + "/chapter.txt", "words")
      let error = #expect(throws: EvidenceError.self) {
        try SampleRun.begin(at: path, force: force)
      }
      #expect(error?.code == .foreignFolder)
      #expect(try contents(of: path) == ["chapter.txt": Data("words".utf8)])
    }
  }

  @Test func twoProcessesDoNotWorkOnOneRun() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("run")
      let run = try SampleRun.begin(at: path)
      for attempt in [
        { _ = try RunStore.open(at: path) }, { _ = try SampleRun.begin(at: path, force: true) },
      ] {
        let error = #expect(throws: EvidenceError.self) { try attempt() }
        #expect(error?.code == .runBusy)
      }
      try run.appendUnit(id: "u", payload: nil)
    }
  }

  @Test func unitsFromManyThreadsAllArrive() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("run")
      try {
        let run = try SampleRun.begin(at: path)
        DispatchQueue.concurrentPerform(iterations: 40) { index in
          try? run.appendUnit(id: "unit-\(index)", payload: .int(index))
        }
        let error = #expect(throws: EvidenceError.self) {
          try run.appendUnit(id: "unit-3", payload: 3)
        }
        #expect(error?.code == .unitRepeated)
      }()
      let units = try RunStore.open(at: path).completedUnits
      #expect(units.count == 40)
      for index in 0..<40 { #expect(units["unit-\(index)"] == .int(index)) }
    }
  }

  @Test func aChangedPlanIsRefusedByTheNameOfWhatChanged() throws {
    try TemporaryFolder.with { folder in
      let run = try SampleRun.begin(at: folder.path("run"))
      #expect(throws: Never.self) { try run.require(plan: SampleRun.plan) }
      func place(_ edit: (inout [String: JSONValue]) -> Void) throws -> String? {
        var members = try #require(SampleRun.plan.members)
        edit(&members)
        let error = #expect(throws: EvidenceError.self) {
          try run.require(plan: .object(members))
        }
        #expect(error?.code == .planChanged)
        return error?.message.split(separator: "'").dropFirst(3).first.map(String.init) ?? nil
      }
      #expect(try place { $0["seed"] = 8 } == "seed")
      #expect(try place { $0["seed"] = 7.0 } == "seed")
      #expect(try place { $0["model"] = ["factors": 32, "epochs": 21] } == "model.epochs")
      #expect(try place { $0["model"] = ["factors": 32] } == "model.epochs")
      #expect(try place { $0["new"] = true } == "new")
    }
  }

  @Test func artefactsAreReadBackOnlyAsTheyWereWritten() throws {
    try TemporaryFolder.with { folder in
      let run = try SampleRun.begin(at: folder.path("run"))
      try SampleRun.work(run, units: ["gold/1"])
      #expect(try run.readArtefact("gold.bin") == Array("weights".utf8))
      let lineage = try LineageRecord.read(beside: run.artefactPath("gold.bin"))
      #expect(lineage.inputs == [.init(role: "interactions", digest: try Digest.sha256("rows"))])
      try overwrite(run.artefactPath("gold.bin"), "weightz")
      let error = #expect(throws: EvidenceError.self) { try run.readArtefact("gold.bin") }
      #expect(error?.category == .tampered)
      for name in ["", "../x", "a/b", ".x", "x.partial", "x.lineage.json", "x\0y"] {
        let error = #expect(throws: EvidenceError.self) {
          try run.writeArtefact(name, bytes: Array("weights".utf8), lineage: lineage)
        }
        #expect(error?.code == .invalidName, "\(name)")
      }
      #expect(throws: EvidenceError.self) {
        try run.writeArtefact("other", bytes: Array("other".utf8), lineage: lineage)
      }
    }
  }

  @Test func runsAreListedAndFoundByNamePrefixTimeAndPath() throws {
    try TemporaryFolder.with { folder in
      let index = RunIndex(folder: folder.path("runs"))
      #expect(try index.entries() == [])
      let late = try SampleRun.complete(
        SampleRun.begin(at: folder.path("runs/abc1")), timing: 9)
      let early = try SampleRun.complete(
        SampleRun.begin(at: folder.path("runs/abd2")), timing: 3)
      try { _ = try SampleRun.begin(at: folder.path("runs/zzz")) }()
      try FileManager.default.createDirectory(
        atPath: folder.path("runs/other"), withIntermediateDirectories: true)
      let entries = try index.entries()
      #expect(entries.map(\.name) == ["abc1", "abd2", "zzz"])
      #expect(entries.map(\.state) == [.finished, .finished, .unfinished])
      #expect(entries.map(\.verdict) == [.honoured, .honoured, nil])
      #expect(try index.resolve("latest") == late.path)
      #expect(try index.resolve("abd") == early.path)
      #expect(try index.resolve("zzz") == folder.path("runs/zzz"))
      #expect(try index.resolve(early.path) == early.path)
      let ambiguous = #expect(throws: EvidenceError.self) { try index.resolve("ab") }
      #expect(ambiguous?.code == .ambiguousRun)
      #expect(ambiguous?.message.contains("abc1, abd2") == true)
      for name in ["q", "", "other"] {
        let unknown = #expect(throws: EvidenceError.self) { try index.resolve(name) }
        #expect(unknown?.category == .missing)
      }
      try overwrite(late.path + "/manifest.json", "{}")
      #expect(try index.entries().first?.state == .unreadable)
      #expect(try index.resolve("latest") == early.path)
    }
  }

  @Test func whatIsNoFinishedRunSaysWhatItIs() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("run")
      let run = try SampleRun.begin(at: path)
      let unfinished = #expect(throws: EvidenceError.self) { try RunBundle(at: path) }
      #expect(unfinished?.category == .unfinished)
      #expect(run.planDigest.shortName == (try RunStore.defaultName(for: SampleRun.plan)))
      for other in [folder.path, folder.path("none")] {
        #expect(
          #expect(throws: EvidenceError.self) { try RunBundle(at: other) }?.code == .unknownRun)
        #expect(
          #expect(throws: EvidenceError.self) { try RunStore.open(at: other) }?.code == .unknownRun)
      }
    }
  }

  @Test func aFailedWriteLeavesTheOldFileAndNothingElse() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("file")
      try StoredFile.write([1, 2], to: path)
      try StoredFile.write([3], to: path)
      #expect(try StoredFile.read(path) == [3])
      try FileManager.default.createDirectory(
        atPath: folder.path("folder/in"), withIntermediateDirectories: true)
      #expect(throws: EvidenceError.self) { try StoredFile.write([4], to: folder.path("folder")) }
      #expect(throws: EvidenceError.self) { try StoredFile.write([4], to: folder.path("no/f")) }
      #expect(try contents(of: folder.path) == ["file": Data([3])])
    }
  }
}
