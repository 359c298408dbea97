// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Corpora

struct CivilTimeTests {
  @Test func momentsWithAZoneAreRead() {
    // 2026-01-31 is day 20,484 since 1970, and 20,484 * 86,400 + 43,200 = 1,769,860,800.
    #expect(CivilTime("2026-01-31T12:00:00Z")?.seconds == 1_769_860_800)
    #expect(CivilTime("2026-01-31 13:30:00.25+01:30")?.seconds == 1_769_860_800)
    #expect(CivilTime("2026-01-31T11:00:00-01:00")?.seconds == 1_769_860_800)
    #expect(CivilTime("1969-12-31T23:59:59Z")?.seconds == -1)
  }

  @Test(arguments: [
    "2026-01-31T12:00:00", "2026-01-31", "2026-02-30T12:00:00Z", "2026-01-31T24:00:00Z",
    "2026-01-31T12:60:00Z", "2026-01-31T12:00:00+1:00", "2026-01-31T12:00:00.Z", "now", "",
    "2026-01-31T12:00:00ZZ", "2026-01-31T+2:00:00Z", "20２6-01-31T12:00:00Z",
  ])
  func whatIsNoMomentIsNotRead(_ text: String) {
    #expect(CivilTime(text) == nil)
  }

  @Test func writingAndReadingGoBackAndForth() {
    for step in 0..<2_000 {
      let time = CivilTime(seconds: Int64(step) * 86_399 * 37 - 3_000_000_000)
      #expect(CivilTime(time.text) == time, "\(time.seconds)")
    }
  }
}
