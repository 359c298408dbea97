// SPDX-License-Identifier: Apache-2.0

/// What makes a corpus, piece by piece: each piece is a pure function of its numbers.
///
/// A store asks for pieces in any order and from several threads, and writes them in order.
public protocol CorpusSource: Sendable {
  /// What the corpus is made from; stands in its manifest.
  var origin: CorpusOrigin { get }
  /// The number of communities.
  var communityCount: Int { get }
  /// The number of lines of the training order.
  var exampleCount: Int { get }
  /// The number of canaries.
  var canaryCount: Int { get }

  /// Appends the people, documents, questions and interactions of some communities, and counts them.
  func writeCommunities(_ communities: Range<Int>, into block: inout CorpusBlock)
  /// Appends lines of the training order.
  func writePlan(_ positions: Range<Int>, into lines: inout ByteBuffer)
  /// Appends lines of canaries.
  func writeCanaries(_ numbers: Range<Int>, into lines: inout ByteBuffer)
}

/// One piece of a corpus: for each file the lines that go into it, and their counts.
public struct CorpusBlock: ~Copyable {
  /// Lines of profiles.jsonl.
  public var profiles = ByteBuffer()
  /// Lines of documents.jsonl.
  public var documents = ByteBuffer()
  /// Lines of questions.jsonl.
  public var questions = ByteBuffer()
  /// Lines of interactions.tsv.
  public var interactions = ByteBuffer()
  /// Lines of plan.jsonl.
  public var plan = ByteBuffer()
  /// Lines of canaries.jsonl.
  public var canaries = ByteBuffer()
  /// How much of everything that is.
  public var counts = CorpusCounts()

  /// Creates an empty piece.
  public init() {}

  /// Forgets all lines and counts, and keeps the room.
  public mutating func removeAll() {
    profiles.removeAll()
    documents.removeAll()
    questions.removeAll()
    interactions.removeAll()
    plan.removeAll()
    canaries.removeAll()
    counts.reset()
  }

  /// Calls `body` with the bytes that go into a file.
  public func withBytes<Result, Failure: Error>(
    of file: CorpusFile, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch file {
    case .profiles: try profiles.withBytes(body)
    case .documents: try documents.withBytes(body)
    case .questions: try questions.withBytes(body)
    case .interactions: try interactions.withBytes(body)
    case .plan: try plan.withBytes(body)
    case .canaries: try canaries.withBytes(body)
    }
  }
}
