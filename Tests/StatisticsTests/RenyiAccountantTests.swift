// SPDX-License-Identifier: Apache-2.0

import Statistics
import TestSupport
import Testing

@Suite struct RenyiAccountantTests {
  private struct Reference: Decodable {
    struct Case: Decodable {
      let rate: Double
      let noise: Double
      let steps: Int
      let delta: Double
      let epsilon: Double
    }
    let cases: [Case]
  }

  @Test func epsilonsAreThoseOfDPAccounting() throws {
    let reference = try Oracle.load("accountant", as: Reference.self)
    #expect(reference.cases.count == 150)
    for item in reference.cases {
      let accountant = try RenyiAccountant(
        samplingRate: item.rate, noiseMultiplier: item.noise)
      let epsilon = try accountant.epsilon(steps: item.steps, delta: item.delta)
      #expect(abs(epsilon - item.epsilon) <= 1e-6 * max(item.epsilon, 1), "\(item)")
    }
  }

  /// Without sampling a step is the Gaussian mechanism, whose divergence is alpha / (2 sigma^2).
  @Test func aStepThatTakesEverybodyIsTheGaussianMechanism() throws {
    let accountant = try RenyiAccountant(samplingRate: 1, noiseMultiplier: 2)
    #expect(accountant.divergence(order: 3) == 3.0 / 8)
    #expect(
      try RenyiAccountant(samplingRate: 0, noiseMultiplier: 1).epsilon(steps: 9, delta: 0.1) == 0)
  }

  @Test func moreStepsCostMoreAndMoreNoiseCostsLess() throws {
    let few = try RenyiAccountant(samplingRate: 0.01, noiseMultiplier: 1)
    let calm = try RenyiAccountant(samplingRate: 0.01, noiseMultiplier: 2)
    let epsilon = try few.epsilon(steps: 1000, delta: 1e-5)
    #expect(try few.epsilon(steps: 2000, delta: 1e-5) > epsilon)
    #expect(try calm.epsilon(steps: 1000, delta: 1e-5) < epsilon)
  }

  @Test func numbersOutOfRangeAreRefused() {
    #expect(throws: StatisticsError.self) {
      try RenyiAccountant(samplingRate: 1.1, noiseMultiplier: 1)
    }
    #expect(throws: StatisticsError.self) {
      try RenyiAccountant(samplingRate: 0.1, noiseMultiplier: 0)
    }
    #expect(throws: StatisticsError.self) {
      try RenyiAccountant(samplingRate: 0.1, noiseMultiplier: 1).epsilon(steps: 1, delta: 0)
    }
  }
}
