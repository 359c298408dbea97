// SPDX-License-Identifier: Apache-2.0

/// How a text format separates fields.
struct Dialect: Equatable {
  /// The byte between two fields.
  let delimiter: UInt8
  /// Whether the delimiter is that byte twice.
  var isDoubled = false
  /// Whether fields may stand in quotes after RFC 4180, section 2.
  var hasQuotes = false

  static let tabs = Dialect(delimiter: ASCII.tab)
  static let bars = Dialect(delimiter: ASCII.bar)
  static let doubleColons = Dialect(delimiter: ASCII.colon, isDoubled: true)
}

/// Cuts a text file into records and fields without copying them.
///
/// Lines end with LF or CRLF; blank lines are passed over. A broken record costs its first line:
/// scanning resumes on the next one.
struct RecordScanner {
  /// The file; fields are ranges of its bytes.
  private(set) var file: TextFile
  /// The fields of the current record, quotes removed.
  private(set) var fields: [Range<Int>] = []
  /// The line on which the current record begins, from 1.
  private(set) var line = 0
  /// Why the current record cannot be cut, or nil.
  private(set) var defect: RowDefect?
  /// Whether the current record ended at the end of the file without a line end.
  private(set) var isUnterminated = false

  private let dialect: Dialect
  private var position: Int
  private var nextLine: Int

  /// Starts before the first line.
  init(_ file: TextFile, dialect: Dialect) {
    self.file = file
    self.dialect = dialect
    position = file.start
    nextLine = 1
  }

  /// Moves to the next record that is not blank; returns false at the end of the file.
  mutating func next() -> Bool {
    while position < file.bytes.count {
      let start = position
      let end = lineEnd(from: start)
      line = nextLine
      finishRecord(at: end, lineCount: 1)
      let content = start..<strippingReturn(start, end)
      if content.isEmpty { continue }
      defect = nil
      fields.removeAll(keepingCapacity: true)
      if !dialect.hasQuotes || !file.bytes[content].contains(ASCII.quote) {
        defect = file.defect(in: content)
        if defect == nil { cut(content) }
      } else {
        cutQuoted(from: start)
      }
      return true
    }
    return false
  }

  private func lineEnd(from start: Int) -> Int {
    var end = start
    while end < file.bytes.count && file.bytes[end] != ASCII.lineFeed { end += 1 }
    return end
  }

  private func strippingReturn(_ start: Int, _ end: Int) -> Int {
    end > start && file.bytes[end - 1] == ASCII.carriageReturn ? end - 1 : end
  }

  private mutating func finishRecord(at end: Int, lineCount: Int) {
    isUnterminated = end == file.bytes.count
    position = end + 1
    nextLine = line + lineCount
  }

  private mutating func cut(_ content: Range<Int>) {
    var start = content.lowerBound
    var place = start
    let width = dialect.isDoubled ? 2 : 1
    while place < content.upperBound {
      let isDelimiter =
        file.bytes[place] == dialect.delimiter
        && (!dialect.isDoubled
          || (place + 1 < content.upperBound && file.bytes[place + 1] == dialect.delimiter))
      guard isDelimiter else {
        place += 1
        continue
      }
      fields.append(start..<place)
      place += width
      start = place
    }
    fields.append(start..<content.upperBound)
  }

  /// Cuts a record with quotes: first its structure, then, where that is sound, its escapes.
  private mutating func cutQuoted(from start: Int) {
    var escaped: [Int] = []
    var place = start
    while true {
      let field = quotedField(at: place) ?? plainField(at: place)
      switch field {
      case .failure(let reason):
        fields.removeAll(keepingCapacity: true)
        defect = reason
        return
      case .success(let found):
        if found.hasEscapes { escaped.append(fields.count) }
        fields.append(found.content)
        place = found.end
      }
      guard place < file.bytes.count && file.bytes[place] == dialect.delimiter else { break }
      place += 1
    }
    let end = lineEnd(from: place)
    defect = file.defect(in: start..<end)
    let lineCount = file.bytes[start..<end].count { $0 == ASCII.lineFeed } + 1
    finishRecord(at: end, lineCount: lineCount)
    if defect == nil { for index in escaped { unescape(index) } }
  }

  private struct FoundField {
    let content: Range<Int>
    let end: Int
    var hasEscapes = false
  }

  /// Returns the quoted field that begins here, or nil where none begins.
  private func quotedField(at start: Int) -> Result<FoundField, RowDefect>? {
    let bytes = file.bytes
    guard start < bytes.count, bytes[start] == ASCII.quote else { return nil }
    let limit = min(bytes.count, start + TextFile.longestRecord)
    var hasEscapes = false
    var place = start + 1
    while place < limit {
      guard bytes[place] == ASCII.quote else {
        place += 1
        continue
      }
      if place + 1 < bytes.count && bytes[place + 1] == ASCII.quote {
        hasEscapes = true
        place += 2
        continue
      }
      let end = place + 1
      guard isFieldEnd(end) else { return .failure(RowDefect("text after a closing quote")) }
      return .success(
        FoundField(content: start + 1..<place, end: end, hasEscapes: hasEscapes))
    }
    return .failure(RowDefect("a quote is not closed"))
  }

  private func isFieldEnd(_ place: Int) -> Bool {
    guard place < file.bytes.count else { return true }
    let byte = file.bytes[place]
    if byte == ASCII.carriageReturn {
      return place + 1 == file.bytes.count || file.bytes[place + 1] == ASCII.lineFeed
    }
    return byte == dialect.delimiter || byte == ASCII.lineFeed
  }

  private func plainField(at start: Int) -> Result<FoundField, RowDefect> {
    var end = start
    while end < file.bytes.count && file.bytes[end] != dialect.delimiter
      && file.bytes[end] != ASCII.lineFeed
    { end += 1 }
    let isLast = end == file.bytes.count || file.bytes[end] == ASCII.lineFeed
    return .success(
      FoundField(content: start..<(isLast ? strippingReturn(start, end) : end), end: end))
  }

  private mutating func unescape(_ index: Int) {
    let range = fields[index]
    var target = range.lowerBound
    var source = range.lowerBound
    while source < range.upperBound {
      file.bytes[target] = file.bytes[source]
      source += file.bytes[source] == ASCII.quote ? 2 : 1
      target += 1
    }
    fields[index] = range.lowerBound..<target
  }
}
