// SPDX-License-Identifier: Apache-2.0

import Evidence

/// An audit's outcome as lines for people.
enum AuditLines {
  /// Verdict, reasons, criteria, measures, and where the report lies.
  static func text(_ document: AuditDocument, bundle: String?, isVerbose: Bool) -> String {
    var text = "\(document.kind)  seed \(document.seed)  \(document.tool)\n"
    text += "verdict: \(document.verdict.rawValue)\n"
    for reason in document.reasons { text += "  - \(reason)\n" }
    text += "\n" + criteria(document.criteria)
    if isVerbose { text += "\n" + MeasureLines.table(document.facts) }
    if isVerbose { text += "\n" + MeasureLines.table(document.measures) }
    if let bundle { text += "\nreport: \(bundle)/report.html\n" }
    return text
  }

  /// One line a criterion.
  static func criteria(_ criteria: [Criterion]) -> String {
    var table = TextTable(["criterion", "outcome", "value", "interval", "bound", "finding"])
    for criterion in criteria {
      table.append([
        criterion.name + (criterion.required ? "" : " (informs)"), criterion.outcome.rawValue,
        NumberText.of(criterion.value), MeasureLines.interval(criterion.interval),
        bound(criterion), criterion.finding,
      ])
    }
    return criteria.isEmpty ? "" : table.text
  }

  private static func bound(_ criterion: Criterion) -> String {
    let least = criterion.atLeast.map { "at least \(NumberText.of($0))" }
    let most = criterion.atMost.map { "at most \(NumberText.of($0))" }
    return [least, most].compactMap(\.self).joined(separator: ", ")
  }
}
