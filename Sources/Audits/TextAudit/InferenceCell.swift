// SPDX-License-Identifier: Apache-2.0

import Corpora

/// Which attribute is told, and in which classes.
struct InferenceTarget: Hashable, Comparable, Sendable {
  /// The attribute.
  let attribute: InferredAttribute
  /// For places how exactly they are told: `region`, `country` or `city`; nil for other attributes.
  let level: String?

  /// What measures of it are of.
  var group: [String: String] {
    var group = ["attribute": attribute.rawValue]
    group["level"] = level
    return group
  }

  /// Whether it stands for its attribute where attributes are pooled: each counts once.
  var isPooled: Bool { level != "country" }

  static func < (left: InferenceTarget, right: InferenceTarget) -> Bool {
    (left.attribute, left.level ?? "") < (right.attribute, right.level ?? "")
  }
}

/// Whether one adversary told one attribute of one author, by one or more attempts.
struct InferenceCell: Equatable, Sendable {
  /// The author's place.
  let author: Int
  /// What was told.
  let target: InferenceTarget
  /// Who told it, such as `linear`.
  let adversary: String
  /// Whether the first guess was right, `[attempts]`.
  var isFirst: [Bool]
  /// Whether one of the first three was, `[attempts]`.
  var isAmongThree: [Bool]
  /// How sure the adversary was of its first guess, in 0...1, `[attempts]`; empty where it says nothing.
  var confidences: [Double]
}

/// How hard an author's attribute is to tell and how surely a reader told it.
struct InferenceGrade: Equatable, Sendable {
  /// From 1 (stated) to 5.
  let hardness: Int
  /// From 1 to 5.
  let certainty: Int
}
