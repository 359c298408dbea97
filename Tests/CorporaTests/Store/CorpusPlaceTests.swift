// SPDX-License-Identifier: Apache-2.0

import Evidence
import Foundation
import TestSupport
import Testing

@testable import Corpora

@Suite struct CorpusPlaceTests {
  private func corpus(_ folder: TemporaryFolder) throws -> CorpusFolder {
    try CorpusWritingTests.write(to: folder.path("c"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: folder.path("c"))
    return try CorpusFolder(at: folder.path("c"))
  }

  @Test(arguments: [
    "c", "c/", "c/new", "c/new/deep", "c/plan.jsonl", "link", "link/new", "./c/../c/new",
  ])
  func aPlaceInTheCorpusIsRefused(place: String) throws {
    try TemporaryFolder.with { folder in
      let error = try #require(throws: CorpusError.self) {
        try corpus(folder).requireOutside(folder.path(place))
      }
      #expect(error.code == .outputInCorpus && error.category == .usage)
    }
  }

  @Test(arguments: ["c2", "new", "new/c", "c.partial", "c/../new", "link2", ".", "nowhere/at/all"])
  func aPlaceBesideTheCorpusIsNot(place: String) throws {
    try TemporaryFolder.with { folder in
      try corpus(folder).requireOutside(folder.path(place))
    }
  }

  @Test func nothingThatIsMadeFromACorpusReplacesIt() throws {
    try TemporaryFolder.with { folder in
      let corpus = try corpus(folder)
      let before = try folder.contents()
      for place in ["c", "link", "c/new"] {
        let split = #expect(throws: CorpusError.self) {
          try CorpusSplit(corpus, .everything, to: folder.path(place), isReplacing: true)
            .run(tool: "toy 1")
        }
        #expect(split?.code == .outputInCorpus)
        let export = #expect(throws: CorpusError.self) {
          try CorpusExport(corpus, as: .text, .members, to: folder.path(place), isReplacing: true)
            .run(tool: "toy 1")
        }
        #expect(export?.code == .outputInCorpus)
      }
      #expect(try folder.contents() == before)
    }
  }
}
