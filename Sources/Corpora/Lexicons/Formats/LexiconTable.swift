// SPDX-License-Identifier: Apache-2.0

/// One table of a lexicon: lines of cells between tabs, below `#` lines and one line of names.
///
/// Every cell is checked when the table is read: UTF-8 without a control character, a quote or a
/// backslash, no blank at an end and no two in a row, so that values can be copied anywhere.
struct LexiconTable {
  /// The path below the lexicon's folder, for messages.
  let name: String
  /// The names of the columns.
  let columns: [String]
  private let cells: [String]
  private let lines: [Int]

  /// The number of rows.
  var count: Int { lines.count }

  /// Reads a table from a file's bytes.
  init(parsing bytes: [UInt8], name: String) throws(CorpusError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw LexiconFault.text(name, 1, "The file is not UTF-8.")
    }
    var columns: [String]?
    var cells: [String] = []
    var lines: [Int] = []
    var number = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
      let row = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      for cell in row where LexiconTable.isForbidden(cell) {
        throw LexiconFault.text(
          name, number, "A cell holds a quote, a backslash, a control character or a stray blank.")
      }
      let values = row.map { String(Substring($0)) }
      guard let names = columns else {
        columns = values
        continue
      }
      guard values.count == names.count else {
        throw LexiconFault.columns(
          name, number, "The line has \(values.count) cells for \(names.count) columns.")
      }
      cells += values
      lines.append(number)
    }
    guard let names = columns, !lines.isEmpty else { throw LexiconFault.empty(name) }
    self.name = name
    self.columns = names
    self.cells = cells
    self.lines = lines
  }

  /// Whether a cell may not stand in a table; an empty one may.
  private static func isForbidden(_ cell: Substring.UTF8View.SubSequence) -> Bool {
    var before = UInt8(ascii: " ")
    for byte in cell {
      if byte < 0x20 || byte == 0x7f || byte == 0x22 || byte == 0x5c { return true }
      // U+0080 to U+009F, the other control characters.
      if before == 0xc2 && byte < 0xa0 { return true }
      if before == 0x20 && byte == 0x20 { return true }
      before = byte
    }
    return !cell.isEmpty && before == 0x20
  }

  /// Returns the line of the file that a row stands on.
  func line(of row: Int) -> Int { lines[row] }

  /// Returns the position of a column.
  func column(_ wanted: String) throws(CorpusError) -> Int {
    guard let place = columns.firstIndex(of: wanted) else {
      throw LexiconFault.columns(name, 1, "There is no column '\(wanted)'.")
    }
    return place
  }

  /// Returns a cell that may be empty.
  func optionalText(_ row: Int, _ column: String) throws(CorpusError) -> String {
    cells[row * columns.count + (try self.column(column))]
  }

  /// Returns a cell that is not empty.
  func text(_ row: Int, _ column: String) throws(CorpusError) -> String {
    let value = try optionalText(row, column)
    guard !value.isEmpty else {
      throw LexiconFault.text(name, lines[row], "The column '\(column)' is blank.")
    }
    return value
  }

  /// Returns a column's cells, none empty.
  func texts(_ column: String) throws(CorpusError) -> [String] {
    var values: [String] = []
    values.reserveCapacity(count)
    for row in 0..<count { values.append(try text(row, column)) }
    return values
  }

  /// Returns a cell's whole number.
  func integer(_ row: Int, _ column: String, in range: ClosedRange<Int>) throws(CorpusError) -> Int
  {
    let value = try text(row, column)
    guard let number = Int(value), range.contains(number), value.utf8.first != UInt8(ascii: "+")
    else {
      throw LexiconFault.number(
        name, lines[row],
        "The column '\(column)' wants a whole number of \(range.lowerBound) to "
          + "\(range.upperBound), not '\(value)'.")
    }
    return number
  }

  /// Returns a row's weight, at least one.
  func weight(_ row: Int, _ column: String = "weight") throws(CorpusError) -> UInt32 {
    UInt32(try integer(row, column, in: 1...100_000_000))
  }

  /// Returns the place of a cell's text in a list of what it may be.
  func code(_ row: Int, _ column: String, among names: [String]) throws(CorpusError) -> Int {
    let value = try text(row, column)
    guard let code = names.firstIndex(of: value) else {
      throw LexiconFault.reference(
        name, lines[row], "The column '\(column)' knows no '\(value)'.")
    }
    return code
  }

  /// Throws if two of the given rows have the same text.
  func requireDistinct(_ texts: [String], rows: [Int]? = nil) throws(CorpusError) {
    var seen: Set<String> = []
    for (place, text) in texts.enumerated() where !seen.insert(text).inserted {
      throw LexiconFault.duplicate(name, lines[rows?[place] ?? place], "'\(text)' stands twice.")
    }
  }
}
