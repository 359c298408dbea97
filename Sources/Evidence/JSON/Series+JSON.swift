// SPDX-License-Identifier: Apache-2.0

extension Series {
  /// The series as two arrays of one length, their names, and labelled marks.
  public var json: JSONValue {
    [
      "name": .string(name),
      "group": .strings(group),
      "x-name": .string(xName),
      "y-name": .string(yName),
      "x": .array(x.map(JSONValue.number)),
      "y": .array(y.map(JSONValue.number)),
      "marks": .object(marks.mapValues(JSONValue.number)),
    ]
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
    self.init(
      try fields.string("name"), group: try fields.stringTable("group"),
      xName: try fields.string("x-name"), yName: try fields.string("y-name"), x: x, y: y,
      marks: marks)
  }
}
