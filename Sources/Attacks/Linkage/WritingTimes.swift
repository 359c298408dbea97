// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora

/// When an account writes: in which hours of the week, and how long after its last text.
struct WritingTimes {
  /// Seconds in a week.
  private static let week = 604_800.0

  /// The square roots of the shares of texts by hour of the week in UTC, spread over the hours beside
  /// it by 1/4, 1/2, 1/4; `[168]`.
  let hours: [Double]
  /// The square roots of the shares of gaps by size: eight doublings of 4 from a minute on, `[8]`.
  let gaps: [Double]
  /// Whether any text has a time.
  let isKnown: Bool

  /// Reads an account's times.
  init(_ account: LinkageAccount) {
    let times = account.texts.compactMap(\.time).filter(\.isFinite).sorted()
    isKnown = !times.isEmpty
    var hours = [Double](repeating: 0, count: 168)
    for time in times {
      let phase = time - (time / WritingTimes.week).rounded(.down) * WritingTimes.week
      let hour = min(167, Int(phase / 3600))
      hours[hour] += 0.5
      hours[(hour + 1) % 168] += 0.25
      hours[(hour + 167) % 168] += 0.25
    }
    var gaps = [Double](repeating: 0, count: 8)
    for (earlier, later) in zip(times, times.dropFirst()) {
      let minutes = max(1, (later - earlier) / 60)
      gaps[min(7, Int(SpecialFunctions.log2(minutes) / 2))] += 1
    }
    self.hours = hours.map { ($0 / Double(max(1, times.count))).squareRoot() }
    self.gaps = gaps.map { ($0 / Double(max(1, times.count - 1))).squareRoot() }
  }

  /// How alike the hours are, 0...1: the Bhattacharyya coefficient; 0 where one is unknown.
  func hourLikeness(to other: WritingTimes) -> Double {
    zip(hours, other.hours).reduce(0.0) { $0 + $1.0 * $1.1 }
  }

  /// How alike the gaps are, 0...1; 0 where one account has no two times.
  func gapLikeness(to other: WritingTimes) -> Double {
    zip(gaps, other.gaps).reduce(0.0) { $0 + $1.0 * $1.1 }
  }
}
