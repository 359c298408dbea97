// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Evidence

/// `palimpsest runs show RUN`.
struct RunsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a finished run: verdict, reasons, criteria and measures.",
    discussion: """
      The exit code is 0 whatever the verdict; 'palimpsest gate' is what fails a pipeline. The \
      recorded digest of every file is checked first (exit 12); volatile.json alone has none.

      Example: palimpsest runs show latest
      """)

  @OptionGroup var reference: RunOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let bundle = try reference.bundle()
    let document = try bundle.document()
    if output.json { return try Console.write(document.json(bundle: bundle.path)) }
    try Console.write(
      AuditLines.text(document, bundle: bundle.path, isVerbose: output.verbose))
  }
}
