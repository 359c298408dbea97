// SPDX-License-Identifier: Apache-2.0

import Corpora
import Evidence

/// A file or a folder of any size as one stream of texts, with where each of them came from.
///
/// A folder of `corpus generate` gives the documents that may be trained on; any other folder all of
/// its files, by name, folders within it too. Files that end in `.jsonl` or `.ndjson` give the member
/// `text` of each line, others their bytes as they stand.
struct CorpusStream {
  /// Where a text begins in the stream.
  struct Mark: Equatable {
    let offset: Int
    /// The file, as a place in `files`.
    let file: Int
    /// The line of the text, from 1; 0 for a file that is one text.
    let line: Int
  }

  /// The files read so far.
  private(set) var files: [String] = []
  /// The beginnings of texts, in order; 24 bytes each.
  private(set) var marks: [Mark] = []
  /// The bytes handed over so far.
  private(set) var byteCount = 0

  /// Between texts stands a byte that no text holds.
  private static let border: [UInt8] = [0xFF]
  private static let blockSize = 1 << 20

  /// Streams everything.
  ///
  /// - Parameters:
  ///   - path: The file or folder.
  ///   - receive: Given the bytes, in pieces.
  /// - Throws: `AUD041` for a line without a text, `AUD062` for a compressed file, what reading throws.
  mutating func read(
    _ path: String, _ receive: (UnsafeRawBufferPointer) -> Void
  ) throws(AuditError) {
    do {
      guard StoredFile.isFolder(path) else { return try readFile(path, receive) }
      guard !StoredFile.exists("\(path)/manifest.json") else {
        return try readCorpus(path, receive)
      }
      for name in try StoredFile.names(in: path) { try read("\(path)/\(name)", receive) }
    } catch {
      throw AuditError(any: error)
    }
  }

  private mutating func readCorpus(
    _ path: String, _ receive: (UnsafeRawBufferPointer) -> Void
  ) throws {
    let corpus = try CorpusFolder(at: path)
    files.append(path)
    var line = 0
    var (marks, byteCount) = ([Mark](), byteCount)
    let file = files.count - 1
    try LabelledDocument.forEachText(of: corpus) { text, isMember in
      line += 1
      guard isMember else { return }
      marks.append(Mark(offset: byteCount, file: file, line: line))
      byteCount += CorpusStream.hand(text, receive)
    }
    self.marks += marks
    self.byteCount = byteCount
  }

  private mutating func readFile(
    _ path: String, _ receive: (UnsafeRawBufferPointer) -> Void
  ) throws {
    guard ![".gz", ".zst", ".xz", ".bz2", ".zip"].contains(where: { path.hasSuffix($0) }) else {
      throw AuditError(
        "AUD065", .badData, "\(path) is compressed, so that nothing would be found in it.",
        remedy: "Unpack it first.")
    }
    try StoredFile.requireRegular(path)
    let file = try OwnedFile(reading: path)
    files.append(path)
    guard path.hasSuffix(".jsonl") || path.hasSuffix(".ndjson") else {
      marks.append(Mark(offset: byteCount, file: files.count - 1, line: 0))
      while true {
        let block = try file.read(upTo: CorpusStream.blockSize)
        if block.isEmpty { break }
        block.withUnsafeBytes(receive)
        byteCount += block.count
      }
      CorpusStream.border.withUnsafeBytes(receive)
      byteCount += 1
      return
    }
    try readLines(of: file, path, receive)
  }

  private mutating func readLines(
    of file: borrowing OwnedFile, _ path: String, _ receive: (UnsafeRawBufferPointer) -> Void
  ) throws {
    var (rest, line) = ([UInt8](), 0)
    func take(_ bytes: ArraySlice<UInt8>, _ stream: inout CorpusStream) throws {
      line += 1
      guard !bytes.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) else { return }
      guard let text = (try? JSONValue(parsing: Array(bytes), name: path))?["text"]?.text else {
        throw AuditError(
          "AUD041", .badData, "\(path):\(line): no JSON object with a text 'text'.",
          remedy: "Give one object a line, such as {\"text\": \"...\"}.")
      }
      stream.marks.append(
        Mark(offset: stream.byteCount, file: stream.files.count - 1, line: line))
      stream.byteCount += CorpusStream.hand(text, receive)
    }
    while true {
      let block = try file.read(upTo: CorpusStream.blockSize)
      rest += block
      var start = 0
      while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
        try take(rest[start..<end], &self)
        start = end + 1
      }
      rest.removeFirst(start)
      if block.isEmpty { break }
    }
    if !rest.isEmpty { try take(rest[...], &self) }
  }

  /// Hands a text over with the byte that ends it; returns the number of bytes.
  private static func hand(_ text: String, _ receive: (UnsafeRawBufferPointer) -> Void) -> Int {
    var text = text
    let count = text.withUTF8 { bytes in
      receive(UnsafeRawBufferPointer(bytes))
      return bytes.count
    }
    border.withUnsafeBytes(receive)
    return count + 1
  }

  /// Where a byte of the stream came from: the text, and the byte within it.
  func place(of offset: Int) -> (file: String, line: Int, offset: Int) {
    var (low, high) = (0, marks.count)
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    let mark = marks[max(low - 1, 0)]
    return (files[mark.file], mark.line, offset - mark.offset)
  }
}
