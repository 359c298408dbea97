// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Corpora

@Suite struct DateTextTests {
  /// All days of 1,000 years around 1970, against the calendar's own arithmetic.
  @Test func partsAreTheCalendars() {
    for day in stride(from: -182_500 as Int32, through: 182_500, by: 1) {
      let date = CivilDate(day: day)
      let (left, right) = (date.parts, date.components)
      if left != right { Issue.record("day \(day): \(left), not \(right)") }
    }
  }

  @Test func partsOfFarDaysAreTheCalendars() {
    for day in stride(from: -5_000_000 as Int32, through: 5_000_000, by: 9_973) {
      #expect(CivilDate(day: day).parts == CivilDate(day: day).components, "day \(day)")
    }
  }

  @Test(arguments: [
    ("2024-02-29", 1, "2025-02-28"), ("2024-02-29", 4, "2028-02-29"),
    ("1999-12-31", 20, "2019-12-31"), ("2000-03-01", -100, "1900-03-01"),
  ])
  func yearsLaterIsTheSameDayOrTheMonthsLast(start: String, years: Int, end: String) throws {
    #expect(try #require(CivilDate(start)).adding(years: years).text == end)
  }

  @Test func wholeYearsAreTheAge() throws {
    let birth = try #require(CivilDate("1980-06-15"))
    for offset in stride(from: 0 as Int32, through: 30_000, by: 7) {
      let later = CivilDate(day: birth.day + offset)
      #expect(birth.wholeYears(until: later) == birth.age(on: later))
    }
  }

  @Test func datesAndIdentifiersAreWrittenWithAllDigits() throws {
    var buffer = ByteBuffer()
    buffer.append(date: try #require(CivilDate("1907-03-09")))
    buffer.append(profile: 123)
    buffer.append(profile: 9_999_999)
    buffer.append(profile: 10_000_000)
    #expect(buffer.string(0..<buffer.count) == "1907-03-09p0000123p9999999p10000000")
  }
}
