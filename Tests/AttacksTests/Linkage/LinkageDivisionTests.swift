// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Testing

struct LinkageDivisionTests {
  private func threads(_ account: LinkageAccount) -> Set<String> {
    Set(account.texts.compactMap(\.thread))
  }

  @Test(arguments: 0..<20) func noThreadOfAnAuthorLiesOnBothSides(_ number: Int) {
    let authors = LinkagePeople.make(20, seed: Seed(UInt64(number)))
    for division in [LinkageDivision.threadsOfAll, .threadsOfAuthor] {
      let divided = division.accounts(of: authors, seed: Seed(UInt64(number)))
      #expect(divided.pairs.count + divided.leftOutCount == 20)
      for pair in divided.pairs {
        #expect(threads(pair.asked).isDisjoint(with: threads(pair.sought)))
        #expect(!pair.asked.texts.isEmpty && !pair.sought.texts.isEmpty)
      }
    }
  }

  @Test(arguments: 0..<20) func threadsOfAllKeepsAskedAccountsApartFromEveryCandidate(_ number: Int)
  {
    let authors = LinkagePeople.make(20, seed: Seed(UInt64(number)))
    let divided = LinkageDivision.threadsOfAll.accounts(of: authors, seed: Seed(1))
    let asked = divided.pairs.reduce(into: Set<String>()) { $0.formUnion(threads($1.asked)) }
    let sought = divided.pairs.reduce(into: Set<String>()) { $0.formUnion(threads($1.sought)) }
    #expect(asked.isDisjoint(with: sought))
  }

  @Test func everyTextLiesOnOneSideOnceWhenTextsAreDivided() {
    let authors = LinkagePeople.make(10, seed: Seed(3))
    let divided = LinkageDivision.texts.accounts(of: authors, seed: Seed(3))
    #expect(divided.repeatCount == 0)
    for (pair, author) in zip(divided.pairs, authors) {
      let all = (pair.asked.texts + pair.sought.texts).map(\.identifier)
      #expect(all.sorted() == author.texts.map(\.identifier).sorted())
      #expect(abs(pair.asked.texts.count - pair.sought.texts.count) <= 1)
    }
  }

  @Test func sidesOfOneAuthorDifferByALongestThreadAtMost() {
    for number in 0..<30 {
      let authors = LinkagePeople.make(5, textCount: 30, threadCount: 9, seed: Seed(UInt64(number)))
      let divided = LinkageDivision.threadsOfAuthor.accounts(of: authors, seed: Seed(9))
      for pair in divided.pairs {
        let counts = (pair.asked.texts + pair.sought.texts).reduce(into: [String: Int]()) {
          $0[$1.thread ?? "", default: 0] += 1
        }
        let difference = abs(pair.asked.texts.count - pair.sought.texts.count)
        #expect(difference <= counts.values.max() ?? 0)
      }
    }
  }

  @Test func repeatsAndPeopleOfOneThreadAreLeftOutAndCounted() {
    let copies = TextAuthor(
      identifier: "a",
      texts: [
        AuthoredText(identifier: "1", text: "same words", thread: "x"),
        AuthoredText(identifier: "2", text: "same words", thread: "y"),
      ])
    let one = TextAuthor(
      identifier: "b",
      texts: [
        AuthoredText(identifier: "3", text: "first", thread: "x"),
        AuthoredText(identifier: "4", text: "second", thread: "x"),
      ])
    let free = TextAuthor(
      identifier: "c",
      texts: [
        AuthoredText(identifier: "5", text: "first"), AuthoredText(identifier: "6", text: "second"),
      ])
    let divided = LinkageDivision.threadsOfAuthor.accounts(of: [copies, one, free], seed: Seed(1))
    #expect(divided.pairs.map(\.author) == ["c"])
    #expect(divided.leftOutCount == 2)
    #expect(divided.repeatCount == 1)
  }

  @Test func dividedAccountsHaveNoName() {
    let authors = LinkagePeople.make(4, seed: Seed(5))
    for division in LinkageDivision.allCases {
      for pair in division.accounts(of: authors, seed: Seed(1)).pairs {
        #expect(pair.asked.name == nil && pair.sought.name == nil)
      }
    }
  }
}
