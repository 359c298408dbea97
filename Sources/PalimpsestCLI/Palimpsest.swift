// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Glibc

/// The root command; each subcommand lives in a file of its own.
@main
struct Palimpsest: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "palimpsest",
    abstract: "Finds what can still be read in a model trained on personal data.",
    discussion: """
      Start with 'palimpsest doctor'. With --json, standard output holds one document and \
      nothing else; words go to standard error. Every command takes it but 'runs export', \
      'report html' and 'report json', which write one form each.

      Exit codes: 0 done, passed or honoured; 10 failed or not honoured; 11 inconclusive; 12 recorded \
      bytes do not match; 64 usage; 65 bad data; 66 missing input; 74 I/O or existing output; \
      75 stopped and resumable; 78 configuration; 130 interrupted; 1 a defect.
      """,
    version: Tool.version,
    subcommands: [
      DemoCommand.self, AuditCommand.self, CorpusCommand.self, RecommenderCommand.self,
      ModelCommand.self, InferenceCommand.self, RunsCommand.self,
      GateCommand.self,
      ReportCommand.self,
      StatsCommand.self, DoctorCommand.self,
    ])

  /// Parses, runs and turns every failure into its exit code and one message.
  static func main() async {
    // A reader that goes away, such as `head`, must not cost a verdict its exit code.
    signal(SIGPIPE, SIG_IGN)
    do {
      try ArgumentTexts.require()
      try await run(try parseAsRoot())
    } catch {
      Failure.exit(with: error)
    }
  }

  /// Runs a command; what its exit code says holds only where everything was printed.
  private static func run(_ command: any ParsableCommand) async throws {
    var command = command
    do {
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let code as ExitCode {
      try Console.finish()
      throw code
    }
    try Console.finish()
  }
}
