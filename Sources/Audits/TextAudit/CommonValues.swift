// SPDX-License-Identifier: Apache-2.0

import Corpora

/// The commonest values of an attribute: what somebody guesses who reads nothing.
struct CommonValues {
  /// One value of each kind, the commonest kind first; ties by the value.
  private let ranked: [String]

  /// Counts values.
  ///
  /// - Parameters:
  ///   - values: What is true of some authors.
  ///   - attribute: What they are values of.
  ///   - classes: The attribute's classes, which make values of a kind; places are as they are written.
  init(_ values: [String], _ attribute: InferredAttribute, _ classes: AttributeClasses) {
    var counts: [String: [String: Int]] = [:]
    for value in values {
      let kind =
        attribute.isPlace
        ? nil : classes.classIndex(of: value, attribute: attribute).map { String($0) }
      counts[kind ?? value.lowercased(), default: [:]][value, default: 0] += 1
    }
    let kinds = counts.values.map { values in
      (
        count: values.values.reduce(0, +),
        value: values.sorted { ($1.value, $0.key) < ($0.value, $1.key) }[0].key
      )
    }
    ranked = kinds.sorted { ($1.count, $0.value) < ($0.count, $1.value) }.map(\.value)
  }

  /// The first so many.
  func first(_ count: Int) -> [String] { Array(ranked.prefix(count)) }
}
