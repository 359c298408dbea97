// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

@Suite struct SummaryTests {
  @Test func summariesEqualNumPys() throws {
    for example in try ReferenceValues.load().summaries {
      let summary = try Summary(example.values)
      #expect(close(summary.mean, example.mean))
      #expect(close(try #require(summary.standardDeviation), example.deviation))
      for pair in example.quantiles {
        #expect(close(try quantile(example.values, pair[0]), pair[1]))
      }
      #expect(close(try meanEstimate(example.values).interval, example.interval, 1e-11))
    }
  }

  @Test func studentQuantilesEqualSciPysAndInvert() throws {
    for example in try ReferenceValues.load().student {
      let student = StudentT(degreesOfFreedom: example.freedom)
      let value = student.quantile(example.p)
      #expect(abs(value - example.quantile) <= 1e-10 * abs(example.quantile), "\(example)")
      #expect(close(student.cumulative(value), example.p))
      #expect(close(student.cumulative(-value), 1 - example.p))
    }
  }

  /// 1, 2, 4: the quantile at 1/4 lies at position 0.5, so 1.5; mean 7/3; variance 7/3.
  @Test func threeValuesByHand() throws {
    let summary = try Summary([4, 1, 2])
    #expect(summary.lowerQuartile == 1.5 && summary.median == 2 && summary.upperQuartile == 3)
    #expect(close(summary.mean, 7.0 / 3))
    #expect(close(try variance([4, 1, 2]), 7.0 / 3))
    #expect(summary.minimum == 1 && summary.maximum == 4 && summary.count == 3)
  }

  @Test func smallAndBadSamples() throws {
    #expect(try Summary([3]).standardDeviation == nil)
    #expect(try median([5, 1]) == 3)
    let none = #expect(throws: StatisticsError.self) { try mean([]) }
    #expect(none?.code.rawValue == "STA001")
    let nan = #expect(throws: StatisticsError.self) { try median([.nan]) }
    #expect(nan?.code.rawValue == "STA002")
    #expect(throws: StatisticsError.self) { try quantile([1], 1.5) }
    #expect(throws: StatisticsError.self) { try meanEstimate([1]) }
  }
}
