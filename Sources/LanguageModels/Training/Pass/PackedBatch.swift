// SPDX-License-Identifier: Apache-2.0

/// A part of a document that is learnt as one sequence.
///
/// Its inputs are tokens `start..<start + count`, its targets those one further on: a document's
/// first token is never a target, every other one is exactly once. A document that is longer than
/// the sequence limit is cut; each part begins at position 0 and sees nothing of the part before.
public struct TrainingSegment: Equatable, Sendable {
  /// The document's place in the list of documents.
  public var document: Int
  /// The first input.
  public var start: Int
  /// The number of inputs and of targets, at least 1.
  public var count: Int
  /// The weight of each target's loss; 0 leaves it out, below 0 unlearns.
  public var factor: Float

  /// Creates a segment.
  public init(document: Int, start: Int, count: Int, factor: Float = 1) {
    self.document = document
    self.start = start
    self.count = count
    self.factor = factor
  }

  /// Cuts documents into segments of at most `limit` targets.
  ///
  /// - Parameters:
  ///   - documents: The token sequences; those of fewer than two tokens have no target.
  ///   - order: Places in `documents` in the order of learning; nil for each once.
  ///   - limit: The most targets of a segment, at least 1.
  /// - Returns: The segments in order.
  public static func segments(
    of documents: [[TokenID]], order: [Int]? = nil, limit: Int
  ) -> [TrainingSegment] {
    precondition(limit > 0, "a segment has targets")
    var segments: [TrainingSegment] = []
    for document in order ?? Array(documents.indices) {
      let targets = documents[document].count - 1
      for start in stride(from: 0, to: max(0, targets), by: limit) {
        segments.append(
          TrainingSegment(document: document, start: start, count: min(limit, targets - start)))
      }
    }
    return segments
  }
}

/// Segments side by side as the rows of one matrix; no row sees those of another segment.
///
/// There is no padding: attention and positions go by segment, all else goes by row.
struct PackedBatch {
  /// Each row's token, `[rows]`.
  private(set) var inputs: [TokenID] = []
  /// What follows it.
  private(set) var targets: [TokenID] = []
  /// The weight of each row's loss.
  private(set) var factors: [Float] = []
  /// The rows of each segment.
  private(set) var segments: [Range<Int>] = []

  var rowCount: Int { inputs.count }

  init(_ parts: some Sequence<TrainingSegment>, of documents: [[TokenID]]) {
    for part in parts {
      let tokens = documents[part.document]
      segments.append(inputs.count..<inputs.count + part.count)
      inputs += tokens[part.start..<part.start + part.count]
      targets += tokens[part.start + 1..<part.start + part.count + 1]
      factors += repeatElement(part.factor, count: part.count)
    }
  }

  /// Groups segments so that no group has more rows than fit, unless it is one segment.
  static func groups(_ parts: [TrainingSegment], capacity: Int) -> [ArraySlice<TrainingSegment>] {
    var groups: [ArraySlice<TrainingSegment>] = []
    var (start, rows) = (0, 0)
    for (index, part) in parts.enumerated() {
      if rows > 0, rows + part.count > capacity {
        groups.append(parts[start..<index])
        (start, rows) = (index, 0)
      }
      rows += part.count
    }
    if start < parts.count { groups.append(parts[start...]) }
    return groups
  }
}
