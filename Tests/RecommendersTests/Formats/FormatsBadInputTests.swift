// SPDX-License-Identifier: Apache-2.0

import Foundation
import Recommenders
import TestSupport
import Testing

/// A file with one thing wrong and what the message must say.
struct BadInput: Sendable, CustomTestStringConvertible {
  let format: InteractionFormat
  let text: String
  let code: String
  let message: String
  var testDescription: String { "\(format) \(message)" }

  init(_ format: InteractionFormat, _ text: String, _ code: String, _ message: String) {
    self.format = format
    self.text = text
    self.code = code
    self.message = message
  }
}

private let atomic = "user_id:token\titem_id:token\trating:float\n"
private let number = "is not a whole number from 0 to 2^53 in plain digits."

private let badInputs: [BadInput] = [
  BadInput(
    .csv, "user,movie\na,x\n", "REC106", "F:1: no column 'item'; columns found: user, movie."),
  BadInput(
    .csv, "17,x@y.org\n", "REC106",
    "F:1: no column 'user'; the first line looks like data, not like a header."),
  BadInput(.csv, "user,item,user\na,x,b\n", "REC106", "F:1: the column 'user' occurs twice."),
  BadInput(.csv, "user,item\na,x\na\n", "REC105", "F:3: 1 columns where 2 are expected."),
  BadInput(
    .csv, "user,item\na,x\na", "REC105",
    "F:3: 1 columns where 2 are expected; the file seems to be cut off."),
  BadInput(.csv, "user,item\n,x\n", "REC105", "F:2: the user id is empty."),
  BadInput(.csv, "user,item\na,  \n", "REC105", "F:2: the item id is empty."),
  BadInput(.csv, "user,item\n\na,\"x\n", "REC105", "F:3: a quote is not closed."),
  BadInput(.csv, "user,item\n\"a\"b,x\n", "REC105", "F:2: text after a closing quote."),
  BadInput(
    .csv, "user,item\n\"a\nb\",x\n", "REC105", "F:2: the user id holds a control character."),
  BadInput(.csv, "user,item\n", "REC107", "F holds no interactions."),
  BadInput(.csv, "", "REC107", "F is empty."),
  BadInput(.csv, "\n\n", "REC107", "F holds no rows."),
  BadInput(.movielens, "-1\t2\t3\t4\n", "REC105", "F:1: the user id \(number)"),
  BadInput(.movielens, "1e9\t2\t3\t4\n", "REC105", "F:1: the user id \(number)"),
  BadInput(.movielens, "1\t1.0\t3\t4\n", "REC105", "F:1: the item id \(number)"),
  BadInput(.movielens, "1\t02\t3\t4\n", "REC105", "F:1: the item id \(number)"),
  BadInput(.movielens, "1\t9007199254740993\t3\t4\n", "REC105", "F:1: the item id \(number)"),
  BadInput(.movielens, "1\t2\t3\t\n", "REC105", "F:1: the time is not a number."),
  BadInput(
    .movielens, "1\t2\t3\t4\n1\t3\t3", "REC105",
    "F:2: 3 columns where 4 are expected; the file seems to be cut off."),
  BadInput(.lightgcn, "1 2\n1 -2\n", "REC105", "F:2: the item id \(number)"),
  BadInput(.lightgcn, "1\n2\n", "REC107", "F holds no interactions."),
  BadInput(.lightgcn, "a 2\n", "REC105", "F:1: the user id \(number)"),
  BadInput(
    .recbole, "user,item\na,x\n", "REC106",
    "F:1: the header's fields do not all read 'name:type'."),
  BadInput(
    .recbole, "user_id:token\trating:float\na\t1\n", "REC106",
    "F:1: no column 'item_id'; columns found: user_id:token, rating:float."),
  BadInput(
    .recbole, "user_id:token\titem_id:float\na\t1\n", "REC106",
    "F:1: the column 'item_id' is not of type token."),
  BadInput(.recbole, atomic + "1\t2\t3\n1\t2\n", "REC105", "F:3: 2 columns where 3 are expected."),
]

@Suite struct FormatsBadInputTests {
  @Test(arguments: badInputs) func badDataIsRefusedWithPlaceAndReason(input: BadInput) {
    let error = failure { () throws(RecommenderError) in try readText(input.text, input.format) }
    #expect(error?.message == input.message)
    #expect(error?.code == input.code && error?.category == .badData)
  }

  @Test(arguments: ["NaN", "nan", "inf", "-Infinity", "0x1p3", "1e999", "", "-", ".", "3 ", "1,5"])
  func aRatingThatIsNoFiniteNumberIsABadRow(rating: String) {
    let error = failure { () throws(RecommenderError) in
      try readText(atomic + "1\t2\t\(rating)\n", .recbole)
    }
    #expect(error?.message == "F:2: the rating is not a finite number.")
  }

  @Test(arguments: [("3", 3), ("-2.50", -2.5), ("+.5", 0.5), ("4.", 4), ("45e-1", 4.5)])
  func ratingsAreReadExactly(text: String, value: Double) throws {
    let rows = atomic + "1\t2\t\(text)\n2\t2\t99\n"
    let at = try readText(rows, .recbole, .init(minRating: value))
    let above = try readText(rows, .recbole, .init(minRating: value.nextUp))
    #expect(at.belowRatingCount == 0 && above.belowRatingCount == 1)
  }

  @Test func aMessageNeverHoldsTheRowsContent() {
    for text in ["user,item\nsecret\n", "user,item\nsecret,\n", "user,item\n\"secret\"s,x\n"] {
      let error = failure { () throws(RecommenderError) in try readText(text, .csv) }
      #expect(error != nil && !"\(String(describing: error))".contains("secret"))
    }
  }

  @Test func foreignEncodingsAreNamed() {
    func error(_ bytes: [UInt8], _ options: InteractionReaderOptions = .init())
      -> RecommenderError?
    {
      failure { () throws(RecommenderError) in
        try InteractionReader(format: .csv, options: options).read(bytes: bytes, path: "F")
      }
    }
    #expect(error([0xFF, 0xFE, 0x75, 0])?.message.contains("UTF-16") == true)
    #expect(error([0x1F, 0x8B, 8])?.message == "F is a compressed file.")
    // "user,item\n" has 10 bytes; 0xE9 is "e acute" in Latin-1 and stands at offset 13.
    let latin = Array("user,item\ncaf".utf8) + [0xE9] + Array(",x\nb,y\n".utf8)
    #expect(error(latin)?.message == "F:2: invalid UTF-8 at byte offset 13.")
    let nul = Array("user,item\na\0,x\nb,y\n".utf8)
    #expect(error(nul)?.message == "F:2: a NUL byte at byte offset 11.")
    #expect(error(latin, .init(skipBadRows: true)) == nil)
    #expect(error(nul, .init(skipBadRows: true)) == nil)
  }

  @Test func aRowLongerThanAMebibyteIsRefused() throws {
    let fits = String(repeating: "a", count: (1 << 20) - 2)
    #expect(try readText("user,item\n\(fits),x\n", .csv).rowCount == 1)
    for text in ["user,item\n\(fits)b,x\n", "user,item\n\"\(fits)b\",x\n"] {
      let error = failure { () throws(RecommenderError) in try readText(text, .csv) }
      #expect(error?.message.hasPrefix("F:2: ") == true)
    }
  }

  @Test func filesThatCannotBeOpenedAreMissingInput() throws {
    try TemporaryFolder.with { folder in
      let reader = InteractionReader(format: .csv)
      let absent = failure { () throws(RecommenderError) in
        try reader.read(path: folder.path("absent"))
      }
      #expect(absent?.code == "REC101" && absent?.category == .missingInput)
      let inside = failure { () throws(RecommenderError) in try reader.read(path: folder.path) }
      #expect(inside?.code == "REC102" && inside?.category == .missingInput)
    }
  }

  @Test func anAuditNeedsTwoUsersAndTwoItems() throws {
    let lonely = try readText("user,item\na,x\na,y\n", .csv)
    let error = failure { () throws(RecommenderError) in try lonely.requireAuditable() }
    #expect(
      error?.message == "F holds 1 user and 2 items; at least 2 users and 2 items are needed.")
    #expect(error?.category == .badData)
  }

  @Test func optionsThatAFormatCannotHonourAreUsageErrors() {
    let cases: [(InteractionFormat, InteractionReaderOptions)] = [
      (.movielens, .init(userColumn: "u")), (.lightgcn, .init(minRating: 3)),
      (.csv, .init(minRating: .nan)),
    ]
    for (format, options) in cases {
      let error = failure { () throws(RecommenderError) in try readText("1 2\n", format, options) }
      #expect(error?.category == .usage)
    }
    let error = failure { () throws(RecommenderError) in
      try readText("user,item\na,x\n", .csv, .init(minRating: 3))
    }
    #expect(error?.message == "F:1: no column 'rating'; columns found: user, item.")
  }

  @Test func aFileWithoutUsablePositivesSaysWhy() {
    let bad = failure { () throws(RecommenderError) in
      try readText("user,item\na\n", .csv, .init(skipBadRows: true))
    }
    #expect(
      bad?.message == "F holds bad rows only; line 2: 1 columns where 2 are expected.")
    let low = failure { () throws(RecommenderError) in
      try readText("1\t2\t3\t4\n", .movielens, .init(minRating: 4))
    }
    #expect(low?.message == "F holds no row with the least rating.")
  }
}
