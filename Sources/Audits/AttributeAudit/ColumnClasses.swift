// SPDX-License-Identifier: Apache-2.0

/// The classes that a column of users' attributes has: its values, or bands of its numbers.
///
/// - A column called `age`, or ending in `-age` or `_age`, of numbers: under-18, 18-24, 25-34, 35-44,
///   45-54 and 55-plus.
/// - Another column of numbers with more than `distinctLimit` different ones: quarters of the users by
///   value, quarter-1 the lowest; equal numbers share a quarter.
/// - Any other column: the values as they stand.
struct ColumnClasses {
  /// The most classes that are told apart; a column of more is no closed list, such as a postcode.
  static let classLimit = 32
  /// The most different numbers that are classes by themselves.
  static let distinctLimit = 10

  private enum Rule {
    case values
    case ages
    case quarters([Double])
  }

  private let rule: Rule

  /// Chooses the rule for a column.
  ///
  /// - Parameters:
  ///   - name: The column's name.
  ///   - values: The values of all users, without missing ones.
  init(name: String, values: [String]) {
    let numbers = values.compactMap { Double($0) }.filter(\.isFinite)
    let isNumeric = !values.isEmpty && numbers.count == values.count
    let word = name.lowercased()
    if isNumeric, word == "age" || word.hasSuffix("-age") || word.hasSuffix("_age") {
      rule = .ages
    } else if isNumeric, Set(numbers).count > ColumnClasses.distinctLimit {
      let sorted = numbers.sorted()
      rule = .quarters((1...3).map { sorted[sorted.count * $0 / 4] })
    } else {
      rule = .values
    }
  }

  /// How values become classes, in a word for evidence.
  var name: String {
    switch rule {
    case .values: "values"
    case .ages: "age-bands"
    case .quarters: "quarters"
    }
  }

  /// The class of a value.
  func value(of text: String) -> String {
    switch rule {
    case .values: return text
    case .ages:
      let age = Double(text) ?? 0
      let bands: [(below: Double, name: String)] = [
        (18, "under-18"), (25, "18-24"), (35, "25-34"), (45, "35-44"), (55, "45-54"),
      ]
      return bands.first { age < $0.below }?.name ?? "55-plus"
    case .quarters(let bounds):
      let number = Double(text) ?? 0
      return "quarter-\(1 + bounds.count { number >= $0 })"
    }
  }
}
