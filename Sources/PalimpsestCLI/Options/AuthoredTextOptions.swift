// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Corpora

/// Where texts with authors come from, and what was done to them.
struct AuthoredTextOptions: ParsableArguments {
  @Option(help: "What the texts are. (default: told by their content)")
  var format: AuthoredTexts.Format?

  @Option(
    help: ArgumentHelp(
      "SynthPAI's file of profiles, for files that hold no truth about authors.",
      valueName: "file"))
  var profiles: String?

  @Option(
    help: ArgumentHelp(
      "The same authors' texts after a defence; judged by the same adversaries.",
      valueName: "file"))
  var after: String?

  @Flag(help: "Apply this toolkit's anonymizer, and judge its result by the same adversaries.")
  var anonymize = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("At most so many authors, drawn by key.", valueName: "count"))
  var limit: Int?

  func validate() throws {
    if after != nil && anonymize {
      throw ValidationError("--after and --anonymize exclude each other.")
    }
    if let limit, limit < 1 { throw ValidationError("--limit is a number from 1.") }
  }

  /// What was done to the texts.
  var defence: TextAuditJob.Defence {
    after.map { .texts($0) } ?? (anonymize ? .anonymizer : .none)
  }
}
