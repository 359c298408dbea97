// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The file formats of interactions.
public enum InteractionFormat: String, CaseIterable, Sendable {
  /// MovieLens: `u.data` (tabs) or `ratings.dat` (`::`); user, item, rating, time, no header.
  case movielens
  /// A RecBole atomic `.inter` file: tabs, and a header whose fields read `name:type`.
  case recbole
  /// LightGCN lists: a line is a user followed by that user's items, all whole numbers.
  case lightgcn
  /// Comma, tab or semicolon separated values with a header, quotes after RFC 4180.
  case csv

  /// Returns the format that a file's name or beginning shows, or nil where that is ambiguous.
  ///
  /// `.inter`, `.csv`, `.tsv`, `u.data` and `ratings.dat` decide by name; else every complete line
  /// of the beginning must have one format's shape. Three numbers between tabs have none.
  ///
  /// - Parameters:
  ///   - path: The file's path; only its last component counts.
  ///   - firstBytes: The beginning of the file, a few kilobytes suffice.
  /// - Returns: The format, or nil.
  public static func detect(path: String, firstBytes: [UInt8]) -> InteractionFormat? {
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    if name.hasSuffix(".inter") { return .recbole }
    if name.hasSuffix(".csv") || name.hasSuffix(".tsv") { return .csv }
    if name == "u.data" || name == "ratings.dat" { return .movielens }
    return detect(lines: leadingLines(of: firstBytes))
  }

  /// Returns the format of a file, told from its name or first lines.
  ///
  /// - Parameter path: The file's path.
  /// - Returns: The format.
  /// - Throws: REC101 to REC103 for an unreadable file, REC109 where the format is ambiguous.
  public static func detect(path: String) throws(RecommenderError) -> InteractionFormat {
    let file = try TextFile.loadPrefix(of: path, byteCount: 1 << 16)
    guard let format = detect(path: path, firstBytes: file) else { throw .unknownFormat(path) }
    return format
  }

  private static func leadingLines(of bytes: [UInt8]) -> [[UInt8]] {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var lines = bytes[start...].split(
      separator: ASCII.lineFeed, maxSplits: 32, omittingEmptySubsequences: false)
    // The last piece may be cut off, unless it is all there is.
    if lines.count > 1 { lines.removeLast() }
    return lines.map { line in line.last == ASCII.carriageReturn ? line.dropLast() : line }
      .filter { !$0.isEmpty }.map(Array.init)
  }

  private static func detect(lines: [[UInt8]]) -> InteractionFormat? {
    guard let first = lines.first else { return nil }
    if let format = headerFormat(first) { return format }
    guard let format = rowFormat(first) else { return nil }
    return lines.allSatisfy { rowFormat($0) == format } ? format : nil
  }

  private static func headerFormat(_ line: [UInt8]) -> InteractionFormat? {
    let atomic = texts(line, ASCII.tab)
    if atomic.count > 1 && atomic.allSatisfy({ AtomicField($0) != nil }) { return .recbole }
    let tables = [ASCII.tab, ASCII.comma, ASCII.semicolon].map { texts(line, $0) }
    return tables.contains { $0.count > 1 && HeaderTable.looksLikeHeader($0) } ? .csv : nil
  }

  private static func rowFormat(_ line: [UInt8]) -> InteractionFormat? {
    for dialect in [Dialect.doubleColons, .tabs] {
      let fields = cut(line, dialect)
      if fields.count == 4 || (dialect.isDoubled && fields.count == 3) {
        let areIdentifiers = fields[..<2].allSatisfy { NumberField.identifier(line, $0) != nil }
        let areNumbers = fields[2...].allSatisfy { NumberField.decimal(line, $0) != nil }
        if areIdentifiers && areNumbers { return .movielens }
      }
    }
    let tokens = cut(line, Dialect(delimiter: ASCII.space)).filter { !$0.isEmpty }
    let areLists = tokens.count > 1 && tokens.allSatisfy { NumberField.identifier(line, $0) != nil }
    return areLists ? .lightgcn : nil
  }

  private static func texts(_ line: [UInt8], _ delimiter: UInt8) -> [String] {
    cut(line, Dialect(delimiter: delimiter)).map { TextFile.text(line[$0]) }
  }

  private static func cut(_ line: [UInt8], _ dialect: Dialect) -> [Range<Int>] {
    guard let file = try? TextFile(path: "", bytes: line) else { return [] }
    var scanner = RecordScanner(file, dialect: dialect)
    return scanner.next() ? scanner.fields : []
  }
}
