// SPDX-License-Identifier: Apache-2.0

/// Reads identifiers, one a line, as the names of a matrix's rows; blank lines are passed over.
public struct IdentifierListReader: Sendable {
  /// Creates a reader.
  public init() {}

  /// Reads a file.
  ///
  /// - Parameter path: The file's path.
  /// - Returns: The identifiers in the file's order, each once.
  /// - Throws: REC101 to REC105, REC107; an identifier on two lines is a bad row.
  public func read(path: String) throws(RecommenderError) -> [String] {
    try read(TextFile(path: path))
  }

  /// Reads bytes that are in memory, as if they were a file's.
  ///
  /// - Parameters:
  ///   - bytes: The whole content.
  ///   - path: What messages call it.
  /// - Returns: The identifiers in order, each once.
  /// - Throws: REC104, REC105, REC107; an identifier on two lines is a bad row.
  public func read(bytes: [UInt8], path: String) throws(RecommenderError) -> [String] {
    try read(TextFile(path: path, bytes: bytes))
  }

  private func read(_ file: TextFile) throws(RecommenderError) -> [String] {
    // Cutting at line feeds leaves every line in one piece.
    var scanner = RecordScanner(file, dialect: Dialect(delimiter: ASCII.lineFeed))
    var identifiers: [String] = []
    var lines: [String: Int] = [:]
    while scanner.next() {
      do throws(RowDefect) {
        if let defect = scanner.defect { throw defect }
        try IdentifierField.check(scanner.file.bytes, scanner.fields[0], "listed")
        let identifier = scanner.file.text(scanner.fields[0])
        if let line = lines.updateValue(scanner.line, forKey: identifier) {
          throw RowDefect("the listed id stands on line \(line) already")
        }
        identifiers.append(identifier)
      } catch {
        throw .badRow(
          file.path, BadRow(line: scanner.line, reason: error.reason), canSkip: false)
      }
    }
    guard !identifiers.isEmpty else {
      throw .noRows(file.path, "holds no identifiers", remedy: "Give one identifier a line.")
    }
    return identifiers
  }
}
