// SPDX-License-Identifier: Apache-2.0

import Compute
import TestSupport
import Testing

@testable import Statistics

@Suite struct ClusteredProportionTests {
  private struct Case: Decodable {
    let successes: [Int]
    let trials: [Int]
    let level: Double
    let effective: Double
    let low: Double
    let high: Double
  }

  private static func proportion(
    _ successes: [Int], _ trials: [Int]
  ) throws -> ClusteredProportion {
    try ClusteredProportion(zip(successes, trials).map { .init(successes: $0, trials: $1) })
  }

  @Test func intervalsEqualSciPys() throws {
    let cases = try Oracle.load("clustered", as: [Case].self)
    #expect(cases.count == 12)
    for item in cases {
      let proportion = try Self.proportion(item.successes, item.trials)
      let found = proportion.estimate(level: item.level)
      #expect(
        isClose(proportion.effectiveTrials(level: item.level), item.effective, relative: 1e-9))
      #expect(abs(found.interval.lowerBound - item.low) < 1e-9)
      #expect(abs(found.interval.upperBound - item.high) < 1e-9)
    }
  }

  /// Where each cluster has one trial, as many trials count, but for the few degrees of freedom.
  @Test func singleTrialsAreIndependent() throws {
    let successes = (0..<400).map { $0 < 60 ? 1 : 0 }
    let found = try Self.proportion(successes, [Int](repeating: 1, count: 400))
    let effect = try #require(found.designEffect)
    #expect(isClose(effect, 400.0 / 399.0, relative: 1e-12))
    let plain = found.pooled.clopperPearsonInterval()
    let wide = found.estimate().interval
    #expect(abs(plain.lowerBound - wide.lowerBound) < 1e-3)
    #expect(abs(plain.upperBound - wide.upperBound) < 1e-3)
  }

  @Test func clustersOfEqualTrialsCountAsOne() throws {
    let found = try Self.proportion([5, 0, 0, 5, 0, 0, 0, 5, 0, 0], .init(repeating: 5, count: 10))
    #expect(abs(try #require(found.designEffect) - 50.0 / 9.0) < 1e-12)
    #expect(found.effectiveTrials() < 10)
    let none = try Self.proportion([0, 0, 0, 0], [9, 9, 9, 9])
    #expect(
      none.estimate().interval
        == (try Proportion(successes: 0, trials: 4)).clopperPearsonInterval())
  }

  /// 150 people with four values each, of whom one in twenty is known by heart, all values or none.
  @Test func theIntervalHoldsTheTruthWhereTheUsualOneDoesNot() throws {
    var generator = SeededGenerator(seed: Seed(21))
    var (held, plain) = (0, 0)
    for _ in 0..<1000 {
      let successes = (0..<150).map { _ in generator.uniform() < 0.05 ? 4 : 0 }
      let found = try Self.proportion(successes, .init(repeating: 4, count: 150))
      if found.estimate().interval.contains(0.05) { held += 1 }
      if found.pooled.clopperPearsonInterval().contains(0.05) { plain += 1 }
    }
    #expect(held >= 935, "\(held)")
    #expect(plain < 800, "\(plain)")
  }

  @Test func nothingIsNoShare() {
    #expect(throws: StatisticsError.self) { try ClusteredProportion([]) }
    #expect(throws: StatisticsError.self) {
      try ClusteredProportion([.init(successes: 2, trials: 1)])
    }
    #expect(throws: StatisticsError.self) {
      try ClusteredProportion([.init(successes: 1, trials: 0)])
    }
  }
}
