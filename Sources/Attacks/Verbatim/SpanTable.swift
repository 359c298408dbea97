// SPDX-License-Identifier: Apache-2.0

/// For each byte of some texts, the longest stretch found that begins there.
///
/// A stretch that lies within no longer one is the longest at its beginning, and each of its
/// occurrences is as long; so one row for a beginning is enough, and rows can be filled in any order
/// and still end alike. Takes 16 bytes a byte at most, in pages that exist once something begins there.
struct SpanTable: Sendable {
  private struct Row {
    var length: UInt32 = 0
    var count: UInt32 = 0
    var first: UInt64 = 0
  }

  private static let pageSize = 1024

  /// Pages of rows, each empty until it is needed.
  private var pages: [[Row]]
  private let byteCount: Int

  /// Makes a table for this many bytes.
  init(byteCount: Int) {
    self.byteCount = byteCount
    pages = [[Row]](repeating: [], count: (byteCount + SpanTable.pageSize - 1) / SpanTable.pageSize)
  }

  /// Notes a stretch that cannot be extended.
  ///
  /// - Parameters:
  ///   - start: Where it begins in the texts.
  ///   - length: Its length.
  ///   - offset: Where it begins in the corpus.
  mutating func add(start: Int, length: Int, offset: Int) {
    let page = start / SpanTable.pageSize
    if pages[page].isEmpty {
      let rest = byteCount - page * SpanTable.pageSize
      pages[page] = [Row](repeating: Row(), count: min(rest, SpanTable.pageSize))
    }
    pages[page].withUnsafeMutableBufferPointer { rows in
      let place = start % SpanTable.pageSize
      if rows[place].length < UInt32(length) {
        rows[place] = Row(length: UInt32(length), count: 1, first: UInt64(offset))
      } else if rows[place].length == UInt32(length) {
        if rows[place].count < .max { rows[place].count += 1 }
        rows[place].first = min(rows[place].first, UInt64(offset))
      }
    }
  }

  /// Returns the stretches within a text that lie within no longer one, by beginning.
  ///
  /// - Parameter text: Where the text lies among the bytes.
  /// - Returns: The spans, counted from the text's beginning.
  func spans(in text: Range<Int>) -> [VerbatimSpan] {
    var spans: [VerbatimSpan] = []
    var reach = text.lowerBound
    var place = text.lowerBound
    while place < text.upperBound {
      let page = pages[place / SpanTable.pageSize]
      if page.isEmpty {
        place = (place / SpanTable.pageSize + 1) * SpanTable.pageSize
        continue
      }
      let row = page[place % SpanTable.pageSize]
      if place + Int(row.length) > reach, row.length > 0 {
        reach = place + Int(row.length)
        let start = place - text.lowerBound
        spans.append(
          VerbatimSpan(
            range: start..<start + Int(row.length), firstOffset: Int(row.first),
            occurrenceCount: Int(row.count)))
      }
      place += 1
    }
    return spans
  }
}
