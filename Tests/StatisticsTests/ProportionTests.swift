// SPDX-License-Identifier: Apache-2.0

import Compute
import Statistics
import Testing

@Suite struct ProportionTests {
  @Test func intervalsEqualSciPys() throws {
    for example in try ReferenceValues.load().proportions {
      let share = try Proportion(successes: example.successes, trials: example.trials)
      let note: Comment = "\(example)"
      #expect(close(share.wilsonInterval(level: example.level), example.wilson), note)
      #expect(close(share.clopperPearsonInterval(level: example.level), example.exact), note)
    }
  }

  /// One success in one trial: x^1 = 0.025 at the low end, so low = 0.025 and high = 1.
  @Test func oneOfOneByHand() throws {
    let interval = try Proportion(successes: 1, trials: 1).clopperPearsonInterval(level: 0.95)
    #expect(close(interval, [0.025, 1]))
  }

  @Test(arguments: 1..<40)
  func wilsonMirrorsAndLiesWithinZeroAndOne(trials: Int) throws {
    for successes in 0...trials {
      let here = try Proportion(successes: successes, trials: trials).wilsonInterval()
      let there = try Proportion(successes: trials - successes, trials: trials).wilsonInterval()
      #expect(here.lowerBound >= 0 && here.upperBound <= 1)
      #expect(here.contains(Double(successes) / Double(trials)))
      #expect(close(here, [1 - there.upperBound, 1 - there.lowerBound]))
    }
  }

  /// Coverage by exact enumeration of the binomial; Clopper-Pearson never falls below the level,
  /// Wilson does at some p (the negative control) but is near it on average.
  @Test(arguments: [5, 20, 60])
  func exactCoverageByEnumeration(trials: Int) throws {
    let shares = try (0...trials).map { try Proportion(successes: $0, trials: trials) }
    var wilsonCoverage: [Double] = []
    for step in 1..<200 {
      let p = Double(step) / 200
      var exact = 0.0
      var wilson = 0.0
      for share in shares {
        let mass = SpecialFunctions.exp(
          SpecialFunctions.logBinomialCoefficient(trials, share.successes)
            + Double(share.successes) * SpecialFunctions.log(p)
            + Double(trials - share.successes) * SpecialFunctions.log(onePlus: -p))
        if share.clopperPearsonInterval().contains(p) { exact += mass }
        if share.wilsonInterval().contains(p) { wilson += mass }
      }
      #expect(exact >= 0.95 - 1e-12, "p = \(p)")
      wilsonCoverage.append(wilson)
    }
    let average = try mean(wilsonCoverage)
    #expect(abs(average - 0.95) < 0.01)
    #expect(wilsonCoverage.contains { $0 < 0.95 })
  }

  @Test func impossibleCountsAreRefused() {
    #expect(throws: StatisticsError.self) { try Proportion(successes: 3, trials: 2) }
    #expect(throws: StatisticsError.self) { try Proportion(successes: -1, trials: 2) }
    let error = #expect(throws: StatisticsError.self) { try Proportion(successes: 0, trials: 0) }
    #expect(error?.code == .emptySample && error?.code.rawValue == "STA001")
  }
}
