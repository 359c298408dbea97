// SPDX-License-Identifier: Apache-2.0

/// One place where a query and a document agree, which cannot be extended on either side.
public struct VerbatimMatch: Hashable, Sendable {
  /// Where it begins in the query, in bytes.
  public var queryOffset: Int
  /// The document's position in the corpus.
  public var document: Int
  /// Where it begins in the document, in bytes.
  public var documentOffset: Int
  /// Its length in bytes.
  public var length: Int

  /// Creates a match.
  public init(queryOffset: Int, document: Int, documentOffset: Int, length: Int) {
    self.queryOffset = queryOffset
    self.document = document
    self.documentOffset = documentOffset
    self.length = length
  }
}

/// A stretch of a text that occurs in a corpus and lies within no longer one that does.
public struct VerbatimSpan: Hashable, Sendable {
  /// Where it lies in the text, in bytes.
  public var range: Range<Int>
  /// The first byte of its first occurrence, counted from the corpus's beginning.
  public var firstOffset: Int
  /// How often it occurs in the corpus, overlapping occurrences each counted; at most 2^32 - 1.
  ///
  /// None of them can be extended along the text, or a longer stretch would hold this one. So this is
  /// both the count of maximal occurrences and that of all.
  public var occurrenceCount: Int

  /// Creates a span.
  public init(range: Range<Int>, firstOffset: Int, occurrenceCount: Int) {
    self.range = range
    self.firstOffset = firstOffset
    self.occurrenceCount = occurrenceCount
  }
}
