// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import Glibc
import TestSupport
import Testing

/// What is read is never written over, under whatever name it is given.
@Suite struct OutputInputTests {
  private func lay(_ folder: TemporaryFolder) throws {
    try folder.write("rows", to: "data/rows.csv")
    try folder.write("rows", to: "x.partial")
    #expect(link(folder.path("data/rows.csv"), folder.path("hard.csv")) == 0)
    #expect(symlink("data/rows.csv", folder.path("soft.csv")) == 0)
    #expect(symlink("data", folder.path("other")) == 0)
    #expect(symlink("data/new.csv", folder.path("dangling")) == 0)
  }

  @Test(arguments: [
    "data/rows.csv", "./data/../data/rows.csv", "other/rows.csv", "hard.csv", "soft.csv",
  ])
  func aFileThatIsReadIsRefusedByAnyName(place: String) throws {
    try TemporaryFolder.with { folder in
      try lay(folder)
      let error = #expect(throws: EvidenceError.self) {
        try StoredFile.requireApart(
          folder.path(place), from: [folder.path("none"), folder.path("data/rows.csv")])
      }
      #expect(error?.code == .outputIsInput)
      #expect(error?.category == .usage)
    }
  }

  @Test(arguments: ["data", "data/new.csv", "data/deep/new.csv", "other/new.csv", "dangling"])
  func aPlaceInAFolderThatIsReadIsRefused(place: String) throws {
    try TemporaryFolder.with { folder in
      try lay(folder)
      let error = #expect(throws: EvidenceError.self) {
        try StoredFile.requireApart(folder.path(place), from: [folder.path("data")])
      }
      #expect(error?.code == .outputIsInput)
    }
  }

  @Test func theFileThatIsWrittenOnTheWayIsNoInputEither() throws {
    try TemporaryFolder.with { folder in
      try lay(folder)
      #expect(throws: EvidenceError.self) {
        try StoredFile.requireApart(folder.path("x"), from: [folder.path("x.partial")])
      }
    }
  }

  @Test(arguments: ["new", "data2", "data.csv", "nowhere/at/all", "data/../rows.csv"])
  func anyOtherPlaceIsFree(place: String) throws {
    try TemporaryFolder.with { folder in
      try lay(folder)
      try StoredFile.requireApart(
        folder.path(place), from: [folder.path("data"), folder.path("data/rows.csv")])
    }
  }

  @Test func aFolderThatHoldsAnInputIsNotReplaced() throws {
    try TemporaryFolder.with { folder in
      try lay(folder)
      let inputs = [folder.path("none"), folder.path("soft.csv")]
      let error = #expect(throws: EvidenceError.self) {
        try StoredFile.requireNone(of: inputs, in: folder.path("other"))
      }
      #expect(error?.code == .outputIsInput)
      try StoredFile.requireNone(of: inputs, in: folder.path("data2"))
    }
  }

  @Test func aRunWhoseFilesAreReadIsNotReplaced() throws {
    try TemporaryFolder.with { folder in
      let path = folder.path("run")
      try { _ = try SampleRun.complete(SampleRun.begin(at: path)) }()
      try folder.write("rows", to: "run/rows.csv")
      let before = try contents(of: path)
      let key = try #require(SubjectKey(hex: String(repeating: "5a", count: 32)))
      func replace(reading name: String) throws {
        _ = try RunStore.create(
          at: path, plan: SampleRun.plan, subjectKey: key, inputs: ["\(path)/\(name)"], force: true)
      }
      for name in ["models/gold.bin", "measures.json"] {
        let error = #expect(throws: EvidenceError.self) { try replace(reading: name) }
        #expect(error?.code == .outputIsInput)
      }
      #expect(try contents(of: path) == before)
      try replace(reading: "rows.csv")
      #expect(try contents(of: path)["rows.csv"] == before["rows.csv"])
    }
  }

  @Test func aFolderThatIsNotThereIsNamedAndNotTheFileOnTheWay() throws {
    try TemporaryFolder.with { folder in
      try folder.write("text", to: "file")
      for (place, words) in [("none/page", "is not there"), ("file/page", "is no folder")] {
        let error = #expect(throws: EvidenceError.self) {
          try StoredFile.write([1], to: folder.path(place))
        }
        #expect(error?.category == .inputOutput)
        #expect(error?.message.contains(words) == true, "\(place)")
        #expect(error?.message.contains("partial") == false, "\(place)")
      }
    }
  }
}
