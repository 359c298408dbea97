// SPDX-License-Identifier: Apache-2.0

import Recommenders
import Testing

@Suite struct FormatsReadingTests {
  @Test(arguments: validFiles.indices) func everyFormatReadsTheSamePairs(index: Int) throws {
    let (format, text) = validFiles[index]
    let file = try readText(text, format)
    #expect(spelled(file.interactions) == ["1-10", "1-20", "2-10"])
    #expect(file.rowCount == 3 && file.duplicateCount == 0 && file.badRowCount == 0)
    #expect(file.byteCount == text.utf8.count && file.isTerminated)
    #expect(throws: Never.self) { try file.requireAuditable() }
  }

  @Test(arguments: validFiles.indices) func lineEndsAndByteOrderMarksChangeNothing(index: Int)
    throws
  {
    let (format, text) = validFiles[index]
    let plain = text.replacing("\r\n", with: "\n")
    let expected = try readText(plain, format).interactions
    #expect(try readText(plain.replacing("\n", with: "\r\n"), format).interactions == expected)
    #expect(try readText("\u{FEFF}" + plain, format).interactions == expected)
    #expect(try readText("\n\n" + plain + "\n", format).interactions == expected)
    let open = try readText(String(plain.dropLast()), format)
    #expect(open.interactions == expected && !open.isTerminated)
  }

  @Test func rowOrderAndRepeatedRowsChangeNothing() throws {
    let once = try readText("user,item\na,x\nb,y\na,y\n", .csv)
    let again = try readText("user,item\na,y\na,x\na,y\nb,y\na,y\n", .csv)
    #expect(again.interactions == once.interactions)
    #expect(again.duplicateCount == 2 && again.rowCount == 5)
  }

  @Test func aRowBelowTheLeastRatingIsNoPositiveAndItsUserIsUnknown() throws {
    let text = "1\t10\t2.5\t1\n2\t10\t3\t1\n2\t20\t3.5\t1\n"
    let file = try readText(text, .movielens, .init(minRating: 3))
    #expect(spelled(file.interactions) == ["2-10", "2-20"])
    #expect(file.belowRatingCount == 1 && file.rowCount == 3)
  }

  @Test func columnsAreFoundByName() throws {
    let text = "stars;movie;who;item\n5;x;a;1\n1;y;a;1\n5;y;b;1\n"
    let options = InteractionReaderOptions(
      userColumn: "who", itemColumn: "movie", ratingColumn: "stars", minRating: 2)
    #expect(spelled(try readText(text, .csv, options).interactions) == ["a-x", "b-y"])
  }

  @Test func aLargeIdentifierIsAnIdentifierAndNoPosition() throws {
    let text = "1000000000\t9007199254740992\t3\t1\n7\t0\t3\t1\n"
    let file = try readText(text, .movielens)
    #expect(file.interactions.users.identifiers == ["1000000000", "7"])
    #expect(file.interactions.items.identifiers == ["0", "9007199254740992"])
  }

  @Test func identifiersKeepCaseSpacesAndLeadingZeros() throws {
    let file = try readText("user,item\n007,x\n7,x\nAb,x\nab,x\n\" ab\",x\n", .csv)
    #expect(file.interactions.users.identifiers == [" ab", "007", "7", "Ab", "ab"])
  }

  @Test func canonicallyEquivalentIdentifiersAreOneWhateverTheOrder() throws {
    let composed = "caf\u{E9}"
    let decomposed = "cafe\u{301}"
    for spelling in [[composed, decomposed], [decomposed, composed]] {
      let file = try readText("user,item\n\(spelling[0]),x\n\(spelling[1]),y\n", .csv)
      #expect(file.interactions.users.identifiers.map { Array($0.utf8) } == [Array(composed.utf8)])
      #expect(file.interactions.count == 2)
    }
  }

  @Test func quotedFieldsHoldDelimitersQuotesAndLineEnds() throws {
    let text = "user,item,note\n\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\nc,d,e\"f\n"
    let file = try readText(text, .csv)
    #expect(spelled(file.interactions) == ["a,b-say \"hi\"", "c-d"])
  }

  @Test func skippedRowsAreCountedAndTheFirstTwentyDescribed() throws {
    let text = "user,item\n" + String(repeating: "a\n", count: 25) + "a,x\nb,\"y\nc,z\n"
    let file = try readText(text, .csv, .init(skipBadRows: true))
    #expect(spelled(file.interactions) == ["a-x", "c-z"])
    #expect(file.badRowCount == 26 && file.badRows.count == 20 && file.rowCount == 28)
    #expect(file.badRows.first == BadRow(line: 2, reason: "1 columns where 2 are expected"))
  }

  @Test func manyIdentifiersAreNumberedOnce() throws {
    let rows = (0..<5_000).map { "u\($0 % 3_000),i\($0 % 2_500)" }
    let file = try readText("user,item\n" + rows.joined(separator: "\n"), .csv)
    #expect(file.interactions.users.count == 3_000 && file.interactions.items.count == 2_500)
    #expect(file.interactions.count == 5_000)
  }
}
