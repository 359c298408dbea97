// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// People with what they wrote, as an attribute-inference or linkage attack reads them.
public struct AuthoredTexts: Sendable {
  /// Where texts come from.
  public enum Format: String, CaseIterable, Sendable {
    /// SynthPAI: a folder with its threads, its JSON Lines, or its files of one profile a line.
    case synthpai
    /// JSON Lines with `author` and `text`.
    case jsonl
    /// A folder that `palimpsest corpus generate` wrote.
    case corpus
  }

  /// The authors, in ascending order of identifiers; each has a text that is not blank.
  public let authors: [TextAuthor]
  /// Where they came from.
  public let format: Format
  /// The digest of what was read: of a file, of a corpus's manifest, or of the files of a folder.
  public let digest: Digest
  /// The files that this content follows from, in an order that does not depend on the machine.
  public let files: [String]

  /// Reads authors and texts.
  ///
  /// Blank texts are left out, and authors without others.
  ///
  /// - Parameters:
  ///   - path: A file or folder.
  ///   - format: Where it comes from; nil to tell by its content.
  ///   - profiles: SynthPAI's file of profiles, for files that hold none; nil where there is none.
  /// - Throws: `missingCorpus` where nothing is there, `unreadableAuthors` naming the line for texts
  ///   without an author, lines that are no JSON and collections without texts, and what reading
  ///   throws.
  public init(
    at path: String, format: Format? = nil, profiles: String? = nil
  ) throws(CorpusError) {
    guard StoredFile.exists(path) else {
      throw CorpusError(
        .missingCorpus, "No texts stand at '\(path)'.", remedy: "Name a file or a folder.")
    }
    let chosen: Format
    if let format { chosen = format } else { chosen = try AuthoredTexts.format(of: path) }
    var collection = AuthorCollection()
    switch chosen {
    case .corpus:
      let corpus = try CorpusFolder(at: path)
      try collection.read(corpus)
      digest = corpus.digest
      collection.files.append("\(corpus.path)/\(CorpusFile.manifest)")
    case .jsonl:
      digest = try collection.readLines(path)
    case .synthpai:
      digest = try collection.readSynthPAI(path)
    }
    if let profiles { try collection.readProfiles(profiles) }
    self.format = chosen
    authors = collection.authors
    files = collection.files
    guard !authors.isEmpty else {
      throw CorpusError(
        .unreadableAuthors, "'\(path)' holds no text of anybody.",
        remedy: "Give texts with their authors.")
    }
  }

  /// Tells a format by what stands at a path.
  private static func format(of path: String) throws(CorpusError) -> Format {
    if StoredFile.isFolder(path) {
      return StoredFile.exists("\(path)/\(CorpusFile.manifest)") ? .corpus : .synthpai
    }
    var lines = try CorpusLines(path, isCompressed: false)
    guard try lines.advance() else { return .jsonl }
    let first = try? JSONValue(parsing: Array(lines.line), name: path)
    let isProfile = first?["comments"]?.elements != nil
    let isComment = first?["profile"] != nil && first?["thread_id"] != nil
    return isProfile || isComment ? .synthpai : .jsonl
  }
}
