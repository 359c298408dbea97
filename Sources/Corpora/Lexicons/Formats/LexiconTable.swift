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
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw LexiconFault.text(name, 1, "The file is not UTF-8.")
    }
    var columns: [String]?
    var cells: [String] = []
    var lines: [Int] = []
    var number = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      number += 1
      let line = start..<end
      start = end + 1
      if line.isEmpty || bytes[line.lowerBound] == UInt8(ascii: "#") { continue }
      let before = cells.count
      guard LexiconTable.split(bytes, line, into: &cells) else {
        throw LexiconFault.text(
          name, number, "A cell holds a quote, a backslash, a control character or a stray blank.")
      }
      guard let names = columns else {
        columns = cells
        cells = []
        continue
      }
      guard cells.count - before == names.count else {
        throw LexiconFault.columns(
          name, number, "The line has \(cells.count - before) cells for \(names.count) columns.")
      }
      lines.append(number)
    }
    guard let names = columns, !lines.isEmpty else { throw LexiconFault.empty(name) }
    self.name = name
    self.columns = names
    self.cells = cells
    self.lines = lines
  }

  /// Appends a line's cells, which may be empty; false where one may not stand in a table.
  private static func split(
    _ bytes: [UInt8], _ line: Range<Int>, into cells: inout [String]
  ) -> Bool {
    var start = line.lowerBound
    var before = UInt8(ascii: " ")
    for place in line {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\t") {
        if place > start && before == 0x20 { return false }
        cells.append(String(decoding: bytes[start..<place], as: UTF8.self))
        start = place + 1
        before = UInt8(ascii: " ")
        continue
      }
      if byte < 0x20 || byte == 0x7f || byte == 0x22 || byte == 0x5c { return false }
      // U+0080 to U+009F, the other control characters.
      if before == 0xc2 && byte < 0xa0 { return false }
      if before == 0x20 && byte == 0x20 { return false }
      before = byte
    }
    if line.upperBound > start && before == 0x20 { return false }
    cells.append(String(decoding: bytes[start..<line.upperBound], as: UTF8.self))
    return true
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
    let place = try self.column(column)
    var values: [String] = []
    values.reserveCapacity(count)
    for row in 0..<count {
      let value = cells[row * columns.count + place]
      guard !value.isEmpty else {
        throw LexiconFault.text(name, lines[row], "The column '\(column)' is blank.")
      }
      values.append(value)
    }
    return values
  }

  /// Returns the places of a column's texts in a list of what they may be.
  func codes(_ column: String, among names: [String]) throws(CorpusError) -> [Int] {
    let places = Dictionary(zip(names, names.indices)) { first, _ in first }
    var codes: [Int] = []
    codes.reserveCapacity(count)
    for (row, value) in try texts(column).enumerated() {
      guard let code = places[value] else {
        throw LexiconFault.reference(
          name, lines[row], "The column '\(column)' knows no '\(value)'.")
      }
      codes.append(code)
    }
    return codes
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

  /// Throws if two rows have the same text in a column, and the same code where there are codes.
  func requireDistinct(_ texts: [String], codes: [Int]? = nil) throws(CorpusError) {
    var seen = [Set<String>](repeating: [], count: (codes?.max() ?? 0) + 1)
    for (row, text) in texts.enumerated() where !seen[codes?[row] ?? 0].insert(text).inserted {
      throw LexiconFault.duplicate(name, lines[row], "'\(text)' stands twice.")
    }
  }
}
