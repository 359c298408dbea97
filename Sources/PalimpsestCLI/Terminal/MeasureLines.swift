// SPDX-License-Identifier: Apache-2.0

import Audits
import Evidence

/// Measures, facts and files as lines for people.
enum MeasureLines {
  /// An interval in brackets, or nothing.
  static func interval(_ interval: ClosedRange<Double>?) -> String {
    guard let interval else { return "" }
    return "[\(NumberText.of(interval.lowerBound)), \(NumberText.of(interval.upperBound))]"
  }

  /// The group's values in the order of its keys.
  static func group(_ group: [String: String]) -> String {
    group.keys.sorted().compactMap { group[$0] }.joined(separator: " ")
  }

  /// The value; a whole number that was counted, by no method, has no decimals.
  private static func value(of measure: Evidence.Measurement) -> String {
    guard let value = measure.value else { return "missing" }
    guard measure.method == nil, measure.interval == nil, let count = Int(exactly: value) else {
      return NumberText.of(value)
    }
    return String(count)
  }

  /// One line a measure.
  static func table(_ measures: [Evidence.Measurement]) -> String {
    var table = TextTable(["measure", "of", "value", "interval", "n", "method"])
    for measure in measures {
      table.append([
        measure.name, group(measure.group), value(of: measure), interval(measure.interval),
        measure.n.map { "\($0)" } ?? "",
        measure.reason ?? measure.method ?? "",
      ])
    }
    return table.text
  }

  /// One line a fact, in the order of names.
  static func table(_ facts: [String: String]) -> String {
    var table = TextTable()
    for key in facts.keys.sorted() { table.append([key, facts[key] ?? ""]) }
    return table.text
  }

  /// A command's result: facts where more words are wanted, measures, and the files written.
  static func text(_ result: CommandResult, isVerbose: Bool) -> String {
    var text = isVerbose ? table(result.facts) + "\n" : ""
    if !result.measures.isEmpty { text += table(result.measures) }
    for output in result.outputs { text += "wrote \(output.path)\n" }
    return text
  }
}
