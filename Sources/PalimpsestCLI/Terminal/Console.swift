// SPDX-License-Identifier: Apache-2.0

import Evidence
import Glibc

/// Standard output, which holds results alone, and standard error, which holds everything else.
enum Console {
  /// Writes a result.
  static func write(_ text: String) { send(Array(text.utf8), to: STDOUT_FILENO) }

  /// Writes one JSON document.
  static func write(_ json: JSONValue) throws { send(try json.readableBytes(), to: STDOUT_FILENO) }

  /// Writes words to standard error.
  static func note(_ text: String) { send(Array(text.utf8), to: STDERR_FILENO) }

  /// Writes all bytes; a reader that went away is no failure.
  private static func send(_ bytes: [UInt8], to descriptor: Int32) {
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count > 0 {
        start += count
      } else if count < 0 && errno == EINTR {
        continue
      } else {
        return
      }
    }
  }
}
