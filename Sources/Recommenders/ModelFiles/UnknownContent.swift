// SPDX-License-Identifier: Apache-2.0

/// What a model file holds beside a model as this version knows it: counted, never quoted.
///
/// A note with everybody's names, or a row of numbers as text, would pass a reader that leaves aside
/// what it does not know.
public struct UnknownContent: Equatable, Sendable {
  /// The longest text of a known entry, in bytes: as long as a SHA-256 in hexadecimal.
  ///
  /// Settings are shorter by far; what is longer could be a note under a known name.
  public static let textLimit = 64

  /// The number of entries.
  public private(set) var entryCount: Int
  /// The bytes of their names and contents.
  public private(set) var byteCount: Int

  /// Creates a count.
  public init(entryCount: Int = 0, byteCount: Int = 0) {
    self.entryCount = entryCount
    self.byteCount = byteCount
  }

  /// Counts one entry of so many bytes.
  public mutating func add(byteCount: Int) {
    entryCount += 1
    self.byteCount += byteCount
  }

  /// Counts the entries of a table whose names are not known, or whose texts are too long.
  public mutating func add(_ table: [String: String], known: Set<String>) {
    for (name, text) in table
    where !known.contains(name) || text.utf8.count > UnknownContent.textLimit {
      add(byteCount: name.utf8.count + text.utf8.count)
    }
  }
}
