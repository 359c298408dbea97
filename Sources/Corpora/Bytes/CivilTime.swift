// SPDX-License-Identifier: Apache-2.0

/// A moment, in seconds since 1970-01-01T00:00:00Z without leap seconds.
public struct CivilTime: Hashable, Comparable, Sendable {
  /// Seconds since 1970; negative before.
  public let seconds: Int64

  /// Creates a moment from its number.
  public init(seconds: Int64) {
    self.seconds = seconds
  }

  /// Reads `YYYY-MM-DDTHH:MM:SS`, then `Z` or an offset such as `+01:00`; nil for anything else.
  ///
  /// A blank may stand for the `T`. Fractions of a second are read and dropped; a time without a zone is
  /// none, since nobody could say when it was.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, [UInt8(ascii: "T"), UInt8(ascii: " ")].contains(bytes[10]),
      let day = CivilDate(String(decoding: bytes[..<10], as: UTF8.self)),
      let clock = CivilTime.clock(bytes[11..<19])
    else { return nil }
    var rest = bytes[19...]
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard !digits.isEmpty else { return nil }
      rest = rest.dropFirst(digits.count + 1)
    }
    guard let zone = CivilTime.zone(rest) else { return nil }
    seconds = Int64(day.day) * 86_400 + Int64(clock - zone)
  }

  /// The moment as `YYYY-MM-DDTHH:MM:SSZ`.
  public var text: String {
    let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let clock = Int(seconds - day * 86_400)
    let (year, month, dayOfMonth) = CivilDate(day: Int32(truncatingIfNeeded: day)).components
    let digits = { (number: Int, count: Int) in
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
    return "\(digits(year, 4))-\(digits(month, 2))-\(digits(dayOfMonth, 2))T"
      + "\(digits(clock / 3_600, 2)):\(digits(clock / 60 % 60, 2)):\(digits(clock % 60, 2))Z"
  }

  /// Whether it is the earlier one.
  public static func < (left: CivilTime, right: CivilTime) -> Bool { left.seconds < right.seconds }

  private static func zone(_ bytes: ArraySlice<UInt8>) -> Int? {
    if bytes.elementsEqual([UInt8(ascii: "Z")]) { return 0 }
    guard bytes.count == 6, let sign = bytes.first,
      [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(sign)
    else { return nil }
    let seconds = clock(bytes.dropFirst() + Array(":00".utf8))
    return seconds.map { sign == UInt8(ascii: "-") ? -$0 : $0 }
  }

  /// Seconds of `HH:MM:SS`.
  private static func clock(_ bytes: ArraySlice<UInt8>) -> Int? {
    let parts = String(decoding: bytes, as: UTF8.self)
      .split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3,
      parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), let second = Int(parts[2]),
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
    else { return nil }
    return 3_600 * hour + 60 * minute + second
  }
}
