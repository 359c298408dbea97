// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Testing

struct LinkageAttackTests {
  private func questions(_ authors: [TextAuthor], seed: UInt64 = 1) throws -> LinkageQuestions {
    let divided = LinkageDivision.threadsOfAuthor.accounts(of: authors, seed: Seed(seed))
    return try LinkageQuestions(divided.pairs, seed: Seed(seed))
  }

  private func mrr(_ ranks: [LinkageRank]) -> Double {
    ranks.reduce(0.0) { $0 + $1.reciprocalRank } / Double(ranks.count)
  }

  @Test func habitsAreFoundAndTheirAbsenceIsChance() throws {
    let people = try questions(LinkagePeople.make(60, seed: Seed(1)))
    let features = LinkageFeatures(people)
    for score in [LinkageScore.style, .topic, .learned] {
      let ranks = try LinkageAttack(people).ranks(by: score, training: features, judged: features)
      #expect(mrr(ranks) > 0.5, "\(score)")
    }
    // The control: people who all write alike. A rank's reciprocal has a deviation of .17 by chance, so
    // that the mean of 60 lies within three standard errors, .066, of .09.
    let alike = try questions(LinkagePeople.make(60, habit: false, seed: Seed(2)))
    let plain = LinkageFeatures(alike)
    for score in [LinkageScore.style, .topic, .learned] {
      let ranks = try LinkageAttack(alike).ranks(by: score, training: plain, judged: plain)
      #expect(abs(mrr(ranks) - 0.09) < 0.066, "\(score)")
    }
  }

  @Test func namesLinkOnlyWhereEachAccountHasItsOwn() throws {
    let authors = LinkagePeople.make(30, habit: false, seed: Seed(3))
    let divided = LinkageDivision.texts.accounts(of: authors, seed: Seed(3)).pairs
    var generator = SeededGenerator(seed: Seed(4))
    let named = divided.map { pair -> LinkedAccounts in
      let stem = String((0..<8).map { _ in Array("bcdfghklmnprst")[generator.index(below: 14)] })
      return LinkedAccounts(
        author: pair.author, asked: LinkageAccount(name: stem, texts: pair.asked.texts),
        sought: LinkageAccount(name: stem.uppercased() + "_2", texts: pair.sought.texts))
    }
    let questions = try LinkageQuestions(named, seed: Seed(3))
    let features = LinkageFeatures(questions)
    let ranks = try LinkageAttack(questions).ranks(by: .names, training: features, judged: features)
    #expect(mrr(ranks) == 1)
    let nameless = try LinkageQuestions(divided, seed: Seed(3))
    let without = LinkageFeatures(nameless)
    #expect(!without.supports(.names) && !without.supports(.timing))
    #expect(throws: AttacksError.self) {
      try LinkageAttack(nameless).ranks(fold: 0, by: .names, training: without, judged: without)
    }
  }

  @Test func timesLinkAndDecoysAreNearestInTime() throws {
    let pairs = (0..<30).map { person -> LinkedAccounts in
      func account(_ side: Int) -> LinkageAccount {
        let texts = (0..<10).map { place in
          AuthoredText(
            identifier: "p\(person)s\(side)t\(place)", text: "words",
            time: Double(person * 5 * 3600 + (side * 10 + place) * 604_800))
        }
        return LinkageAccount(texts: texts)
      }
      return LinkedAccounts(author: "p\(person)", asked: account(0), sought: account(1))
    }
    let questions = try LinkageQuestions(pairs, candidateCount: 5, seed: Seed(1))
    for (person, candidates) in questions.candidates.enumerated() {
      #expect(candidates[0] == person && Set(candidates).count == 5)
      #expect(candidates.allSatisfy { abs($0 - person) <= 4 })
    }
    let features = LinkageFeatures(questions)
    let ranks = try LinkageAttack(questions)
      .ranks(by: .timing, training: features, judged: features)
    #expect(mrr(ranks) == 1)
  }

  @Test func foldsAnswerAloneAndJobsChangeNothing() throws {
    let questions = try questions(LinkagePeople.make(40, seed: Seed(6)))
    let (one, three) = (LinkageFeatures(questions), LinkageFeatures(questions, jobs: 3))
    let attack = LinkageAttack(questions)
    let all = try attack.ranks(by: .learned, training: one, judged: one)
    #expect(try attack.ranks(by: .learned, training: three, judged: three) == all)
    let third = try attack.ranks(fold: 3, by: .learned, training: three, judged: three)
    #expect(third == all.indices.filter { questions.folds[$0] == 3 }.map { all[$0] })
    #expect(all.map(\.author) == questions.pairs.map(\.author))
  }

  @Test func fewPeopleGetFewerCandidatesAndTwoAreAnError() throws {
    let small = try questions(LinkagePeople.make(3, seed: Seed(7)))
    let features = LinkageFeatures(small)
    let ranks = try LinkageAttack(small).ranks(by: .learned, training: features, judged: features)
    #expect(ranks.map(\.candidateCount) == [3, 3, 3])
    let error = #expect(throws: AttacksError.self) {
      try questions(LinkagePeople.make(2, seed: Seed(7)))
    }
    #expect(error?.code == .emptyInput)
  }

  @Test func aVersionWithoutWordsIsChance() throws {
    let authors = LinkagePeople.make(30, seed: Seed(8))
    let before = try questions(authors)
    let blank = authors.map { author in
      TextAuthor(
        identifier: author.identifier,
        texts: author.texts.map {
          AuthoredText(identifier: $0.identifier, text: "[TEXT]", thread: $0.thread)
        })
    }
    let (after, missingCount) = before.asked(of: Array(blank.dropLast()))
    #expect(missingCount == 12)
    #expect(after.candidates == before.candidates)
    let (open, masked) = (LinkageFeatures(before), LinkageFeatures(after))
    let ranks = try LinkageAttack(before).ranks(by: .topic, training: open, judged: masked)
    // By chance a reciprocal rank among 30 has mean .133 and deviation .2; three standard errors are .11.
    #expect(abs(mrr(ranks) - ranks[0].chanceReciprocalRank) < 0.11)
  }

  @Test func featuresOfOtherQuestionsAreRefused() throws {
    let first = try questions(LinkagePeople.make(10, seed: Seed(9)))
    let other = try questions(LinkagePeople.make(12, seed: Seed(9)))
    let features = LinkageFeatures(other)
    let error = #expect(throws: AttacksError.self) {
      try LinkageAttack(first).ranks(by: .style, training: features, judged: features)
    }
    #expect(error?.code == .mismatchedSizes)
  }
}
