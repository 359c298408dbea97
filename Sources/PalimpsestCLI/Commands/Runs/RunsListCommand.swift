// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence

/// `palimpsest runs list`.
struct RunsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the runs in a folder, finished or not.",
    discussion: """
      A verdict is shown where manifest, measures, series, findings, report and lineage records \
      are those that were recorded and no model is missing or new; else the run is damaged. What \
      models hold is checked by 'runs show' and 'gate'.

      Example: palimpsest runs list --runs-folder runs
      """)

  @Option(help: ArgumentHelp("The folder that runs stand in.", valueName: "folder"))
  var runsFolder = "runs"

  @Option(parsing: .unconditional, help: "The largest number of runs to list.")
  var limit: Int?

  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is a number of 1 or more.") }
  }

  func run() throws {
    let entries = try RunIndex(folder: runsFolder).entries().prefix(limit ?? .max)
    if output.json { return try Console.write(json(of: Array(entries))) }
    if entries.isEmpty && !output.quiet { Console.note("no runs in \(runsFolder)\n") }
    var table = TextTable(entries.isEmpty ? [] : ["run", "state", "verdict", "kind"])
    for entry in entries {
      table.append([
        entry.name, entry.state.rawValue, entry.verdict?.rawValue ?? "", entry.kind ?? "",
      ])
    }
    try Console.write(table.text)
  }

  private func json(of entries: [RunIndex.Entry]) -> JSONValue {
    [
      "schema": .string(Schema.runs),
      "tool": .string(Tool.name),
      "runs": .array(
        entries.map { entry in
          [
            "name": .string(entry.name),
            "path": .string(entry.path),
            "state": .string(entry.state.rawValue),
            "kind": entry.kind.map(JSONValue.string) ?? .null,
            "verdict": entry.verdict.map { .string($0.rawValue) } ?? .null,
            "finished-seconds": .number(orNull: entry.finished),
          ]
        }),
    ]
  }
}
