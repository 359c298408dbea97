// SPDX-License-Identifier: Apache-2.0

import Audits
import Foundation

/// What was written after the program's name.
enum ArgumentTexts {
  /// Refuses arguments that are not UTF-8, which would otherwise be read with signs in place of bytes.
  ///
  /// - Throws: `CLI007` with the place of the argument.
  static func require() throws(AuditError) {
    // The signs that replace malformed bytes may also have been written as such.
    guard CommandLine.arguments.contains(where: { $0.unicodeScalars.contains("\u{FFFD}") }),
      let bytes = try? FileHandle(forReadingAtPath: "/proc/self/cmdline")?.readToEnd()
    else { return }
    let arguments = bytes.split(separator: 0, omittingEmptySubsequences: false)
    let malformed = arguments.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    guard let malformed else { return }
    throw AuditError(
      "CLI007", .badData, "Argument \(malformed) is not UTF-8.",
      remedy: "Set the terminal to UTF-8, or give the text in a file.")
  }
}
