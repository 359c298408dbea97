// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Glibc

/// Prints what went wrong on standard error, in at most four lines, and ends the process.
enum Failure {
  /// The longest line of a message, in characters.
  private static let width = 400

  static func exit(with error: any Error) -> Never {
    if let code = error as? ExitCode { Glibc.exit(code.rawValue) }
    guard !isParserError(error) else { exitForParser(error) }
    let failure = AuditError(any: error)
    print(code: failure.code, failure.message, failure.remedy, failure.cause)
    let isInterrupted = failure.category == .unfinished && Interruption.isRequested
    Glibc.exit(isInterrupted ? ExitStatus.interrupted : ExitStatus.code(for: failure.category))
  }

  /// Help and version end with 0 and go to standard output; all else is a usage error.
  private static func exitForParser(_ error: any Error) -> Never {
    if Palimpsest.exitCode(for: error).rawValue == 0 {
      do {
        try Console.write(Palimpsest.fullMessage(for: error, columns: nil) + "\n")
        try Console.finish()
      } catch {
        exit(with: error)
      }
      Glibc.exit(0)
    }
    print(
      code: "CLI001", Palimpsest.message(for: error),
      "See 'palimpsest --help' or the --help of a command.", nil)
    Glibc.exit(ExitStatus.code(for: .usage))
  }

  private static func print(code: String, _ message: String, _ remedy: String, _ cause: String?) {
    var text = "error[\(code)]: \(line(message))\n\(line(remedy))\n"
    if let cause { text += "cause: \(line(cause))\n" }
    Console.note(text)
  }

  private static func line(_ text: String) -> String {
    let plain = TextTable.plain(text)
    return plain.count > width ? plain.prefix(width) + "…" : plain
  }

  /// Whether the command line's parser made the error, or it asks for help.
  private static func isParserError(_ error: any Error) -> Bool {
    if error is ValidationError || error is CleanExit { return true }
    let type = String(reflecting: Swift.type(of: error))
    return type.hasPrefix("ArgumentParser.")
  }
}
