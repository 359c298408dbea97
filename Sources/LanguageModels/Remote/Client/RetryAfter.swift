// SPDX-License-Identifier: Apache-2.0

/// Reads the wait that a server asks for (RFC 9110, section 10.2.3).
enum RetryAfter {
  /// Returns the wait in seconds; nil where none is named or the header cannot be read.
  ///
  /// A date counts from the answer's own `Date`, so that no clock of this machine is needed.
  static func seconds(_ headers: [String: String]) -> Double? {
    guard let text = headers["retry-after"] else { return nil }
    if let number = Double(text), number.isFinite, number >= 0 { return number }
    guard let end = instant(text), let start = headers["date"].flatMap(instant) else { return nil }
    return max(Double(end - start), 0)
  }

  /// Seconds since 1970 of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`; nil for other forms.
  static func instant(_ text: String) -> Int? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), (1...31).contains(day),
      let month = months.firstIndex(of: String(parts[2])), let year = Int(parts[3]),
      (1970...9999).contains(year)
    else { return nil }
    let clock = parts[4].split(separator: ":").map { Int($0) }
    guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2],
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    return days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Days since 1970; `month` counts from 0.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let before = year - 1
    let leaps = before / 4 - before / 100 + before / 400 - (1969 / 4 - 1969 / 100 + 1969 / 400)
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (year - 1970) * 365 + leaps + lengths[..<month].reduce(0, +) + day - 1
  }
}
