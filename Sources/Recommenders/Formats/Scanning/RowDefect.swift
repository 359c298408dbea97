// SPDX-License-Identifier: Apache-2.0

/// A row of a file that was refused.
public struct BadRow: Equatable, Sendable {
  /// The line on which the row begins, from 1.
  public let line: Int
  /// Why it was refused; never the row's content.
  public let reason: String

  /// Creates the record of a refused row.
  public init(line: Int, reason: String) {
    self.line = line
    self.reason = reason
  }
}

/// Why a row is refused, thrown inside readers that know the line.
struct RowDefect: Error {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}
