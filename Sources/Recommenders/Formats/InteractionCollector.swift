// SPDX-License-Identifier: Apache-2.0

/// Gathers rows while a file is read and turns them into interactions at its end.
struct InteractionCollector {
  /// How identifiers are spelled in the format.
  enum Spelling {
    /// Any text without control characters.
    case text
    /// Whole numbers in 0...2^53.
    case number
  }

  private let path: String
  private let options: InteractionReaderOptions
  private let spelling: Spelling
  private var users = IdentifierInterner()
  private var items = IdentifierInterner()
  private var pairs: [Interaction] = []
  private var belowRatingCount = 0
  private var badRows: [BadRow] = []
  private var badRowCount = 0

  init(path: String, options: InteractionReaderOptions, spelling: Spelling) {
    self.path = path
    self.options = options
    self.spelling = spelling
  }

  /// Takes one row, or says why it is bad; a bad row leaves no trace.
  mutating func add(
    _ bytes: [UInt8], user: Range<Int>, item: Range<Int>, rating: Range<Int>?
  ) throws(RowDefect) {
    try check(bytes, user, "user")
    try check(bytes, item, "item")
    if let rating {
      guard let value = NumberField.decimal(bytes, rating) else {
        throw RowDefect("the rating is not a finite number")
      }
      if let least = options.minRating, value < least {
        belowRatingCount += 1
        return
      }
    }
    pairs.append(
      Interaction(user: users.intern(bytes, user), item: items.intern(bytes, item)))
  }

  /// Throws where an identifier is not one of this format.
  func check(_ bytes: [UInt8], _ range: Range<Int>, _ noun: String) throws(RowDefect) {
    switch spelling {
    case .text:
      try IdentifierField.check(bytes, range, noun)
    case .number:
      guard NumberField.identifier(bytes, range) == nil else { return }
      try IdentifierField.check(bytes, range, noun)
      throw RowDefect("the \(noun) id is not a whole number from 0 to 2^53 in plain digits")
    }
  }

  /// Counts a bad row, or throws it as an error unless bad rows are to be left out.
  mutating func refuse(_ line: Int, _ defect: RowDefect) throws(RecommenderError) {
    let row = BadRow(line: line, reason: defect.reason)
    guard options.skipBadRows else { throw .badRow(path, row, canSkip: true) }
    badRowCount += 1
    if badRows.count < InteractionFile.describedRowLimit { badRows.append(row) }
  }

  /// Returns what was read.
  ///
  /// - Parameters:
  ///   - format: The format that the rows had.
  ///   - byteCount: The file's size.
  ///   - isTerminated: Whether the last line has a line end.
  /// - Returns: The file's content with distinct pairs.
  /// - Throws: REC107 where no positive pair was read.
  func finish(format: InteractionFormat, byteCount: Int, isTerminated: Bool)
    throws(RecommenderError) -> InteractionFile
  {
    guard !pairs.isEmpty else { throw emptiness() }
    let userNames = users.identifiers()
    let itemNames = items.identifiers()
    let userIndex = IdentifierIndex(userNames)
    let itemIndex = IdentifierIndex(itemNames)
    let userPositions = userNames.map { Int32(userIndex.position(of: $0) ?? 0) }
    let itemPositions = itemNames.map { Int32(itemIndex.position(of: $0) ?? 0) }
    let interactions = Interactions(
      users: userIndex, items: itemIndex,
      pairs: pairs.map {
        Interaction(user: userPositions[Int($0.user)], item: itemPositions[Int($0.item)])
      })
    return InteractionFile(
      path: path, format: format, interactions: interactions,
      rowCount: pairs.count + belowRatingCount + badRowCount, badRows: badRows,
      badRowCount: badRowCount, belowRatingCount: belowRatingCount,
      duplicateCount: pairs.count - interactions.count, byteCount: byteCount,
      isTerminated: isTerminated)
  }

  private func emptiness() -> RecommenderError {
    if let first = badRows.first, belowRatingCount == 0 {
      return .noRows(
        path, "holds bad rows only; line \(first.line): \(first.reason)",
        remedy: "Check that --format names the file's format.")
    }
    if belowRatingCount > 0 {
      return .noRows(
        path, "holds no row with the least rating", remedy: "Lower --min-rating.")
    }
    return .noRows(path, "holds no interactions", remedy: "Give a file with interactions.")
  }
}

/// Identifiers in text fields.
enum IdentifierField {
  /// Throws unless the field is an identifier: not blank and without control characters.
  static func check(_ bytes: [UInt8], _ range: Range<Int>, _ noun: String) throws(RowDefect) {
    var isBlank = true
    for place in range {
      let byte = bytes[place]
      if ASCII.isControl(byte) { throw RowDefect("the \(noun) id holds a control character") }
      if byte != ASCII.space { isBlank = false }
    }
    if isBlank { throw RowDefect("the \(noun) id is empty") }
  }
}
