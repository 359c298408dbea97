// SPDX-License-Identifier: Apache-2.0

import Evidence

/// One piece of an audit's work that is recorded as a whole, so that a killed run can go on.
enum LanguageModelUnit: Equatable, Sendable {
  /// Documents and their twins, by place.
  case pairs(Range<Int>)
  /// Planted secrets, by place.
  case canaries(Range<Int>)
  /// Texts of the user's own that were trained on, by place.
  case members(Range<Int>)
  /// Texts of the user's own that were not, by place.
  case nonmembers(Range<Int>)
  /// A unit of another part of the audit: which part, by its place, its name, and which unit.
  case part(Int, name: String, unit: Int)

  /// The unit's name in the journal.
  var id: String {
    switch self {
    case .pairs(let range): "pairs-\(range.lowerBound)"
    case .canaries(let range): "canaries-\(range.lowerBound)"
    case .members(let range): "members-\(range.lowerBound)"
    case .nonmembers(let range): "nonmembers-\(range.lowerBound)"
    case .part(_, let name, let unit): "\(name)-\(unit)"
    }
  }

  /// The ranges of at most `size` places that `0..<count` is cut into.
  static func ranges(_ count: Int, of size: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }
}

/// What a unit found: numbers alone, no text and no name.
struct LanguageModelRecord: Sendable {
  /// Readings of documents, texts or canaries, in the order of their places; a pair gives two.
  var readings: [TextReading] = []
  /// What a unit of another part recorded; nil for readings.
  var payload: JSONValue?

  init() {}

  var json: JSONValue {
    if let payload { return ["part": payload] }
    return ["readings": .array(readings.map(\.json))]
  }

  init(json: JSONValue) throws(EvidenceError) {
    let fields = try JSONFields(json, path: "journal.jsonl: unit")
    payload = fields.optional("part")
    guard payload == nil else { return }
    readings = try fields.list("readings") { value, path throws(EvidenceError) in
      try TextReading(json: value, path: path)
    }
  }
}
