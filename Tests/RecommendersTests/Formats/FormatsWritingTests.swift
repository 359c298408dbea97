// SPDX-License-Identifier: Apache-2.0

import Foundation
import Recommenders
import TestSupport
import Testing

@Suite struct FormatsWritingTests {
  private let numeric = Interactions(pairs: [
    (user: "10", item: "3"), (user: "9", item: "20"), (user: "9", item: "3"),
  ])

  @Test func bytesFollowIdentifierOrder() throws {
    func text(_ layout: InteractionWriter.Layout) throws -> String {
      String(decoding: try InteractionWriter(layout).encode(numeric), as: UTF8.self)
    }
    #expect(try text(.recbole) == "user_id:token\titem_id:token\n10\t3\n9\t20\n9\t3\n")
    #expect(try text(.tsv) == "user\titem\n10\t3\n9\t20\n9\t3\n")
    #expect(try text(.lightgcn) == "9 3 20\n10 3\n")
  }

  @Test(arguments: InteractionWriter.Layout.allCases)
  func whatIsWrittenReadsBackEqual(layout: InteractionWriter.Layout) throws {
    let odd = Interactions(pairs: [
      (user: "a, \"b\"", item: "\"x\""), (user: "caf\u{E9}", item: "y;z"),
    ])
    let interactions = layout == .lightgcn ? numeric : odd
    try TemporaryFolder.with { folder in
      let path = folder.path("out")
      try InteractionWriter(layout).write(interactions, to: path)
      let format: InteractionFormat =
        switch layout {
        case .recbole: .recbole
        case .tsv: .csv
        case .lightgcn: .lightgcn
        }
      #expect(try InteractionReader(format: format).read(path: path).interactions == interactions)
      #expect(try InteractionFormat.detect(path: path) == format)
      #expect(try folder.contents().count == 1)
    }
  }

  @Test func anExistingFileIsKeptUnlessItMayBeReplaced() throws {
    try TemporaryFolder.with { folder in
      let path = try folder.write("old", to: "out")
      let writer = InteractionWriter(.tsv)
      let error = failure { () throws(RecommenderError) in try writer.write(numeric, to: path) }
      #expect(error?.code == "REC111" && error?.category == .inputOutput)
      #expect(try folder.contents() == ["out": Data("old".utf8)])
      try writer.write(numeric, to: path, replacing: true)
      #expect(try folder.contents() == ["out": Data(try writer.encode(numeric))])
    }
  }

  @Test func aRefusedWriteLeavesNothing() throws {
    try TemporaryFolder.with { folder in
      let writer = InteractionWriter(.tsv)
      let error = failure { () throws(RecommenderError) in
        try writer.write(numeric, to: folder.path("absent/out"))
      }
      #expect(error?.code == "REC112" && error?.category == .inputOutput)
      let left = try folder.contents()
      #expect(left.isEmpty)
    }
  }

  @Test func identifiersThatAFormatCannotHoldAreRefused() {
    let tabbed = Interactions(pairs: [(user: "a\tb", item: "1")])
    let named = Interactions(pairs: [(user: "1", item: "x")])
    for (layout, pairs) in [
      (InteractionWriter.Layout.recbole, tabbed), (.tsv, tabbed), (.lightgcn, named),
    ] {
      let error = failure { () throws(RecommenderError) in
        try InteractionWriter(layout).encode(pairs)
      }
      #expect(error?.code == "REC113")
    }
  }
}
