// SPDX-License-Identifier: Apache-2.0

import Recommenders
import TestSupport
import Testing

@Suite struct FormatsDetectionTests {
  @Test(arguments: validFiles.indices) func theBeginningShowsTheFormat(index: Int) {
    let (format, text) = validFiles[index]
    // The list with a user without items has one line of one number, which shows nothing.
    let shown = text.replacing("3\n", with: format == .lightgcn ? "" : "3\n")
    #expect(InteractionFormat.detect(path: "x.txt", firstBytes: Array(shown.utf8)) == format)
    let cut = Array(shown.utf8.dropLast(3))
    #expect(InteractionFormat.detect(path: "x", firstBytes: cut) == format)
  }

  @Test(arguments: [
    ("a/b.inter", InteractionFormat.recbole), ("B.CSV", .csv), ("b.tsv", .csv),
    ("ml-100k/u.data", .movielens), ("ratings.dat", .movielens),
  ]) func telltaleNamesDecide(path: String, format: InteractionFormat) {
    #expect(InteractionFormat.detect(path: path, firstBytes: Array("??".utf8)) == format)
  }

  @Test(arguments: [
    "1\t2\t3\n", "a b c\n", "1 2\n3;4\n", "1,2\n", "", "\n", "17,x@y.org\n", "word",
  ])
  func anAmbiguousBeginningShowsNothing(text: String) throws {
    #expect(InteractionFormat.detect(path: "x.txt", firstBytes: Array(text.utf8)) == nil)
    try TemporaryFolder.with { folder in
      let path = try folder.write(text, to: "x.txt")
      let error = failure { () throws(RecommenderError) in try InteractionFormat.detect(path: path)
      }
      #expect(error?.code == "REC109")
    }
  }
}
