// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence

/// `palimpsest audit resume RUN`.
struct AuditResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Finish a run that was stopped; the result is what it would have been.",
    discussion: """
      'latest' is the only unfinished run. A finished run that is named is shown again.

      Example: palimpsest audit resume latest
      """)

  @OptionGroup var reference: RunOptions

  @OptionGroup var threads: JobsOptions

  @Option(help: "What to say on standard error while it lasts.")
  var progress = AuditSession.Progress.plain

  @Flag(help: "End with 0 whatever the verdict, for jobs that only report.")
  var exitZero = false

  @OptionGroup(title: "Output") var output: OutputOptions

  func run() async throws {
    let path = try RunIndex(folder: reference.runsFolder).resolveUnfinished(reference.run)
    let session = AuditSession(
      jobs: threads.count, progress: progress, output: output, isExitZero: exitZero)
    try await session.resume(at: path)
  }
}
