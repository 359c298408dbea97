// SPDX-License-Identifier: Apache-2.0

import Compute
import TestSupport
import Testing

/// Reference values in `Oracles/special.json`, as `make_special.py` wrote them.
private struct Special: Decodable {
  struct Beta: Decodable {
    let a: Double
    let b: Double
    let x: Double
    let value: Double
  }

  struct Inverse: Decodable {
    let a: Double
    let b: Double
    let p: Double
    let value: Double
  }

  let normalQuantile: [[Double]]
  let normalCumulative: [[Double]]
  let sigmoid: [[Double]]
  let logSigmoid: [[Double]]
  let logGamma: [[Double]]
  let erf: [[Double]]
  let erfc: [[Double]]
  let beta: [Beta]
  let inverse: [Inverse]
}

@Suite struct SpecialFunctionsTests {
  @Test func functionsOfOneVariableEqualSciPys() throws {
    let special: Special = try Oracle.load("special")
    func compare(_ name: String, _ table: [[Double]], _ function: (Double) -> Double) {
      expectClose(
        table.map { function($0[0]) }, table.map { $0[1] }, absolute: 1e-300, relative: 1e-12, name)
    }
    compare("quantile", special.normalQuantile, SpecialFunctions.normalQuantile)
    compare("cumulative", special.normalCumulative, SpecialFunctions.normalCumulative)
    compare("sigmoid", special.sigmoid, SpecialFunctions.sigmoid)
    compare("logSigmoid", special.logSigmoid, SpecialFunctions.logSigmoid)
    compare("logGamma", special.logGamma, SpecialFunctions.logGamma)
    compare("erf", special.erf, SpecialFunctions.erf)
    compare("erfc", special.erfc, SpecialFunctions.erfc)
  }

  /// SciPy 1.17.1's `norm.logcdf`; the probabilities themselves vanish from about -38.5 down.
  @Test func logarithmsOfNormalTailsNeverVanish() {
    let table = [
      (-1000.0, -500007.8266948122), (-40, -804.6084420137539), (-28.3, -404.70804507499753),
      (-28.2, -401.8795140643198), (-1, -1.8410216450092634), (0, -0.6931471805599453),
      (3, -0.0013508099647481925),
    ]
    for (x, value) in table {
      expectClose(SpecialFunctions.logNormalCumulative(x), value, relative: 1e-12, "\(x)")
    }
  }

  @Test func incompleteBetaAndItsInverseEqualSciPys() throws {
    let special: Special = try Oracle.load("special")
    for example in special.beta {
      let value = SpecialFunctions.regularizedIncompleteBeta(example.x, example.a, example.b)
      expectClose(value, example.value, relative: 1e-11, "\(example)")
    }
    for example in special.inverse {
      let value = SpecialFunctions.inverseRegularizedIncompleteBeta(
        example.p, example.a, example.b)
      expectClose(value, example.value, relative: 1e-11, "\(example)")
    }
  }

  /// I_x(a, 1) = x^a and I_x(1, b) = 1 - (1 - x)^b, integrals worked by hand.
  @Test func incompleteBetaWithAShapeOfOne() {
    expectClose(SpecialFunctions.regularizedIncompleteBeta(0.3, 4, 1), 0.0081, relative: 1e-14)
    expectClose(SpecialFunctions.regularizedIncompleteBeta(0.5, 1, 3), 0.875, relative: 1e-14)
  }

  @Test(arguments: 0..<50)
  func incompleteBetaLaws(seed: UInt64) {
    var generator = SeededGenerator(seed: Seed(seed))
    let a = 0.1 + 30 * generator.uniform()
    let b = 0.1 + 30 * generator.uniform()
    let x = generator.uniform()
    let here = SpecialFunctions.regularizedIncompleteBeta(x, a, b)
    let there = SpecialFunctions.regularizedIncompleteBeta(1 - x, b, a)
    expectClose(here + there, 1, absolute: 1e-12)
    let p = 0.001 + 0.998 * generator.uniform()
    let quantile = SpecialFunctions.inverseRegularizedIncompleteBeta(p, a, b)
    let back = SpecialFunctions.regularizedIncompleteBeta(quantile, a, b)
    expectClose(back, p, absolute: 1e-12)
  }

  @Test func normalQuantileInvertsAndMirrors() {
    for step in 1..<1000 {
      let p = Double(step) / 1000
      let quantile = SpecialFunctions.normalQuantile(p)
      expectClose(SpecialFunctions.normalCumulative(quantile), p, absolute: 1e-14)
      expectClose(quantile, -SpecialFunctions.normalQuantile(1 - p), absolute: 1e-12)
    }
    #expect(SpecialFunctions.normalQuantile(0) == -.infinity)
    #expect(SpecialFunctions.normalQuantile(1) == .infinity)
  }

  /// 52 choose 5 is 2 598 960.
  @Test func binomialCoefficientByHand() {
    let hands = SpecialFunctions.exp(SpecialFunctions.logBinomialCoefficient(52, 5))
    expectClose(hands, 2_598_960, relative: 1e-12)
    #expect(SpecialFunctions.logBinomialCoefficient(7, 7) == 0)
  }
}
