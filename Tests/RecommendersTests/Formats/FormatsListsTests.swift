// SPDX-License-Identifier: Apache-2.0

import Recommenders
import Testing

@Suite struct FormatsListsTests {
  private func pairs(_ text: String) throws(RecommenderError) -> [ErasureLine] {
    try PairsReader().read(bytes: Array(text.utf8), path: "F")
  }

  private func lists(_ text: String) throws(RecommenderError) -> [ServedList] {
    try ServedListsReader().read(bytes: Array(text.utf8), path: "F")
  }

  private func people(_ text: String, _ columns: [String]? = nil) throws(RecommenderError)
    -> UserAttributes
  {
    try UserAttributesReader(columns: columns).read(bytes: Array(text.utf8), path: "F")
  }

  @Test(arguments: ["user\titem\na\tx\n\na\t\n\ty\n", "item,user\nx,a\n\n,a\ny,\n"])
  func anErasureNamesAPairAUserOrAnItem(text: String) throws {
    #expect(
      try pairs(text) == [
        ErasureLine(user: "a", item: "x", line: 2, path: "F"),
        ErasureLine(user: "a", item: nil, line: 4, path: "F"),
        ErasureLine(user: nil, item: "y", line: 5, path: "F"),
      ])
  }

  @Test(arguments: [
    ("user\titem\n\t\n", "F:2: both the user id and the item id are empty."),
    ("user\titem\na\n", "F:2: 1 columns where 2 are expected."),
    ("user\titem\n \tx\n", "F:2: the user id is empty."),
    ("user\nx\n", "F:1: no column 'item'; columns found: user."),
    ("user\titem\n", "F asks for no erasure."),
  ]) func aBadErasureIsRefused(text: String, message: String) {
    #expect(failure { () throws(RecommenderError) in try pairs(text) }?.message == message)
  }

  @Test func servedListsFollowTheRankOrElseTheRows() throws {
    let expected = [
      ServedList(user: "a", items: ["x", "y"]), ServedList(user: "b", items: ["y"]),
    ]
    #expect(try lists("user\titem\trank\na\ty\t2\nb\ty\t1\na\tx\t1\n") == expected)
    #expect(try lists("user\titem\nb\ty\na\tx\na\ty\n") == expected)
  }

  @Test(arguments: [
    ("user,item\na,x\na,x\n", "F:3: the item stands in this user's list already."),
    ("user,item,rank\na,x,1\na,y,1\n", "F:3: the rank stands in this user's list already."),
    ("user,item,rank\na,x,0\n", "F:2: the rank is not a whole number from 1."),
    ("user,item\na,\n", "F:2: the item id is empty."),
    ("user,item\n", "F holds no served items."),
  ]) func aBadServedListIsRefused(text: String, message: String) {
    #expect(failure { () throws(RecommenderError) in try lists(text) }?.message == message)
  }

  @Test func attributesComeFromAtomicPlainAndMovieLensFiles() throws {
    let values = ["1": ["24", "M"], "2": ["53", ""]]
    let atomic = "user_id:token\tage:token\tgender:token\n1\t24\tM\n2\t53\t\n"
    #expect(try people(atomic) == UserAttributes(columns: ["age", "gender"], values: values))
    let plain = "id,gender,age\n1,M,24\n2,,53\n"
    #expect(
      try people(plain, ["age", "gender"])
        == UserAttributes(columns: ["age", "gender"], values: values))
    let movieLens = "1|24|M|technician|85711\n2|53||other|94043\n"
    #expect(try people(movieLens, ["age", "gender"]).values == values)
  }

  @Test(arguments: [
    ("user,age\n1,2\n1,3\n", "F:3: the user has a row already."),
    ("user,age\n1\n", "F:2: 1 columns where 2 are expected."),
    ("user,sex\n1,M\n", "F:1: no column 'age'; columns found: user, sex."),
    ("user,age\n", "F holds no users."),
  ]) func badAttributesAreRefused(text: String, message: String) {
    let error = failure { () throws(RecommenderError) in try people(text, ["age"]) }
    #expect(error?.message == message)
  }

  @Test func identifierListsKeepTheirOrder() throws {
    let text = "b\r\n\na c,\"d\nB\n"
    let read = try IdentifierListReader().read(bytes: Array(text.utf8), path: "F")
    #expect(read == ["b", "a c,\"d", "B"])
  }

  @Test(arguments: [
    ("a\n \n", "F:2: the listed id is empty."),
    // Left out, the second would shift the names of all rows after it.
    ("b\n\na\nb\nc\n", "F:4: the listed id stands on line 1 already."),
  ]) func badIdentifierListsAreRefused(text: String, message: String) {
    let error = failure { () throws(RecommenderError) in
      try IdentifierListReader().read(bytes: Array(text.utf8), path: "F")
    }
    #expect(error?.message == message)
  }
}
