// SPDX-License-Identifier: Apache-2.0

/// Colour and dash of a line, or colour and strength of a bar: no two styles share either.
struct LineStyle: Equatable, Sendable {
  /// The number behind the class names `s0` to `s6` of the style sheet.
  let slot: Int

  static let count = 7

  var name: String { "s\(slot)" }

  /// One style for each label: well-known labels keep theirs in every chart, others take the rest.
  static func assigned(to labels: [String]) -> [LineStyle] {
    var free = (0..<count).filter { slot in !labels.contains { known[$0] == slot } }
    return labels.map { label in
      if let slot = known[label] { return LineStyle(slot: slot) }
      return LineStyle(slot: free.isEmpty ? count - 1 : free.removeFirst())
    }
  }

  private static let known = [
    "original": 0, "unlearned": 2, "gold": 5, "forget": 1, "heldout": 6, "retain": 3,
    "control-auc": 4,
  ]
}
