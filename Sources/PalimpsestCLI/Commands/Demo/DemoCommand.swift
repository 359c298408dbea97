// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence

/// `palimpsest demo`.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Try an audit on synthetic data.",
    subcommands: [DemoRecommenderCommand.self, DemoModelCommand.self])

  /// Where a demonstration's run goes, and its data beside it.
  ///
  /// - Parameters:
  ///   - out: What the flag says; slashes at its end count for nothing.
  ///   - isReplacing: Whether what stands there may be replaced.
  /// - Returns: The run's folder; the data go to the same with `-data` at its end.
  /// - Throws: `AUD018` where one of both stands there and may not be replaced.
  static func place(_ out: String, isReplacing: Bool) throws(AuditError) -> String {
    var run = out
    while run.count > 1, run.hasSuffix("/") { run.removeLast() }
    for place in [run, "\(run)-data"] where !isReplacing && StoredFile.isFolder(place) {
      throw AuditError(
        "AUD018", .inputOutput, "\(place) exists already.",
        remedy: "Pass --force to replace it, or choose another folder with --out.")
    }
    do throws(EvidenceError) {
      try RunStore.requirePlace(at: run, force: isReplacing)
    } catch {
      throw AuditError(error)
    }
    return run
  }
}
