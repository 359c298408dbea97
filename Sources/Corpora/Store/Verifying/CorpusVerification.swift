// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// What differs between a corpus on disk and the one that its manifest describes.
public struct CorpusVerification: Equatable, Sendable {
  /// One difference.
  public struct Change: Equatable, Sendable {
    /// The file's name.
    public var file: String
    /// The first line that differs, from one, where a line can be named.
    public var line: Int?
    /// What is wrong, in one sentence.
    public var problem: String
  }

  /// The folder.
  public var path: String
  /// The differences, by file; empty where there is none.
  public var changes: [Change]
  /// The manifest, where it can be read.
  public var manifest: CorpusManifest?

  /// Whether nothing was changed.
  public var isIntact: Bool { changes.isEmpty }

  /// The verification as a document of the schema `palimpsest.corpus-verification/1`.
  ///
  /// - Parameter tool: Name and version of the tool.
  /// - Returns: The document.
  public func json(tool: String) -> JSONValue {
    [
      "schema": .string(Schema.corpusVerification),
      "tool": .string(tool),
      "corpus": .string(path),
      "intact": .bool(isIntact),
      "changes": .array(
        changes.map { change in
          [
            "file": .string(change.file), "line": change.line.map { .int($0) } ?? .null,
            "problem": .string(change.problem),
          ]
        }),
    ]
  }

  /// Refuses a corpus that was changed.
  ///
  /// - Throws: `changedCorpus`, with the first difference.
  public func requireIntact() throws(CorpusError) {
    guard let first = changes.first else { return }
    let place = first.file + (first.line.map { ", line \($0)" } ?? "")
    let others = changes.count == 1 ? "" : " \(changes.count - 1) more files differ."
    throw CorpusError(
      .changedCorpus,
      "'\(path)' is not the corpus that was made. \(place): \(first.problem)\(others)",
      remedy: "Make it again with 'palimpsest corpus generate', or take an unchanged copy.")
  }
}
