// SPDX-License-Identifier: Apache-2.0

import Attacks
import Evidence

/// One piece of an attribute audit's work that is recorded as a whole.
enum AttributeUnit: Equatable, Sendable {
  /// The audited model and, where something is erased, the model after.
  case models
  /// Histories without any model.
  case histories
  /// The Gold of one seed.
  case gold(Int)

  /// The unit's name in the journal.
  var id: String {
    switch self {
    case .models: "models"
    case .histories: "histories"
    case .gold(let index): "gold-\(index)"
    }
  }

  /// Whether it is a Gold's.
  var isGold: Bool { self != .models && self != .histories }
}

/// What one adversary was given to tell attributes from.
struct AttributeRun: Hashable, Sendable {
  /// What it sees.
  enum Adversary: String, Sendable, CaseIterable {
    /// The vectors that a model keeps of users.
    case vectors
    /// The mean of a model's vectors of the items in a user's history.
    case pooled
    /// The items in a user's history, without any model.
    case histories
  }

  /// Of whom it is told.
  enum People: String, Sendable {
    /// Of everybody whose vector the audited model has.
    case all
    /// The same, classes dealt to others at random.
    case shuffled
    /// Of those whose vectors all models have.
    case retained
  }

  /// `original`, `unlearned`, `gold-1` and so on; `none` for histories.
  var model: String
  var adversary: Adversary
  var people: People

  /// The name in the journal.
  var key: String { "\(model) \(adversary.rawValue) \(people.rawValue)" }
}

/// What a unit found: beliefs and fits in the order of the tasks' users, and no identifier.
struct AttributeRecord: Sendable {
  /// By run and attribute.
  var guesses: [String: [String: AttributeGuesses]] = [:]
  /// How closely the audited model fits each of the audit's people, in their order; of others none.
  var fits: [UserFit] = []
  /// Facts for the evidence.
  var facts: [String: String] = [:]

  init() {}

  var json: JSONValue {
    .object([
      "guesses": .object(
        guesses.mapValues { run in
          .object(
            run.mapValues { guesses in
              [
                "classes": .int(guesses.classCount),
                "bits": .string(FloatText.digits(guesses.probabilities)),
              ]
            })
        }),
      "fits": .array(
        fits.map { fit in
          .array([fit.learned, fit.heldOut, fit.memory].map { .number(orNull: $0) })
        }),
      "facts": .strings(facts),
    ])
  }

  init(json: JSONValue) throws(EvidenceError) {
    let fields = try JSONFields(json, path: "journal.jsonl: unit")
    facts = try fields.stringTable("facts")
    let runs = try fields.object("guesses")
    for run in runs.members.keys.sorted() {
      let stored = try runs.object(run)
      for name in stored.members.keys.sorted() {
        let one = try stored.object(name)
        let count = try one.optionalInteger("classes") ?? 0
        guard count > 1, let values = FloatText.values(try one.string("bits")),
          values.count.isMultiple(of: count)
        else { throw one.mismatch("bits", "eight digits for each class of each user") }
        guesses[run, default: [:]][name] = AttributeGuesses(
          classCount: count, probabilities: values)
      }
    }
    fits = try fields.array("fits").map { row throws(EvidenceError) in
      guard let areas = row.elements, areas.count == 3 else {
        throw fields.mismatch("fits", "three numbers for each user")
      }
      return UserFit(
        learned: areas[0].double, heldOut: areas[1].double, memory: areas[2].double)
    }
  }
}

/// Numbers as the hexadecimal digits of their bits, exact and short.
private enum FloatText {
  private static let alphabet = Array("0123456789abcdef".utf8)

  static func digits(_ values: [Float]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * values.count)
    for value in values {
      for shift in stride(from: 28, through: 0, by: -4) {
        bytes.append(alphabet[Int(value.bitPattern >> UInt32(shift) & 15)])
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The numbers of a text, each in 0...1; nil where it holds anything else.
  static func values(_ text: String) -> [Float]? {
    let bytes = Array(text.utf8)
    guard bytes.count.isMultiple(of: 8) else { return nil }
    var values: [Float] = []
    values.reserveCapacity(bytes.count / 8)
    for start in stride(from: 0, to: bytes.count, by: 8) {
      let digits = String(decoding: bytes[start..<start + 8], as: UTF8.self)
      guard let bits = UInt32(digits, radix: 16) else { return nil }
      let value = Float(bitPattern: bits)
      guard value >= 0, value <= 1 else { return nil }
      values.append(value)
    }
    return values
  }
}
