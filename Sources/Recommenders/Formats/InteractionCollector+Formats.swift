// SPDX-License-Identifier: Apache-2.0

extension InteractionCollector {
  /// Reads MovieLens rows: user, item, rating and, in every row or in none, a time.
  mutating func readMovieLens(_ file: TextFile) throws(RecommenderError) {
    let dialect = file.firstLine.contains(ASCII.tab) ? Dialect.tabs : .doubleColons
    var scanner = RecordScanner(file, dialect: dialect)
    var width: Int?
    while scanner.next() {
      do throws(RowDefect) {
        if let defect = scanner.defect { throw defect }
        let expected = width ?? (scanner.fields.count == 3 ? 3 : 4)
        if let defect = scanner.widthDefect(expected: expected) { throw defect }
        width = expected
        let bytes = scanner.file.bytes
        if expected == 4, NumberField.decimal(bytes, scanner.fields[3]) == nil {
          throw RowDefect("the time is not a number")
        }
        try add(
          bytes, user: scanner.fields[0], item: scanner.fields[1], rating: scanner.fields[2])
      } catch {
        try refuse(scanner.line, error)
      }
    }
  }

  /// Reads LightGCN lists: a user and the user's items, between spaces; a user may have none.
  mutating func readLists(_ file: TextFile) throws(RecommenderError) {
    var scanner = RecordScanner(file, dialect: Dialect(delimiter: ASCII.space))
    while scanner.next() {
      do throws(RowDefect) {
        if let defect = scanner.defect { throw defect }
        let bytes = scanner.file.bytes
        let tokens = scanner.fields.filter { !$0.isEmpty }
        guard let user = tokens.first else { continue }
        try check(bytes, user, "user")
        for item in tokens.dropFirst() { try check(bytes, item, "item") }
        for item in tokens.dropFirst() { try add(bytes, user: user, item: item, rating: nil) }
      } catch {
        try refuse(scanner.line, error)
      }
    }
  }

  /// Reads the rows of a table with a header.
  ///
  /// - Parameters:
  ///   - header: The table, before its first row.
  ///   - format: The format, which names the default columns.
  ///   - options: The columns asked for.
  /// - Throws: REC106 for a missing column, REC105 for a bad row.
  mutating func readTable(
    _ header: HeaderTable, _ format: InteractionFormat, _ options: InteractionReaderOptions
  ) throws(RecommenderError) {
    var table = header
    let columns = try TableColumns(table, format, options)
    while true {
      let (hasRow, defect) = table.next()
      guard hasRow else { return }
      do throws(RowDefect) {
        if let defect { throw defect }
        let fields = table.scanner.fields
        try add(
          table.scanner.file.bytes, user: fields[columns.user], item: fields[columns.item],
          rating: columns.rating.map { fields[$0] })
      } catch {
        try refuse(table.scanner.line, error)
      }
    }
  }
}

/// The positions of the columns that hold interactions.
private struct TableColumns {
  let user: Int
  let item: Int
  let rating: Int?

  init(_ table: HeaderTable, _ format: InteractionFormat, _ options: InteractionReaderOptions)
    throws(RecommenderError)
  {
    let suffix = format == .recbole ? "_id" : ""
    user = try table.position(of: options.userColumn ?? "user\(suffix)", flag: "--user-column")
    item = try table.position(of: options.itemColumn ?? "item\(suffix)", flag: "--item-column")
    let name = options.ratingColumn ?? "rating"
    let isNeeded = options.ratingColumn != nil || options.minRating != nil
    rating =
      isNeeded || table.plainColumns.contains(name)
      ? try table.position(of: name, flag: "--rating-column") : nil
    for column in [user, item] where format == .recbole {
      guard AtomicField(table.columns[column])?.type == "token" else {
        throw .badHeader(
          table.scanner.file.path, line: table.headerLine,
          "the column '\(table.plainColumns[column])' is not of type token",
          remedy: "Name columns of type token.")
      }
    }
  }
}
