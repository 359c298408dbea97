// SPDX-License-Identifier: Apache-2.0

/// The content of table cells that hold numbers, or say that there is none.
enum Cell {
  /// A value, or a dash that a screen reader meets as words.
  static func value(_ value: Double?) -> Node {
    guard let value else { return none("no value") }
    return .tag("span", ["class": "value"], text: NumberText.decimal(value))
  }

  /// A dash for the eye and words for the ear.
  static func none(_ words: String) -> Node {
    .fragment([
      .tag("span", ["class": "none", "aria-hidden": "true"], text: "–"),
      .tag("span", ["class": "hidden"], text: words),
    ])
  }

  /// An interval with its level.
  static func interval(_ interval: ClosedRange<Double>?, level: Double?) -> Node {
    guard let interval else { return none("no interval") }
    guard let level else { return span(NumberText.interval(interval)) }
    return .fragment([
      span(NumberText.interval(interval)), " ",
      .tag("span", ["class": "level"], text: "at \(NumberText.percent(level))"),
    ])
  }

  private static func span(_ text: String) -> Node {
    .tag("span", ["class": "interval"], text: text)
  }
}
