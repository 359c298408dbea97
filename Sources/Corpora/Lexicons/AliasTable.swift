// SPDX-License-Identifier: Apache-2.0

/// Draws indices in proportion to integer weights, one table look-up a draw.
///
/// Walker's alias method (A. J. Walker, "An Efficient Method for Generating Discrete Random
/// Variables with General Distributions", ACM Transactions on Mathematical Software 3(3), 1977,
/// doi:10.1145/355744.355749), built as Vose does, with integers alone: the same weights give the
/// same draws on any machine. An index is drawn from one 64-bit word; its probability differs from
/// weight / total by less than count / 2^64.
///
/// The entries can be cut into segments of consecutive indices, such as the cities of one region;
/// each segment is then a table of its own, and draws are made from segments alone.
public struct AliasTable: Sendable {
  /// What is drawn at the end of one column: its own index up to the threshold, or the other.
  private struct Column {
    var threshold: UInt64
    var other: UInt32
  }

  private let columns: [Column]

  /// Builds the table of weights of at least one.
  ///
  /// - Parameters:
  ///   - weights: One for each index; their sum times their count is below 2^63.
  ///   - segments: Ranges that cover all indices in order; the whole if nil.
  init(weights: [UInt32], segments: [Range<Int>]? = nil) {
    var columns = weights.indices.map { Column(threshold: .max, other: UInt32($0)) }
    for segment in segments ?? [weights.indices] {
      AliasTable.fill(&columns, weights, segment)
    }
    self.columns = columns
  }

  /// The number of indices.
  public var count: Int { columns.count }

  /// Returns the index that a uniform word stands for.
  @inline(__always)
  public func index(for word: UInt64) -> Int {
    index(for: word, in: 0..<columns.count)
  }

  /// Returns the index within a segment that a uniform word stands for; the segment is not empty.
  @inline(__always)
  public func index(for word: UInt64, in segment: Range<Int>) -> Int {
    let (column, rest) = word.multipliedFullWidth(by: UInt64(segment.count))
    let own = segment.lowerBound &+ Int(column)
    let entry = columns[own]
    return rest <= entry.threshold ? own : Int(entry.other)
  }

  /// Lets every column of the segment end with as much of a richer index as it lacks itself.
  private static func fill(_ columns: inout [Column], _ weights: [UInt32], _ segment: Range<Int>) {
    let size = UInt64(segment.count)
    let total = segment.reduce(UInt64(0)) { $0 + UInt64(weights[$1]) }
    var left = segment.map { UInt64(weights[$0]) * size }
    var poor = segment.indices.filter { left[$0 - segment.lowerBound] < total }
    var rich = segment.indices.filter { left[$0 - segment.lowerBound] >= total }
    while let low = poor.popLast(), let high = rich.last {
      let own = left[low - segment.lowerBound]
      columns[low].threshold = total.dividingFullWidth((own, 0)).quotient
      columns[low].other = UInt32(high)
      left[high - segment.lowerBound] -= total - own
      if left[high - segment.lowerBound] < total {
        rich.removeLast()
        poor.append(high)
      }
    }
  }
}
