// SPDX-License-Identifier: Apache-2.0

import Statistics
import TestSupport
import Testing

@Suite struct CalibrationTests {
  /// What `calibration.py` wrote.
  private struct Stored: Decodable {
    let confidences: [Double]
    let isRight: [Bool]
    let binCount: Int
    let width: Double
    let mass: Double
    let widthCounts: [Int]
    let massCounts: [Int]
    let widthAccuracies: [Double?]
    let massAccuracies: [Double?]
  }

  @Test func errorsAndCurvesAreThoseOfNumPy() throws {
    let cases: [Stored] = try Oracle.load("calibration")
    #expect(cases.count == 6)
    for stored in cases {
      let made = try [Calibration.Binning.equalWidth, .equalMass].map {
        try Calibration(
          confidences: stored.confidences, isRight: stored.isRight, binning: $0,
          binCount: stored.binCount)
      }
      expectClose(made[0].expectedError, stored.width, absolute: 1e-9)
      expectClose(made[1].expectedError, stored.mass, absolute: 1e-9)
      #expect(made[0].bins.map(\.count) == stored.widthCounts)
      #expect(made[1].bins.map(\.count) == stored.massCounts)
      for (calibration, accuracies) in zip(made, [stored.widthAccuracies, stored.massAccuracies]) {
        for (bin, accuracy) in zip(calibration.bins, accuracies) {
          #expect((bin.accuracy == nil) == (accuracy == nil))
          expectClose(bin.accuracy ?? 0, accuracy ?? 0, absolute: 1e-12)
        }
      }
    }
  }

  /// 0 and 1 lie in the first and last bin; the error is by hand.
  @Test func theEndsHaveBins() throws {
    let made = try Calibration(confidences: [0, 1, 1, 0.5], isRight: [false, true, false, true])
    #expect(made.bins.count == 15)
    #expect(made.bins[0].count == 1 && made.bins[14].count == 2)
    #expect(made.bins[3].confidence == nil)
    expectClose(made.expectedError, 0.25 * 0 + 0.5 * 0.5 + 0.25 * 0.5, absolute: 1e-12)
  }

  @Test(
    arguments: [
      ([], [], 15, "STA001"), ([Double.nan], [true], 15, "STA002"), ([1.1], [true], 15, "STA003"),
      ([0.5], [true], 0, "STA003"), ([0.5], [], 15, "STA004"),
    ] as [([Double], [Bool], Int, String)])
  func badInputIsRefused(confidences: [Double], isRight: [Bool], bins: Int, code: String) {
    #expect {
      try Calibration(confidences: confidences, isRight: isRight, binCount: bins)
    } throws: { ($0 as? StatisticsError)?.code.rawValue == code }
  }
}
