// SPDX-License-Identifier: Apache-2.0

import Compute
import Statistics
import TestSupport
import Testing

@Suite struct KolmogorovSmirnovTests {
  @Test func exactTestEqualsSciPys() throws {
    for example in try ReferenceValues.load().kolmogorov {
      let test = try KolmogorovSmirnovTest(example.first, example.second)
      #expect(test.method == .exact)
      #expect(close(test.statistic, example.statistic))
      #expect(abs(test.pValue - example.pValue) <= 1e-10 * example.pValue, "\(test)")
      let limit = try KolmogorovSmirnovTest(example.first, example.second, exactLimit: 0)
      #expect(limit.method == .asymptotic)
      #expect(close(limit.pValue, example.limit))
    }
  }

  private struct Tails: Decodable {
    struct Case: Decodable {
      let sizes: [Int]
      let tie: Int
      let shift: Int
      let statistic: Double
      let pValue: Double
      let area: Double
    }
    let cases: [Case]
  }

  /// Samples of `Oracles/kolmogorov.py`, with and without ties: p-values from 1 down to 1e-242 keep
  /// their digits, among them those of 300 against 300 and 40 that TOFU's logs give.
  @Test func exactTailsNeverVanish() throws {
    let cases = try Oracle.load("kolmogorov", as: Tails.self).cases
    #expect(cases.contains { $0.pValue < 1e-240 })
    for item in cases {
      func values(_ count: Int, _ factor: Int) -> [Double] {
        (0..<count).map { Double($0 * factor % 1009 / item.tie) }
      }
      let first = values(item.sizes[0], 467)
      let second = values(item.sizes[1], 631).map { $0 + Double(item.shift) }
      let test = try KolmogorovSmirnovTest(first, second)
      #expect(test.method == .exact)
      expectClose(test.statistic, item.statistic, absolute: 1e-12)
      expectClose(test.pValue, item.pValue, absolute: 1e-12, "\(item)")
      expectClose(test.pValue, item.pValue, relative: 1e-10, "\(item)")
      let area = try areaUnderCurve(positives: second, negatives: first)
      expectClose(area, item.area, absolute: 1e-12)
    }
  }

  /// Two against two, fully apart: D = 1, and 2 of the 6 orders are fully apart.
  @Test func twoAgainstTwoByHand() throws {
    let test = try KolmogorovSmirnovTest([1, 2], [3, 4])
    #expect(test.statistic == 1 && close(test.pValue, 1.0 / 3) && !test.hasTies)
    let same = try KolmogorovSmirnovTest([1, 2], [1, 2])
    #expect(same.statistic == 0 && same.pValue == 1 && same.hasTies)
  }

  @Test(arguments: 0..<30)
  func swappingAndMonotoneTransformsChangeNothing(seed: UInt64) throws {
    var generator = SeededGenerator(seed: Seed(seed))
    let a = tiedScores(12, shift: 1, using: &generator)
    let b = tiedScores(9, shift: 0, using: &generator)
    let here = try KolmogorovSmirnovTest(a, b)
    let there = try KolmogorovSmirnovTest(
      b.map { SpecialFunctions.exp($0) }, a.map { SpecialFunctions.exp($0) })
    #expect(here.statistic == there.statistic && close(here.pValue, there.pValue))
  }

  /// An exact test of size 5 % fires at most so often under the null (400 runs, 5 standard errors)
  /// and nearly always on a clear shift.
  @Test func firesRarelyUnderTheNullAndOftenOtherwise() throws {
    var alarms = 0
    var found = 0
    for run in 0..<400 {
      var generator = SeededGenerator(seed: Seed(UInt64(run)))
      let a = (0..<50).map { _ in generator.uniform() }
      let b = (0..<50).map { _ in generator.uniform() }
      if try KolmogorovSmirnovTest(a, b).pValue < 0.05 { alarms += 1 }
      if try KolmogorovSmirnovTest(a, b.map { $0 + 0.5 }).pValue < 0.05 { found += 1 }
    }
    #expect(Double(alarms) / 400 < 0.05 + 5 * (0.05 * 0.95 / 400).squareRoot())
    #expect(found > 390)
  }

  /// The two forms of the series meet where the code changes over.
  @Test func limitIsContinuousAndFalls() {
    var last = 1.0
    for step in 1..<400 {
      let here = KolmogorovSmirnovTest.limitTail(Double(step) / 100)
      #expect(here <= last + 1e-15 && here >= 0)
      last = here
    }
    let below = KolmogorovSmirnovTest.limitTail(1.18.nextDown)
    #expect(close(below, KolmogorovSmirnovTest.limitTail(1.18), 1e-14))
  }
}
