// SPDX-License-Identifier: Apache-2.0

/// Rows of cells with aligned columns, for people.
struct TextTable {
  private var rows: [[String]] = []

  /// Starts a table, with a heading where one is given.
  init(_ heading: [String] = []) {
    if !heading.isEmpty { rows.append(heading) }
  }

  /// Adds a row.
  mutating func append(_ cells: [String]) { rows.append(cells.map(TextTable.plain)) }

  /// One line without control characters, so that a file's content cannot steer a terminal.
  static func plain(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control ? " " : String(scalar)
    }.joined()
  }

  /// Lines without control characters but their ends and tabs, for what a model wrote.
  static func plainLines(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      scalar == "\n" || scalar == "\t" ? String(scalar) : plain(String(scalar))
    }.joined()
  }

  /// The rows, each on a line, columns two spaces apart.
  var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1
          ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      return cells.joined(separator: "  ") + "\n"
    }.joined()
  }
}
