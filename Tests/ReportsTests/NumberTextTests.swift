// SPDX-License-Identifier: Apache-2.0

import Reports
import Testing

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0.4871, "0.487"), (0.4875, "0.488"), (-0.0118, "\u{2212}0.012"), (0, "0"), (1, "1"),
    (0.99951, "1.000"), (12.345, "12.35"), (412, "412"), (412.26, "412.3"),
    (1234567.0, "1\u{202F}234\u{202F}567"), (0.00012, "0.00012"), (-0.0004, "\u{2212}0.00040"),
    (0.00000123, "1.2 × 10⁻⁶"), (.infinity, "∞"), (-.infinity, "\u{2212}∞"),
    (.nan, "not a number"),
  ])
  func aValueIsPrintedToItsScale(_ value: Double, _ text: String) {
    #expect(NumberText.decimal(value) == text)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (7960, "7\u{202F}960"), (-1000, "\u{2212}1\u{202F}000"),
    (Int.min, "\u{2212}9\u{202F}223\u{202F}372\u{202F}036\u{202F}854\u{202F}775\u{202F}808"),
  ])
  func aCountHasItsThousandsSeparated(_ count: Int, _ text: String) {
    #expect(NumberText.count(count) == text)
  }

  @Test func aNumberThatRoundsToZeroHasNoSign() {
    #expect(NumberText.fixed(-0.0001, decimals: 3) == "0.000")
  }

  @Test func aWholeEndOfAnIntervalIsPrintedAsFineAsTheOther() {
    #expect(NumberText.interval(0.9712...1) == "0.971 to 1.000")
    #expect(NumberText.interval(0...3) == "0 to 3")
  }

  @Test(arguments: [(0.95, "95"), (0.975, "97.5"), (0.9, "90"), (1, "100")])
  func aLevelIsAPercentage(_ level: Double, _ figures: String) {
    #expect(NumberText.percent(level) == figures + "\u{202F}%")
  }

  @Test(arguments: [
    Double.greatestFiniteMagnitude, 1e300, 9.1e15, Double.leastNonzeroMagnitude, 1e-300,
  ])
  func anExtremeValueIsPrintedWithoutATrap(_ value: Double) {
    #expect(!NumberText.decimal(value).isEmpty)
    #expect(!NumberText.decimal(-value).isEmpty)
  }
}
