// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits
import Evidence

/// The exit codes that scripts rely on.
enum ExitStatus {
  static let failed: Int32 = 10
  static let inconclusive: Int32 = 11
  static let interrupted: Int32 = 130

  /// The code of a family of failures.
  static func code(for category: AuditError.Category) -> Int32 {
    switch category {
    case .usage: 64
    case .badData: 65
    case .missing: 66
    case .inputOutput: 74
    case .unfinished: 75
    case .configuration: 78
    case .tampered: 12
    case .unexpected: 1
    }
  }

  /// Ends with a verdict's code; `--exit-zero` turns 10 and 11 into 0.
  static func leave(with verdict: Verdict, isExitZero: Bool) throws {
    let code: Int32 =
      switch verdict {
      case .passed, .honoured: 0
      case .failed, .notHonoured: failed
      case .inconclusive: inconclusive
      }
    if code != 0 && !isExitZero { throw ExitCode(code) }
  }
}
