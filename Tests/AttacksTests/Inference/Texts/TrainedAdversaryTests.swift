// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct TrainedAdversaryTests {
  /// Twelve authors of whom half write about bread and half about rain, and two classes unknown.
  static let texts: [[String]] = (0..<14).map { author in
    let topic =
      author % 2 == 0 ? ["bread is baked", "flour and bread"] : ["rain falls", "wet rain"]
    return topic + ["it is day \(author % 3)"]
  }
  static let classes: [Int?] = (0..<14).map { $0 < 12 ? $0 % 2 : nil }
  static let adversaries: [any TextAdversary] = [
    LinearAdversary(), SetAdversary(), MajorityAdversary(), RandomAdversary(),
  ]

  private func run(
    _ adversary: any TextAdversary, jobs: Int = 1, versions: [ReadAuthors] = []
  ) throws -> CrossValidatedGuesses {
    try CrossValidatedGuesses(
      adversary, authors: ReadAuthors(Self.texts, jobs: jobs), versions: versions,
      classes: Self.classes, classCount: 3, foldCount: 3, seed: Seed(7), jobs: jobs)
  }

  @Test func topicsTellAuthorsApart() throws {
    #expect(try run(LinearAdversary()).accuracy() == 1)
    #expect(try run(SetAdversary()).accuracy() == 1)
    #expect(try run(MajorityAdversary()).accuracy() == 0.5)
  }

  @Test(arguments: 0..<4)
  func guessesAreProbabilitiesAndTheSameForAnyNumberOfJobs(index: Int) throws {
    let one = try run(Self.adversaries[index])
    let four = try run(Self.adversaries[index], jobs: 4)
    #expect(one.guesses == four.guesses)
    for (author, guess) in one.guesses[0].enumerated() {
      guard let guess else {
        #expect(author >= 12)
        continue
      }
      #expect(author < 12)
      expectClose(guess.probabilities.reduce(0, +), 1, absolute: 1e-12)
      #expect(guess.ranking.sorted() == [0, 1, 2])
    }
  }

  /// The same models judge both versions: without words nothing is left, and the same texts say the
  /// same.
  @Test func aDefenceIsJudgedByTheSameModels() throws {
    let same = ReadAuthors(Self.texts)
    let empty = ReadAuthors(Self.texts.map { $0.map { _ in "" } })
    let judged = try run(LinearAdversary(), versions: [same, empty])
    #expect(judged.guesses[0] == judged.guesses[1])
    #expect(judged.accuracy(version: 2) == 0.5)
    let drop = try accuracyDifference(
      [judged.isRight()], [judged.isRight(version: 2)], resamples: 200, seed: Seed(1))
    #expect(drop.estimate == 0.5)
    #expect(drop.interval().lowerBound > 0)
  }

  /// The order of an author's texts changes a network's answer by rounding only.
  @Test func theOrderOfTextsPlaysNoPart() throws {
    let turned = ReadAuthors(Self.texts.map { $0.reversed() })
    let judged = try run(SetAdversary(), versions: [turned])
    for (left, right) in zip(judged.guesses[0], judged.guesses[1]) {
      guard let left, let right else { continue }
      expectClose(left.probabilities, right.probabilities, absolute: 1e-12)
    }
    let linear = try run(LinearAdversary(), versions: [turned])
    #expect(linear.guesses[0] == linear.guesses[1])
  }

  @Test func fewerTextsAreAmongMore() {
    let all = ReadAuthors(Self.texts)
    let two = all.limited(to: 2, seed: Seed(3))
    let one = all.limited(to: 1, seed: Seed(3))
    for author in 0..<all.count {
      #expect(two.texts[author].count == 2)
      #expect(two.texts[author].contains(one.texts[author][0]))
    }
    #expect(all.limited(to: 9, seed: Seed(3)).texts == all.texts)
  }

  /// A mark tells classes apart where words do not.
  @Test func marksAreLearnedFrom() throws {
    let texts = (0..<12).map { ["X\($0 % 2) says hello"] }
    let authors = ReadAuthors(texts.map { $0.map { _ in "hello" } })
    let marked = ReadAuthors(texts) { ["place=\($0.prefix(2))"] }
    let classes = (0..<12).map { $0 % 2 }
    let blind = try CrossValidatedGuesses(
      LinearAdversary(), authors: authors, classes: classes, classCount: 2, seed: Seed(1))
    let seeing = try CrossValidatedGuesses(
      SetAdversary(), authors: marked, classes: classes, classCount: 2, seed: Seed(1))
    #expect(blind.accuracy() <= 0.5)
    #expect(seeing.accuracy() == 1)
  }

  @Test func strangeAuthorsAreJudgedToo() throws {
    let long = String(repeating: "lorem ipsum dolor ", count: 580_000)
    let texts = [[], [""], ["🙂🙃 👩‍👩‍👧"], [long], ["one"], ["two"]]
    let classes: [Int?] = [0, 1, 2, 0, 1, 3]
    for adversary in Self.adversaries {
      let judged = try CrossValidatedGuesses(
        adversary, authors: ReadAuthors(texts), classes: classes, classCount: 4, foldCount: 2,
        seed: Seed(2))
      for guess in judged.guesses[0] {
        #expect(guess?.probabilities.allSatisfy { (0...1).contains($0) } == true)
      }
    }
  }

  @Test func oneClassIsAlwaysRight() throws {
    for adversary in Self.adversaries {
      let judged = try CrossValidatedGuesses(
        adversary, authors: ReadAuthors(Self.texts),
        classes: Self.classes.map { $0.map { _ in 0 } },
        classCount: 1, seed: Seed(2))
      #expect(judged.accuracy() == 1)
    }
  }

  @Test func impossibleRunsAreRefused() {
    let authors = ReadAuthors(Self.texts)
    func code(_ classes: [Int?], _ folds: Int) -> String? {
      do {
        _ = try CrossValidatedGuesses(
          MajorityAdversary(), authors: authors, classes: classes, classCount: 2,
          foldCount: folds, seed: Seed(1))
        return nil
      } catch { return error.code.rawValue }
    }
    #expect(code([0, 1], 2) == "ATK005")
    #expect(code(Self.classes, 1) == "ATK002")
    #expect(code(Self.classes.map { $0.map { $0 + 1 } }, 2) == "ATK002")
    #expect(code(Self.classes.map { _ in nil }, 2) == "ATK001")
  }

  /// The bar: better than the majority by more than chance in five attributes of eight.
  @Test(.requires(SynthPAIAuthors.data))
  func fiveAttributesOfSynthPAILeak() throws {
    let source = try SynthPAIAuthors()
    let authors = ReadAuthors(source.texts, jobs: 2)
    #expect(authors.count == 300)
    var leaking: [InferredAttribute] = []
    for attribute in InferredAttribute.allCases {
      let judged = try [LinearAdversary() as any TextAdversary, MajorityAdversary()].map {
        try CrossValidatedGuesses(
          $0, authors: authors, classes: source.labels(attribute),
          classCount: source.classes.names(of: attribute).count, seed: Seed(1), jobs: 2)
      }
      let difference = try accuracyDifference(
        [judged[0].isRight()], [judged[1].isRight()], seed: Seed(1))
      if difference.interval().lowerBound > 0 { leaking.append(attribute) }
    }
    #expect(leaking.count >= 5, "\(leaking)")
  }
}
