// SPDX-License-Identifier: Apache-2.0

import Compute
import Statistics
import TestSupport
import Testing

@Suite struct PrivacyAuditTests {
  private struct Reference: Decodable {
    struct OneRunCase: Decodable {
      let canaries: Int
      let guesses: Int
      let correct: Int
      let delta: Double
      let error: Double
      let bound: Double
    }

    struct ErrorRateCase: Decodable {
      let found: Int
      let members: Int
      let alarms: Int
      let nonMembers: Int
      let delta: Double
      let error: Double
      let bound: Double
    }

    let oneRun: [OneRunCase]
    let errorRates: [ErrorRateCase]
  }

  /// Up to a million canaries; the stored bounds sum every probability.
  @Test func oneRunBoundsEqualTheFormulaSummedInFull() throws {
    for item in try Oracle.load("privacy", as: Reference.self).oneRun {
      let audit = try OneRunAudit(
        canaryCount: item.canaries, guessCount: item.guesses, correctCount: item.correct,
        delta: item.delta)
      let bound = try audit.lowerBound(level: 1 - item.error)
      #expect(isClose(bound, item.bound, absolute: 1e-8, relative: 1e-8), "\(item) \(bound)")
    }
  }

  @Test(arguments: [
    (1000, 600, 600, 1e-5, 5.270399), (1000, 1000, 600, 0, 0.297468),
    (1000, 100, 95, 1e-5, 2.165176),
  ])
  func publishedBounds(_ item: (Int, Int, Int, Double, Double)) throws {
    let audit = try OneRunAudit(
      canaryCount: item.0, guessCount: item.1, correctCount: item.2, delta: item.3)
    #expect(abs(try audit.lowerBound() - item.4) < 1e-6)
  }

  // Two guesses, both right: P = q^2 = .05 at q = sqrt(.05) < 1/2, so nothing is rejected. Five of
  // five: q = .05^(1/5) = .549280, epsilon = log(q / (1 - q)) = .197762.
  @Test func fewGuessesByHand() throws {
    let two = try OneRunAudit(canaryCount: 9, guessCount: 2, correctCount: 2, delta: 0)
    #expect(try two.lowerBound() == 0)
    let five = try OneRunAudit(canaryCount: 5, guessCount: 5, correctCount: 5, delta: 0)
    let chance = SpecialFunctions.pow(0.05, 0.2)
    expectClose(
      try five.lowerBound(), SpecialFunctions.log(chance / (1 - chance)), absolute: 1e-10)
    // Delta 0.01 at epsilon 0: below five stand 5, 10, 10, 5, 1 of 32, whose running means are 5,
    // 7.5, 25/3, 7.5, 6.2. So P = 1/32 + 2 * 5 * 0.01 * (25/3) / 32.
    let slack = try OneRunAudit(canaryCount: 5, guessCount: 5, correctCount: 5, delta: 0.01)
    expectClose(slack.pValue(epsilon: 0), (1 + 0.1 * 25 / 3) / 32, absolute: 1e-12)
  }

  @Test func moreCorrectGuessesBoundMoreAndDeltaBoundsLess() throws {
    var last = -1.0
    for correct in stride(from: 50, through: 100, by: 5) {
      let clean = try OneRunAudit(
        canaryCount: 100, guessCount: 100, correctCount: correct, delta: 0)
      let loose = try OneRunAudit(
        canaryCount: 100, guessCount: 100, correctCount: correct, delta: 1e-4)
      let bound = try clean.lowerBound()
      let loosened = try loose.lowerBound()
      #expect(bound >= last && loosened <= bound)
      last = bound
    }
    #expect(last > 2)
  }

  /// Randomized response is (epsilon, 0)-private and meets the bound with equality.
  ///
  /// At most 5 % of runs have a bound above epsilon; two standard errors of 2,000 runs are 1 %.
  @Test(arguments: [0.0, 0.5, 2.0])
  func randomizedResponseIsRejectedNoMoreThanTheLevel(epsilon: Double) throws {
    var rejected = 0
    var doubted = 0
    for run in 0..<2000 {
      var generator = SeededGenerator(seed: Seed(31), stream: UInt64(run))
      let truthful = SpecialFunctions.sigmoid(epsilon)
      let correct = (0..<500).count { _ in generator.uniform() < truthful }
      let audit = try OneRunAudit(
        canaryCount: 500, guessCount: 500, correctCount: correct, delta: 0)
      if audit.pValue(epsilon: epsilon) < 0.05 { rejected += 1 }
      if epsilon > 0, audit.pValue(epsilon: epsilon / 2) < 0.05 { doubted += 1 }
      if run < 50 {
        let bound = try audit.lowerBound()
        #expect((bound > epsilon) == (audit.pValue(epsilon: epsilon) < 0.05))
      }
    }
    #expect(rejected <= 120, "\(rejected)")
    // The negative control: half of the epsilon is told apart from it in most runs.
    if epsilon > 0 { #expect(doubted > 1000, "\(doubted)") }
  }

  /// Scores of mere noise: uncorrected, the best of ten choices exceeds 0 in more than 5 % of runs.
  @Test func splittingTheLevelPaysForTheChoice() throws {
    var (plain, corrected) = (0, 0)
    for run in 0..<1000 {
      var generator = SeededGenerator(seed: Seed(32), stream: UInt64(run))
      let scores = (0..<200).map { _ in generator.uniform() }
      let coins = (0..<200).map { _ in generator.uniform() < 0.5 }
      let audits = try (1...10).map { step in
        try OneRunAudit(
          scores: scores, coins: coins, guesses: .init(included: 10 * step, excluded: 0), delta: 0)
      }
      if try audits.contains(where: { try $0.lowerBound() > 0 }) { plain += 1 }
      if try OneRunAudit.best(of: audits).bound > 0 { corrected += 1 }
    }
    #expect(plain > 100 && corrected <= 60, "\(plain) \(corrected)")
  }

  @Test func guessesTakeTheEndsOfTheRanking() throws {
    let audit = try OneRunAudit(
      scores: [5, 1, 4, 2, 3], coins: [true, false, false, true, true],
      guesses: .init(included: 2, excluded: 2), delta: 0)
    // In: 5 and 4, one right. Out: 1 and 2, one right.
    #expect(audit.guessCount == 4 && audit.correctCount == 2)
  }

  @Test func errorRateBoundsEqualTheFormula() throws {
    for item in try Oracle.load("privacy", as: Reference.self).errorRates {
      let audit = try ErrorRateAudit(
        truePositives: Proportion(successes: item.found, trials: item.members),
        falsePositives: Proportion(successes: item.alarms, trials: item.nonMembers),
        delta: item.delta)
      let bound = try audit.lowerBound(level: 1 - item.error)
      #expect(isClose(bound, item.bound, absolute: 1e-9, relative: 1e-9), "\(item) \(bound)")
    }
  }

  /// All of 10 found without an alarm in 10: limits t = .025^(1/10) and f = 1 - t.
  @Test func perfectSeparationOfTenByHand() throws {
    let audit = try ErrorRateAudit(
      members: (10..<20).map(Double.init), nonMembers: (0..<10).map(Double.init), threshold: 10,
      delta: 0)
    let limit = SpecialFunctions.pow(0.025, 0.1)
    let expected = SpecialFunctions.log(limit / (1 - limit))
    expectClose(try audit.lowerBound(), expected, absolute: 1e-10)
    // Of two audits each has half of the error.
    let halved = SpecialFunctions.pow(0.0125, 0.1)
    let best = try ErrorRateAudit.best(of: [audit, audit])
    #expect(best.position == 0)
    expectClose(best.bound, SpecialFunctions.log(halved / (1 - halved)), absolute: 1e-10)
  }

  @Test func whatCannotBeIsRefused() {
    #expect(throws: StatisticsError.self) {
      try OneRunAudit(canaryCount: 5, guessCount: 6, correctCount: 1, delta: 0)
    }
    #expect(throws: StatisticsError.self) {
      try OneRunAudit(canaryCount: 5, guessCount: 5, correctCount: 5, delta: 1)
    }
    #expect(throws: StatisticsError.self) {
      try OneRunAudit(
        scores: [1, 2], coins: [true, false], guesses: .init(included: 2, excluded: 1), delta: 0)
    }
    let none = #expect(throws: StatisticsError.self) { try OneRunAudit.best(of: []) }
    #expect(none?.code == .emptySample)
    let level = #expect(throws: StatisticsError.self) {
      try OneRunAudit(canaryCount: 5, guessCount: 5, correctCount: 5, delta: 0).lowerBound(level: 1)
    }
    #expect(level?.code == .invalidParameter)
    #expect(throws: StatisticsError.self) {
      try OneRunAudit(canaryCount: 5, guessCount: 5, correctCount: 5, delta: 0)
        .lowerBound(choiceCount: 0)
    }
  }
}
