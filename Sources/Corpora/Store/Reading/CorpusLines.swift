// SPDX-License-Identifier: Apache-2.0

/// Reads a stored file line by line, in memory that does not grow with the file.
public struct CorpusLines: ~Copyable {
  private let name: String
  private var stored: StoredBytes
  private var bytes: [UInt8] = []
  private var isEnded = false
  private var next = 0
  /// The number of the current line, from one; zero before the first.
  public private(set) var number = 0
  /// Where the current line stands among the bytes of the file's lines.
  public private(set) var offset = 0
  private var current = 0..<0
  private var members = LineMembers()

  /// Opens one of a corpus's files.
  public init(_ file: CorpusFile, of folder: CorpusFolder) throws(CorpusError) {
    try self.init(folder.path(of: file), isCompressed: folder.manifest.isCompressed)
  }

  /// Opens a file of lines.
  init(_ path: String, isCompressed: Bool) throws(CorpusError) {
    name = path
    stored = try StoredBytes(path, isCompressed: isCompressed)
  }

  /// Goes to the next line.
  ///
  /// - Returns: False at the end of the file.
  /// - Throws: `refusedByDisk`, or `noCorpus` where a compressed file is damaged.
  public mutating func advance() throws(CorpusError) -> Bool {
    offset += number == 0 ? 0 : current.count + 1
    var searched = next
    while true {
      if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        current = next..<end
        next = end + 1
        number += 1
        return true
      }
      guard !isEnded else {
        guard next < bytes.count else { return false }
        current = next..<bytes.count
        next = bytes.count
        number += 1
        return true
      }
      bytes.removeSubrange(..<next)
      searched = bytes.count
      next = 0
      isEnded = try !stored.read(into: &bytes)
    }
  }

  /// The bytes of the current line, without its end.
  public var line: ArraySlice<UInt8> { bytes[current] }

  /// Finds the members of the object that the current line is.
  ///
  /// - Throws: `malformedLine` where it is none.
  public mutating func scan() throws(CorpusError) {
    guard members.scan(bytes, current) else { throw malformed("is no JSON object") }
  }

  /// The bytes of a member of the current line as they stand; nil where it has none.
  public func raw(_ key: StaticString) -> ArraySlice<UInt8>? {
    members.value(of: key, in: bytes).map { bytes[$0] }
  }

  /// The text of a member of the current line; nil where it has none or it is no text.
  public func optionalText(_ key: StaticString) -> String? {
    guard let range = members.value(of: key, in: bytes) else { return nil }
    return JSONText.decoded(bytes[range])
  }

  /// The text of a member that must be there.
  public func text(_ key: StaticString) throws(CorpusError) -> String {
    guard let text = optionalText(key) else { throw malformed("has no text '\(key)'") }
    return text
  }

  /// The whole number of a member that must be there.
  public func integer(_ key: StaticString) throws(CorpusError) -> Int {
    guard let raw = raw(key), let number = Int(String(decoding: raw, as: UTF8.self)) else {
      throw malformed("has no whole number '\(key)'")
    }
    return number
  }

  /// The member as one of a closed set of words.
  public func word<Word: RawRepresentable<String>>(
    _ key: StaticString, as type: Word.Type = Word.self
  ) throws(CorpusError) -> Word {
    guard let word = Word(rawValue: try text(key)) else {
      throw malformed("has no known word as '\(key)'")
    }
    return word
  }

  /// The error for a line that is not of its form.
  func malformed(_ problem: String) -> CorpusError {
    CorpusError(
      .malformedLine, "\(name):\(number) \(problem).",
      remedy: "Check the corpus with 'palimpsest corpus verify'.")
  }
}
