// SPDX-License-Identifier: Apache-2.0

/// The parts of a corpus's page in reading order, with the anchors that links point to.
enum CorpusSection: String, CaseIterable {
  case people
  case documents
  case spans
  case texts
  case facts

  var heading: String {
    switch self {
    case .people: "People"
    case .documents: "Documents"
    case .spans: "Ground truth"
    case .texts: "Variety and length"
    case .facts: "Inputs and settings"
    }
  }

  /// The section with its heading around the given content.
  func node(_ content: [Node]) -> Node {
    .tag(
      "section", ["id": rawValue, "aria-labelledby": "\(rawValue)-h"],
      [.tag("h2", ["id": "\(rawValue)-h"], text: heading)] + content)
  }
}
