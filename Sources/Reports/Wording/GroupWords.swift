// SPDX-License-Identifier: Apache-2.0

/// Words and order for what a number is of: its model, its set and the like.
enum GroupWords {
  /// The group in words, such as `forget set, unlearned model`.
  static func phrase(_ group: [String: String]) -> String {
    guard !group.isEmpty else { return "everything" }
    return keys(group).map { key in phrase(key, group[key, default: ""]) }.joined(separator: ", ")
  }

  /// The same with the first letter raised, for headings.
  static func heading(_ group: [String: String]) -> String {
    capitalized(phrase(group))
  }

  /// A text with its first letter raised, or all of them in an abbreviation.
  static func capitalized(_ text: String) -> String {
    guard !["auc", "ndcg", "roc", "tpr"].contains(text) else { return text.uppercased() }
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// A group's place among its siblings: sets before models, known values in their usual order.
  static func sortKey(_ group: [String: String]) -> [String] {
    keys(group).flatMap { key in [keyRank(key), valueRank(group[key, default: ""])] }
  }

  /// Whether one group stands before another.
  static func precedes(_ one: [String: String], _ other: [String: String]) -> Bool {
    sortKey(one).lexicographicallyPrecedes(sortKey(other))
  }

  /// A value's place: known ones first, in the order a reader expects, then numbers by size, then texts.
  static func valueRank(_ value: String) -> String {
    if let index = known.firstIndex(of: value) { return String(10 + index) }
    guard let number = Int(value), number >= 0 else { return "99 " + value }
    let digits = String(number)
    return "98 " + String(repeating: "0", count: 20 - digits.count) + digits
  }

  private static let known = [
    "original", "unlearned", "gold", "forget", "heldout", "retain", "all",
  ]

  private static func keys(_ group: [String: String]) -> [String] {
    group.keys.sorted { keyRank($0) < keyRank($1) }
  }

  private static func keyRank(_ key: String) -> String {
    switch key {
    case "set": "0"
    case "model": "1"
    default: "2 " + key
    }
  }

  private static func phrase(_ key: String, _ value: String) -> String {
    switch (key, value) {
    case (_, "all"): "all \(key)s"
    case ("set", "heldout"): "held-out set"
    case ("set", _), ("model", _): "\(value) \(key)"
    default: "\(key) \(value)"
    }
  }
}
