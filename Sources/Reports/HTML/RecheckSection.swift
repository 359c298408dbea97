// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// How a doubter repeats the audit, and what the page itself does not prove.
struct RecheckSection {
  private let document: AuditDocument

  /// The fact that holds the command which repeats or verifies the audit.
  static let commandFact = "verify-command"

  init(_ document: AuditDocument) {
    self.document = document
  }

  var node: Node {
    Section.recheck.node([
      .tag(
        "p",
        text: "The numbers above come from the bundle's measures.json and series.json. The same "
          + "inputs, settings, seed and version give the same bytes again; only times and memory "
          + "differ. To check, run the audit again and compare the digests."),
      command,
      .tag(
        "p",
        text: "This page is a rendering and carries no signature: whoever holds the file can "
          + "change it. The tests see the files they were given. Copies, backups, logs and models "
          + "made from this one are outside their sight unless a fact above names them."),
      .tag(
        "p", ["class": "note"],
        text: "Made by \(document.tool), \(document.kind), seed \(document.seed)."),
    ])
  }

  private var command: Node {
    guard let command = document.facts[Self.commandFact], !command.isEmpty else { return .nothing }
    return .tag("pre", ["tabindex": "0"], [.tag("code", text: command)])
  }
}
