// SPDX-License-Identifier: Apache-2.0

/// A table with a header line, read row by row.
struct HeaderTable {
  /// The rows after the header.
  var scanner: RecordScanner
  /// The names of the columns.
  let columns: [String]
  /// The line of the header.
  let headerLine: Int

  /// Reads the header of a CSV or TSV file; the delimiter is the one that the header uses.
  ///
  /// A header whose fields all read `name:type` has its types removed, as in RecBole's files.
  init(delimited file: TextFile) throws(RecommenderError) {
    let delimiter = HeaderTable.delimiter(of: file)
    try self.init(file, dialect: Dialect(delimiter: delimiter, hasQuotes: true))
  }

  /// Reads the header of a RecBole atomic file, whose fields all read `name:type`.
  init(atomic file: TextFile) throws(RecommenderError) {
    try self.init(file, dialect: .tabs)
    guard columns.allSatisfy({ AtomicField($0) != nil }) else {
      throw .badHeader(
        file.path, line: headerLine, "the header's fields do not all read 'name:type'",
        remedy: "Give a RecBole atomic file, or pass --format csv for a plain header.")
    }
  }

  private init(_ file: TextFile, dialect: Dialect) throws(RecommenderError) {
    scanner = RecordScanner(file, dialect: dialect)
    guard scanner.next() else {
      throw .noRows(file.path, "holds no rows", remedy: "Give a file with a header and rows.")
    }
    headerLine = scanner.line
    if let defect = scanner.defect {
      throw .badHeader(
        file.path, line: headerLine, "the header is broken: \(defect.reason)",
        remedy: "Correct the header.")
    }
    columns = scanner.fields.map(scanner.file.text)
  }

  /// Starts on rows without a header, whose columns have known names.
  init(_ file: TextFile, dialect: Dialect, columns: [String]) {
    scanner = RecordScanner(file, dialect: dialect)
    self.columns = columns
    headerLine = 1
  }

  /// The column names without RecBole's types.
  var plainColumns: [String] {
    let fields = columns.map(AtomicField.init)
    return fields.contains { $0 == nil } ? columns : fields.compactMap { $0?.name }
  }

  /// Returns the position of a column that must be there once.
  ///
  /// - Parameters:
  ///   - name: The column's name without a type.
  ///   - flag: The option that names another column, or nil where there is none.
  /// - Returns: The column's position.
  /// - Throws: REC106, listing the columns found unless the first line looks like data.
  func position(of name: String, flag: String?) throws(RecommenderError) -> Int {
    let names = plainColumns
    guard let position = names.firstIndex(of: name) else {
      let found =
        HeaderTable.looksLikeHeader(columns)
        ? "columns found: \(columns.joined(separator: ", "))"
        : "the first line looks like data, not like a header"
      let option = flag.map { " or name the column with \($0)" } ?? ""
      throw .badHeader(
        scanner.file.path, line: headerLine, "no column '\(name)'; \(found)",
        remedy: "Give the file a header line with that column\(option).")
    }
    guard names.lastIndex(of: name) == position else {
      throw .badHeader(
        scanner.file.path, line: headerLine, "the column '\(name)' occurs twice",
        remedy: "Give every column a name of its own.")
    }
    return position
  }

  /// Moves to the next row and returns why it cannot be used, nil for a sound one.
  ///
  /// - Returns: False at the end of the file, else true with the row's defect.
  mutating func next() -> (hasRow: Bool, defect: RowDefect?) {
    guard scanner.next() else { return (false, nil) }
    return (true, scanner.defect ?? scanner.widthDefect(expected: columns.count))
  }

  /// Whether the fields of a first line can be column names rather than data.
  ///
  /// Numbers, blanks, mail addresses and long texts are data; a message must not repeat them.
  static func looksLikeHeader(_ fields: [String]) -> Bool {
    fields.allSatisfy { field in
      let bytes = Array(field.utf8)
      return !bytes.isEmpty && bytes.count <= 64 && !bytes.contains(0x40)
        && !ASCII.isDigit(bytes[0]) && !bytes.contains(where: ASCII.isControl)
        && NumberField.decimal(bytes, 0..<bytes.count) == nil
    }
  }

  private static func delimiter(of file: TextFile) -> UInt8 {
    let candidates = [ASCII.tab, ASCII.comma, ASCII.semicolon]
    return candidates.first { file.firstLine.contains($0) } ?? ASCII.comma
  }
}

extension RecordScanner {
  /// Returns why a record with another number of fields is refused, or nil.
  func widthDefect(expected: Int) -> RowDefect? {
    guard fields.count != expected else { return nil }
    let cut = isUnterminated && fields.count < expected ? "; the file seems to be cut off" : ""
    return RowDefect("\(fields.count) columns where \(expected) are expected\(cut)")
  }
}

/// One field of a RecBole atomic file's header: `name:type`.
struct AtomicField: Equatable {
  /// The types that RecBole knows.
  static let types = ["token", "token_seq", "float", "float_seq"]

  let name: String
  let type: String

  /// Reads a header field; nil where it has no known type.
  init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    name = String(text[..<colon])
    type = String(text[text.index(after: colon)...])
    guard !name.isEmpty, AtomicField.types.contains(type) else { return nil }
  }
}
