// SPDX-License-Identifier: Apache-2.0

/// A corpus in memory whose stretches of 50 bytes and more are found in any query, all of them.
///
/// Every aligned 25-byte gram of the corpus is an anchor; the gram at every place of a query is looked
/// up and extended both ways. Jumping ahead to a match's end would be faster and would miss matches
/// that begin within it. Equal anchors are chained without limit, so nothing common is too common to
/// be found: a query's time grows with the number of its matches.
///
/// Takes .32 to .48 bytes for each byte of the corpus, beyond the corpus itself.
public struct CorpusIndex: Sendable {
  /// The shortest match that an index can be sure to find, in bytes.
  public static let shortestLength = AnchorIndex.shortestExact

  /// The shortest match that is reported, in bytes.
  public let minimumLength: Int
  private let anchors: AnchorIndex

  /// Indexes documents, within one of which each match lies, in O(bytes).
  ///
  /// - Parameters:
  ///   - documents: The corpus.
  ///   - minimumLength: The shortest match to report, at least `shortestLength` bytes.
  /// - Throws: ATK002 for a shorter minimum, ATK003 where the corpus is too large.
  public init(_ documents: [[UInt8]], minimumLength: Int = 50) throws(AttacksError) {
    try CorpusIndex.check(minimumLength)
    self.minimumLength = minimumLength
    anchors = try AnchorIndex(documents, strides: .sparse)
  }

  /// Indexes one text without copying it.
  public init(text: [UInt8], minimumLength: Int = 50) throws(AttacksError) {
    try CorpusIndex.check(minimumLength)
    self.minimumLength = minimumLength
    anchors = try AnchorIndex(text: text, borders: [0, text.count], strides: .sparse)
  }

  /// The bytes that the index takes beyond the corpus.
  public var byteCount: Int { anchors.byteCount }

  /// Returns every match that cannot be extended, by place in the query, then in the corpus.
  public func matches(of query: [UInt8]) -> [VerbatimMatch] {
    var found: [VerbatimMatch] = []
    forEachStretch(in: query) { stretch in
      let document = anchors.textNumber(at: stretch.indexed)
      found.append(
        VerbatimMatch(
          queryOffset: stretch.probe, document: document,
          documentOffset: stretch.indexed - anchors.borders[document], length: stretch.length))
    }
    return found.sorted {
      ($0.queryOffset, $0.document, $0.documentOffset)
        < ($1.queryOffset, $1.document, $1.documentOffset)
    }
  }

  /// Returns the stretches of the query that occur in the corpus and lie within no longer one.
  ///
  /// - Parameter query: The text to look up.
  /// - Returns: The spans by beginning; first offsets count from the first document's beginning.
  public func spans(of query: [UInt8]) -> [VerbatimSpan] {
    var table = SpanTable(byteCount: query.count)
    forEachStretch(in: query) { stretch in
      table.add(start: stretch.probe, length: stretch.length, offset: stretch.indexed)
    }
    return table.spans(in: 0..<query.count)
  }

  private func forEachStretch(in query: [UInt8], _ body: (CommonStretch) -> Void) {
    guard query.count >= GramHash.width else { return }
    query.withUnsafeBufferPointer { probe in
      anchors.withHandle { handle in
        handle.scan(probe, places: 0..<query.count - GramHash.width + 1) { stretch in
          if stretch.length >= minimumLength { body(stretch) }
        }
      }
    }
  }

  /// Throws unless every stretch of this length holds an anchor.
  static func check(_ minimumLength: Int) throws(AttacksError) {
    guard minimumLength >= shortestLength else {
      throw AttacksError(
        .invalidParameter, "Matches of \(minimumLength) bytes could be missed.",
        remedy: "Ask for \(shortestLength) bytes or more, or use a suffix array.")
    }
  }
}
