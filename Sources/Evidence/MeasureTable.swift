// SPDX-License-Identifier: Apache-2.0

/// Measurements as one table of comma-separated values (RFC 4180).
///
/// The columns are name, value, n, low, high, level, method, control, seed and reason, then one for
/// each key that occurs in a group, sorted. A group's key that is named like one of the former gets
/// the prefix `group-`. What does not apply is left empty.
public struct MeasureTable: Sendable {
  private static let columns = [
    "name", "value", "n", "low", "high", "level", "method", "control", "seed", "reason",
  ]

  private let measures: [Measurement]

  /// Makes a table with one row for each measurement, in their order.
  public init(_ measures: [Measurement]) {
    self.measures = measures
  }

  /// The table's text; each row, the last too, ends with carriage return and line feed.
  public var csv: String {
    let keys = Set(measures.flatMap(\.group.keys)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let heading =
      MeasureTable.columns
      + keys.map { MeasureTable.columns.contains($0) ? "group-\($0)" : $0 }
    let rows = measures.map { measure in
      MeasureTable.cells(of: measure) + keys.map { measure.group[$0] ?? "" }
    }
    return ([heading] + rows).map { $0.map(MeasureTable.quoted).joined(separator: ",") + "\r\n" }
      .joined()
  }

  private static func cells(of measure: Measurement) -> [String] {
    [
      measure.name,
      text(measure.value),
      measure.n.map(String.init) ?? "",
      text(measure.interval?.lowerBound),
      text(measure.interval?.upperBound),
      text(measure.level),
      measure.method ?? "",
      text(measure.control),
      measure.seed.map { String($0) } ?? "",
      measure.reason ?? "",
    ]
  }

  private static func text(_ number: Double?) -> String {
    number.map(\.description) ?? ""
  }

  private static func quoted(_ cell: String) -> String {
    let special: [UInt8] = [
      UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n"),
    ]
    guard cell.utf8.contains(where: special.contains) else { return cell }
    return "\""
      + cell.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
