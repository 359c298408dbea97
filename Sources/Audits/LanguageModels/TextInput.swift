// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// Texts that a user hands in: one file of plain text, or JSON Lines with a member `text`.
public struct TextInput: Sendable {
  /// One text.
  public struct Entry: Equatable, Sendable {
    /// The line it stands in, from 1; nil for a text of its own.
    public let line: Int?
    /// The member `id` of its line, where there is one.
    public let identifier: String?
    /// The text.
    public let text: String

    /// Creates an entry.
    public init(line: Int? = nil, identifier: String? = nil, text: String) {
      self.line = line
      self.identifier = identifier
      self.text = text
    }
  }

  /// The texts in order.
  public let entries: [Entry]
  /// Whether they were lines of a file.
  public let isLines: Bool
  /// The digest of the file; nil for a text that was given by itself.
  public let digest: Digest?

  /// Takes a text that was given by itself.
  public init(text: String) {
    entries = [Entry(text: text)]
    isLines = false
    digest = nil
  }

  /// Reads a file: one text as it stands, or one object a line where the name ends in `.jsonl`.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - limit: The most lines; nil for all.
  /// - Throws: `AUD040` for a file that is not UTF-8, with the offset; `AUD041` for a line without a
  ///   text; and what reading throws.
  public init(path: String, limit: Int? = nil) throws(AuditError) {
    let bytes = try TextInput.bytes(path)
    do throws(EvidenceError) {
      digest = try Digest.sha256(bytes)
    } catch {
      throw AuditError(error)
    }
    isLines = path.hasSuffix(".jsonl") || path.hasSuffix(".ndjson")
    entries =
      isLines
      ? try TextInput.lines(bytes, path, limit: limit)
      : [Entry(text: try TextInput.text(bytes, path))]
  }

  /// Reads the texts that a model is to learn: lines of plain text, or JSON Lines.
  ///
  /// - Parameters:
  ///   - path: The file; each line that is not empty is one document.
  ///   - limit: The most lines; nil for all.
  /// - Throws: As `init(path:limit:)`; `AUD042` where there is no text, `AUD063` for JSON under a name
  ///   that says nothing of lines.
  public init(documentsAt path: String, limit: Int? = nil) throws(AuditError) {
    if path.hasSuffix(".json") {
      throw AuditError(
        "AUD063", .badData, "\(path) is JSON, of which each line would be read as a text.",
        remedy: "Write one object with 'text' a line, in a file whose name ends in .jsonl.")
    }
    let input = try TextInput(path: path, limit: limit)
    digest = input.digest
    isLines = true
    if input.isLines {
      entries = input.entries
    } else {
      let lines = input.entries[0].text.split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      entries = lines.enumerated().filter { !$0.element.isEmpty }.prefix(limit ?? .max)
        .map { Entry(line: $0.offset + 1, text: String($0.element)) }
    }
    guard entries.contains(where: { !$0.text.isEmpty }) else {
      throw AuditError(
        "AUD042", .badData, "\(path) holds no text.", remedy: "Give one document a line.")
    }
  }

  private static func bytes(_ path: String) throws(AuditError) -> [UInt8] {
    do throws(EvidenceError) {
      try StoredFile.requireRegular(path)
      return try StoredFile.read(path)
    } catch {
      throw AuditError(error)
    }
  }

  private static func text(_ bytes: [UInt8], _ path: String) throws(AuditError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw AuditError(
        "AUD040", .badData, "\(path), byte \(malformedOffset(bytes)): not UTF-8.",
        remedy: "Convert the file to UTF-8.")
    }
    return text
  }

  private static func malformedOffset(_ bytes: [UInt8]) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var source = bytes.makeIterator()
    var offset = 0
    while case .valid(let scalar) = parser.parseScalar(from: &source) { offset += scalar.count }
    return offset
  }

  private static func lines(
    _ bytes: [UInt8], _ path: String, limit: Int?
  ) throws(AuditError) -> [Entry] {
    _ = try text(bytes, path)
    var entries: [Entry] = []
    let newline = UInt8(ascii: "\n")
    for (index, line) in bytes.split(separator: newline, omittingEmptySubsequences: false)
      .enumerated()
    where !line.allSatisfy({ [0x20, 0x0D, 0x09].contains($0) }) {
      if entries.count == limit { break }
      let place = "\(path):\(index + 1)"
      let value = try? JSONValue(parsing: Array(line), name: place)
      guard let text = value?["text"]?.text else {
        throw AuditError(
          "AUD041", .badData, "\(place): no JSON object with a text 'text'.",
          remedy: "Give one object a line, such as {\"text\": \"...\"}.")
      }
      entries.append(
        Entry(line: index + 1, identifier: value?["id"]?.text, text: text))
    }
    guard !entries.isEmpty else {
      throw AuditError(
        "AUD042", .badData, "\(path) holds no text.", remedy: "Give one object a line.")
    }
    return entries
  }
}
