// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The bytes of a text file, checked as a whole; what is wrong with single lines is found by line.
struct TextFile {
  /// The longest line or quoted record that is read, in bytes.
  static let longestRecord = 1 << 20

  /// Where the bytes came from, for messages.
  let path: String
  /// The whole file; scanners overwrite escaped quotes in place.
  var bytes: [UInt8]
  /// Where the text begins: 3 after a UTF-8 byte order mark.
  let start: Int
  /// Whether every line needs the check for invalid UTF-8 and NUL bytes.
  let isSuspect: Bool

  /// Reads a file.
  ///
  /// - Parameter path: The file's path.
  /// - Throws: REC101 to REC104 for what is no readable text file, REC107 for an empty one.
  init(path: String) throws(RecommenderError) {
    try self.init(path: path, bytes: TextFile.load(path))
  }

  /// Checks bytes that are in memory.
  ///
  /// - Parameters:
  ///   - path: What messages call the bytes.
  ///   - bytes: The whole file.
  /// - Throws: REC104 where the bytes are no UTF-8 text, REC107 where there are none.
  init(path: String, bytes: [UInt8]) throws(RecommenderError) {
    try TextFile.refuseForeignEncoding(bytes, path: path)
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    isSuspect = TextFile.invalidOffset(in: bytes, 0..<bytes.count) != nil || bytes.contains(0)
    self.path = path
    self.bytes = bytes
    guard bytes.count > start else {
      throw .noRows(path, "is empty", remedy: "Give a file with interactions.")
    }
  }

  /// The first line that is not blank, by which a dialect is told.
  var firstLine: ArraySlice<UInt8> {
    bytes[start...].drop { $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn }
      .prefix { $0 != ASCII.lineFeed }
  }

  /// Returns what makes a record unreadable as text, or nil.
  func defect(in record: Range<Int>) -> RowDefect? {
    if record.count > TextFile.longestRecord { return RowDefect("the row is longer than 1 MiB") }
    guard isSuspect else { return nil }
    if let offset = TextFile.invalidOffset(in: bytes, record) {
      return RowDefect("invalid UTF-8 at byte offset \(offset)")
    }
    if let offset = bytes[record].firstIndex(of: 0) {
      return RowDefect("a NUL byte at byte offset \(offset)")
    }
    return nil
  }

  /// Returns a range as text, non-ASCII text in Unicode normalization form C.
  func text(_ range: Range<Int>) -> String {
    TextFile.text(bytes[range])
  }

  /// Returns bytes as text, non-ASCII text in Unicode normalization form C.
  ///
  /// Swift takes canonically equivalent strings for equal; with one form their bytes agree too.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return bytes.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
  }

  private static func invalidOffset(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes.span.extracting(range))
      return nil
    } catch {
      return range.lowerBound + error.byteOffsets.lowerBound
    }
  }

  private static func refuseForeignEncoding(_ bytes: [UInt8], path: String)
    throws(RecommenderError)
  {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .notText(
        path, "is encoded in UTF-16 or UTF-32, as its byte order mark says",
        remedy: "Convert it to UTF-8, for example with iconv.")
    }
    if bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      throw .notText(path, "is a compressed file", remedy: "Unpack it first.")
    }
  }

  /// Returns the first bytes of a file, at most `byteCount`, or all of them.
  static func loadPrefix(of path: String, byteCount: Int) throws(RecommenderError) -> [UInt8] {
    try requireFile(path)
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      return try [UInt8](handle.read(upToCount: byteCount) ?? Data())
    } catch {
      throw .unreadable(path, cause: error.localizedDescription)
    }
  }

  private static func load(_ path: String) throws(RecommenderError) -> [UInt8] {
    try requireFile(path)
    do {
      return try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .unreadable(path, cause: error.localizedDescription)
    }
  }

  private static func requireFile(_ path: String) throws(RecommenderError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missingFile(path)
    }
    if isFolder.boolValue { throw .folderInsteadOfFile(path) }
  }
}
