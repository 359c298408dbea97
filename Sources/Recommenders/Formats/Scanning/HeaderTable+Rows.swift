// SPDX-License-Identifier: Apache-2.0

/// One sound row of a table.
struct TableRow {
  fileprivate let file: TextFile
  fileprivate let fields: [Range<Int>]
  /// The line on which the row begins.
  let line: Int

  /// Returns a field as text.
  func text(_ column: Int) -> String { file.text(fields[column]) }

  /// Returns the identifier in a field.
  func identifier(_ column: Int, _ noun: String) throws(RowDefect) -> String {
    try IdentifierField.check(file.bytes, fields[column], noun)
    return text(column)
  }

  /// Returns the identifier in a field, or nil where the field is empty.
  func optionalIdentifier(_ column: Int, _ noun: String) throws(RowDefect) -> String? {
    fields[column].isEmpty ? nil : try identifier(column, noun)
  }

  /// Returns the whole number in a field, or nil.
  func wholeNumber(_ column: Int) -> Int? {
    NumberField.identifier(file.bytes, fields[column])
  }
}

extension HeaderTable {
  /// Calls the closure with every row; the first bad row is thrown as an error.
  mutating func forEachRow(_ body: (TableRow) throws(RowDefect) -> Void) throws(RecommenderError) {
    while true {
      let (hasRow, defect) = next()
      guard hasRow else { return }
      do throws(RowDefect) {
        if let defect { throw defect }
        try body(TableRow(file: scanner.file, fields: scanner.fields, line: scanner.line))
      } catch {
        throw .badRow(
          scanner.file.path, BadRow(line: scanner.line, reason: error.reason), canSkip: false)
      }
    }
  }
}
