// SPDX-License-Identifier: Apache-2.0

/// When and where a run took place: everything about it that is not reproducible.
public struct VolatileRecord: Equatable, Sendable {
  /// When the run began, in seconds since 1970 UTC.
  public var started: Double
  /// When the run ended, in seconds since 1970 UTC.
  public var finished: Double
  /// Facts about host and process, by stable name: processor, memory, job count.
  public var host: [String: String]
  /// Times and memory.
  public var timings: [Measurement]

  /// Creates a record; `RunStore.finish` adds the document's timings.
  public init(
    started: Double, finished: Double, host: [String: String], timings: [Measurement] = []
  ) {
    self.started = started
    self.finished = finished
    self.host = host
    self.timings = timings
  }

  /// The record as a document of the schema `palimpsest.volatile/1`.
  public var json: JSONValue {
    [
      "schema": .string(Schema.volatile),
      "started": .string(CalendarTime.text(started)),
      "started-seconds": .number(started),
      "finished": .string(CalendarTime.text(finished)),
      "finished-seconds": .number(finished),
      "host": .strings(host),
      "timings": .array(timings.map(\.json)),
    ]
  }

  /// Reads a record; `path` says in messages where it stands.
  public init(json: JSONValue, path: String = "volatile") throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    try fields.require(schema: Schema.volatile)
    self.init(
      started: try fields.optionalNumber("started-seconds") ?? 0,
      finished: try fields.optionalNumber("finished-seconds") ?? 0,
      host: try fields.stringTable("host"),
      timings: try fields.list("timings", Measurement.init(json:path:)))
  }
}

/// Writes moments in the form of RFC 3339.
enum CalendarTime {
  /// The moment as `YYYY-MM-DDTHH:MM:SSZ`, in UTC; seconds are rounded down.
  ///
  /// Days are turned into a date of the proleptic Gregorian calendar by counting years from March,
  /// in eras of 400 years, so that the leap day ends a year. Moments outside the years 0 to 9999
  /// have no such form and are written as a number of seconds.
  static func text(_ seconds: Double) -> String {
    guard seconds >= -62_167_219_200, seconds < 253_402_300_800 else { return "\(seconds)" }
    let whole = Int(seconds.rounded(.down))
    let days = Int((Double(whole) / 86400).rounded(.down))
    let second = whole - days * 86400
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    let hour = padded(second / 3600, 2)
    return "\(date)T\(hour):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))Z"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
