// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Numbers in a file: one a line, or a named column of a table.
public enum NumberSample {
  /// The path that means standard input.
  public static let standardInput = "-"

  /// Reads a sample.
  ///
  /// Blank lines are passed over. Infinities and what is no number are refused.
  ///
  /// - Parameters:
  ///   - path: The file, or `-` for standard input.
  ///   - column: The column of a table whose first line names its columns, between tabs, commas or
  ///     semicolons; nil for a file of one number a line.
  ///   - showingValues: Whether messages may hold the first line, which may be a row of values.
  /// - Returns: The numbers in the file's order, at least one.
  /// - Throws: AUD031 where no file is there, AUD032 for what is no number, AUD033 for a column that
  ///   is missing or stands there twice, AUD034 for an empty sample.
  public static func read(
    _ path: String, column: String? = nil, showingValues: Bool = false
  ) throws(AuditError) -> [Double] {
    let lines = try lines(of: path)
    var rows = lines[...]
    var place = 0
    var delimiter: Character?
    if let column {
      guard let heading = rows.popFirst() else { throw empty(path) }
      let found = ["\t", ",", ";"].max { count($0, heading.text) < count($1, heading.text) } ?? ","
      let names = cells(heading.text, found)
      guard let position = names.firstIndex(of: column), names.lastIndex(of: column) == position
      else { throw ambiguous(column, names, path, showingValues) }
      (place, delimiter) = (position, found)
    }
    guard !rows.isEmpty else { throw empty(path) }
    return try rows.map { line throws(AuditError) in
      let fields = delimiter.map { cells(line.text, $0) } ?? [line.text]
      guard place < fields.count, let number = Double(fields[place]), number.isFinite else {
        throw AuditError(
          "AUD032", .badData, "\(path):\(line.number): this is not a finite number.",
          remedy: "Write one number a line, or name a column with --column.")
      }
      return number
    }
  }

  /// The error for a column that is not one of the first line's, or more than one of them.
  private static func ambiguous(
    _ column: String, _ names: [String], _ path: String, _ showingValues: Bool
  ) -> AuditError {
    let line = "its first line has \(names.count) column\(names.count == 1 ? "" : "s")"
    return AuditError(
      "AUD033", .badData,
      names.contains(column)
        ? "\(path) has more than one column '\(column)'; \(line)."
        : "\(path) has no column '\(column)'; \(line).",
      remedy: showingValues
        ? "They are \(names.joined(separator: ", "))."
        : "Check that this line names the columns, or pass --show-values to see it.")
  }

  private static func count(_ delimiter: Character, _ text: String) -> Int {
    text.count { $0 == delimiter }
  }

  private static func cells(_ text: String, _ delimiter: Character) -> [String] {
    text.split(separator: delimiter, omittingEmptySubsequences: false).map { cell in
      let bare = trimmed(cell)
      let isQuoted = bare.count >= 2 && bare.hasPrefix("\"") && bare.hasSuffix("\"")
      return isQuoted ? String(bare.dropFirst().dropLast()) : bare
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }

  private static func empty(_ path: String) -> AuditError {
    AuditError(
      "AUD034", .badData, "\(path) holds no numbers.", remedy: "Give a file with numbers.")
  }

  /// The lines that are not blank, with their numbers from 1.
  private static func lines(of path: String) throws(AuditError) -> [(number: Int, text: String)] {
    let isInput = path == standardInput
    guard isInput || (StoredFile.exists(path) && !StoredFile.isFolder(path)) else {
      throw AuditError(
        "AUD031", .missing, "No file at \(path).", remedy: "Check the path; a folder is no file.")
    }
    let bytes: [UInt8]
    do {
      bytes = try StoredFile.read(isInput ? "/dev/stdin" : path)
    } catch {
      throw AuditError(error)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw AuditError("AUD032", .badData, "\(path) is not UTF-8.", remedy: "Save it as UTF-8.")
    }
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
      .map { (number: $0.offset + 1, text: trimmed($0.element)) }
      .filter { !$0.text.isEmpty }
  }
}
