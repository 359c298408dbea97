// SPDX-License-Identifier: Apache-2.0

import Compute
import Learners
import Recommenders
import TestSupport
import Testing

@testable import Attacks

@Suite struct AttributeTaskTests {
  static func people(_ count: Int, _ value: (Int) -> String) -> [(
    user: Int32, identifier: String, class: String
  )] {
    (0..<count).map { (user: Int32($0), identifier: "user-\($0)", class: value($0)) }
  }

  @Test func foldsAreStratifiedAndKeyed() throws {
    let people = Self.people(103) { $0 % 4 == 0 ? "b" : "a" }
    let task = try AttributeTask(name: "letter", people: people, seed: Seed(1))
    #expect(task.classes == ["a", "b"])
    for fold in 0..<AttributeTask.foldCount {
      let held = task.folds.indices.filter { task.folds[$0] == fold }
      #expect((20...21).contains(held.count))
      #expect((5...6).contains(held.count { task.labels[$0] == 1 }))
      #expect(held.count + task.training(of: fold).count == 103)
    }
    // The order in which people are given changes nothing, another seed does.
    #expect(
      try AttributeTask(name: "letter", people: people.reversed(), seed: Seed(1)) == task)
    #expect(try AttributeTask(name: "letter", people: people, seed: Seed(2)).folds != task.folds)
  }

  @Test func chanceKeepsTheClassesOfEveryFold() throws {
    let task = try AttributeTask(
      name: "letter", people: Self.people(60) { $0 % 3 == 0 ? "b" : "a" }, seed: Seed(1))
    let shuffled = task.shuffled(seed: Seed(1))
    #expect(shuffled.labels != task.labels && shuffled.shares == task.shares)
    let part = task.restricted { $0 < 30 }
    #expect(part.users == (0..<30).map(Int32.init) && part.folds == Array(task.folds.prefix(30)))
  }

  @Test func tooFewPeopleAreNoTask() {
    #expect(throws: AttacksError.self) {
      try AttributeTask(name: "x", people: Self.people(40) { _ in "a" }, seed: Seed(1))
    }
    #expect(throws: AttacksError.self) {
      try AttributeTask(name: "x", people: Self.people(40) { $0 < 9 ? "b" : "a" }, seed: Seed(1))
    }
  }

  /// A class that shifts one of six columns is told; the same columns tell nothing of dealt classes.
  @Test func aPlantedClassIsToldAndADealtOneIsNot() throws {
    var generator = SeededGenerator(seed: Seed(5))
    let task = try AttributeTask(
      name: "letter", people: Self.people(400) { $0 % 3 == 0 ? "b" : "a" }, seed: Seed(1))
    let values = task.labels.flatMap { label in
      (0..<6).map { column in generator.normal() + (column == 2 ? 1.5 * Double(label) : 0) }
    }
    let rows = DenseRows(columnCount: 6, values: values)
    let told = AttributeScores(task, .linear(task, vectors: rows))
    // Two normals 1.5 apart: the area is Phi(1.5 / sqrt 2) = .856, its standard error about .02.
    #expect(abs(try #require(told.area()) - 0.856) < 0.06)
    #expect(told.rights.reduce(0, +) > told.majorityRights.reduce(0, +) + 20)
    let dealt = task.shuffled(seed: Seed(9))
    let chance = AttributeScores(dealt, .linear(dealt, vectors: rows))
    // Four standard errors of an area of 133 against 267 guesses.
    #expect(abs(try #require(chance.area()) - 0.5) < 4 * 0.031)
    let jobs = AttributeGuesses.linear(task, vectors: rows, jobs: 3)
    #expect(jobs == .linear(task, vectors: rows))
  }

  /// Shares 2/3 and 1/3 throughout; beliefs are written by hand.
  @Test func scoresAreWorkedByHand() throws {
    let task = try AttributeTask(
      name: "letter", people: Self.people(30) { $0 % 3 == 0 ? "b" : "a" }, seed: Seed(1))
    // Believed of everybody: class b with 0.4, of the true b with 0.6.
    let rows = task.labels.flatMap { label -> [Float] in label == 1 ? [0.4, 0.6] : [0.6, 0.4] }
    let scores = AttributeScores(task, AttributeGuesses(classCount: 2, probabilities: rows))
    #expect(scores.area() == 1 && scores.rankedClasses == [1])
    #expect(scores.rights.allSatisfy { $0 == 1 })
    #expect(scores.majorityRights.reduce(0, +) == 20)
    // Over their shares, class b gains in both: 0.4 / (1/3) > 0.6 / (2/3). So a's are missed.
    #expect(scores.balancedAccuracy() == 0.5)
    let shares = task.shares
    for place in task.users.indices {
      let share = shares[task.folds[place]][task.labels[place]]
      #expect(isClose(scores.gains[place], 0.6 - share, absolute: 1e-6))
      #expect(scores.randomRights[place] == share)
    }
  }
}
