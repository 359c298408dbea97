// SPDX-License-Identifier: Apache-2.0

import Audits
import Evidence
import Glibc

/// Standard output, which holds results alone, and standard error, which holds everything else.
enum Console {
  /// Writes a result.
  ///
  /// - Throws: CLI004 where standard output takes no more.
  static func write(_ text: String) throws(AuditError) { try result(Array(text.utf8)) }

  /// Writes one JSON document.
  ///
  /// - Throws: CLI004 where standard output takes no more, and numbers that JSON cannot hold.
  static func write(_ json: JSONValue) throws { try result(try json.readableBytes()) }

  /// Writes words to standard error.
  static func note(_ text: String) { _ = send(Array(text.utf8), to: STDERR_FILENO) }

  /// Ends standard output, once everything is printed, since some disks refuse only then.
  ///
  /// - Throws: CLI004 where something of it is lost.
  static func finish() throws(AuditError) {
    guard fflush(nil) == 0, close(STDOUT_FILENO) == 0 else {
      // Whoever printed nothing may well have been started without a standard output.
      return try require(errno == EBADF ? 0 : errno)
    }
  }

  private static func result(_ bytes: [UInt8]) throws(AuditError) {
    try require(send(bytes, to: STDOUT_FILENO))
  }

  /// Refuses to go on after this error of the system; a reader that went away is none.
  private static func require(_ number: Int32) throws(AuditError) {
    guard number != 0 && number != EPIPE else { return }
    throw AuditError(
      "CLI004", .inputOutput,
      "Standard output cannot be written: \(String(cString: strerror(number))).",
      remedy: "Check where it goes and the space left there.")
  }

  /// Writes all bytes; returns the system's error number, or zero.
  private static func send(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      let number = count < 0 ? errno : EIO
      if count > 0 {
        start += count
      } else if number == EAGAIN {
        // Whoever shares the descriptor may have made it one that does not wait.
        var place = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&place, 1, -1)
      } else if number != EINTR {
        return number
      }
    }
    return 0
  }
}
