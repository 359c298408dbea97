// SPDX-License-Identifier: Apache-2.0

/// The parts of the report in reading order, with the anchors that links point to.
enum Section: String, CaseIterable {
  case account
  case verdict
  case conditions
  case plots
  case measures
  case findings
  case facts
  case recheck

  var heading: String {
    switch self {
    case .account: "For the person concerned"
    case .verdict: "Verdict"
    case .conditions: "Conditions"
    case .plots: "Plots"
    case .measures: "Measures"
    case .findings: "Findings"
    case .facts: "Inputs and settings"
    case .recheck: "Checking this report"
    }
  }

  /// The section with its heading around the given content.
  func node(_ content: [Node]) -> Node {
    .tag(
      "section", ["id": rawValue, "aria-labelledby": "\(rawValue)-h"],
      [.tag("h2", ["id": "\(rawValue)-h"], text: heading)] + content)
  }
}
