// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Evidence

/// `palimpsest report html RUN`.
struct ReportHTMLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "html",
    abstract: "Write the report as one HTML file that needs nothing outside itself.",
    discussion: "Example: palimpsest report html latest -o audit.html")

  @OptionGroup var reference: RunOptions
  @OptionGroup var destination: TextOutputOptions

  func run() throws {
    let bundle = try reference.bundle()
    try destination.write(ReportPage.bytes(of: bundle.document()), about: bundle)
  }
}
