// SPDX-License-Identifier: Apache-2.0

extension Series {
  /// The series as two arrays of one length, their names, and labelled marks.
  public var json: JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(name),
      "group": .strings(group),
      "x-name": .string(xName),
      "y-name": .string(yName),
      "x": .array(x.map(JSONValue.number)),
      "y": .array(y.map(JSONValue.number)),
      "marks": .object(marks.mapValues(JSONValue.number)),
    ]
    members["low"] = intervals.map { .array($0.map { .number($0.lowerBound) }) }
    members["high"] = intervals.map { .array($0.map { .number($0.upperBound) }) }
    return .object(members)
  }

  /// Reads a series; `path` says in messages where it stands.
  public init(json: JSONValue, path: String = "series") throws(EvidenceError) {
    let fields = try JSONFields(json, path: path)
    let x = try fields.numbers("x")
    let y = try fields.numbers("y")
    guard x.count == y.count else { throw fields.mismatch("y", "as long as x") }
    let table = try fields.object("marks").members
    let marks = table.compactMapValues(\.double)
    guard marks.count == table.count else { throw fields.mismatch("marks", "an object of numbers") }
    var intervals: [ClosedRange<Double>]?
    if fields.optional("low") != nil || fields.optional("high") != nil {
      let ends = zip(try fields.numbers("low"), try fields.numbers("high"))
      guard ends.allSatisfy({ $0 <= $1 }) else { throw fields.mismatch("low", "below high") }
      intervals = ends.map { $0...$1 }
      guard intervals?.count == x.count else { throw fields.mismatch("low", "as long as x") }
    }
    self.init(
      try fields.string("name"), group: try fields.stringTable("group"),
      xName: try fields.string("x-name"), yName: try fields.string("y-name"), x: x, y: y,
      intervals: intervals, marks: marks)
  }
}
