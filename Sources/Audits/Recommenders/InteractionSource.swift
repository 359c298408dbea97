// SPDX-License-Identifier: Apache-2.0

public import Evidence
public import Recommenders

/// A file of interactions and how to read it.
public struct InteractionSource: Equatable, Sendable {
  /// The file's path.
  public var path: String
  /// The file's format; nil to tell it from the name and first lines.
  public var format: InteractionFormat?
  /// How the file is read.
  public var options: InteractionReaderOptions

  /// Names a file.
  public init(
    path: String, format: InteractionFormat? = nil, options: InteractionReaderOptions = .init()
  ) {
    self.path = path
    self.format = format
    self.options = options
  }

  /// Reads the file.
  ///
  /// - Returns: The interactions of at least two users and two items.
  /// - Throws: What the readers throw, and a usage error where the format is ambiguous.
  public func open() throws(AuditError) -> InteractionFile {
    do throws(RecommenderError) {
      let format: InteractionFormat
      if let stated = self.format {
        format = stated
      } else {
        format = try InteractionFormat.detect(path: path)
      }
      let file = try InteractionReader(format: format, options: options).read(path: path)
      return try file.requireAuditable()
    } catch {
      let wrapped = AuditError(error)
      guard error.code == "REC109" else { throw wrapped }
      throw AuditError(error.code, .usage, error.message, remedy: error.remedy)
    }
  }
}

extension InteractionFile {
  /// What was read, as facts for evidence and `--json`.
  public var facts: [String: String] {
    [
      "data-format": format.rawValue,
      "data-rows": String(rowCount),
      "data-duplicate-rows": String(duplicateCount),
      "data-skipped-rows": String(badRowCount),
      "data-rows-below-rating": String(belowRatingCount),
      "data-last-line-ended": isTerminated ? "yes" : "no",
      "users": String(interactions.users.count),
      "items": String(interactions.items.count),
      "interactions": String(interactions.count),
    ]
  }
}

extension Interactions {
  /// The digest of the set of pairs, independent of the file they came from.
  ///
  /// SHA-256 of the pairs as tab-separated values with the header `user`, `item`, ascending by the
  /// UTF-8 bytes of user, then item: whoever deletes rows from a file gets the digest of what is left.
  ///
  /// - Returns: The digest.
  /// - Throws: `AuditError` for identifiers with control characters, which readers refuse.
  public func canonicalDigest() throws(AuditError) -> Digest {
    do {
      return try Digest.sha256(try InteractionWriter(.tsv).encode(self))
    } catch {
      throw AuditError(any: error)
    }
  }
}
