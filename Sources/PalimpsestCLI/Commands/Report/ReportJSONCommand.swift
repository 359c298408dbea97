// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Evidence

/// `palimpsest report json RUN`.
struct ReportJSONCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "json",
    abstract: "Write the run's outcome as the document that the audit printed with --json.",
    discussion: "Example: palimpsest report json latest -o audit.json")

  @OptionGroup var reference: RunOptions
  @OptionGroup var destination: TextOutputOptions

  func run() throws {
    let bundle = try reference.bundle()
    let json = try bundle.document().json(bundle: bundle.path)
    try destination.write(json.readableBytes(), about: bundle)
  }
}
