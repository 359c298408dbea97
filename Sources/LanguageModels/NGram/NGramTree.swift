// SPDX-License-Identifier: Apache-2.0

/// N-grams in a tree, children by parent and then by token, in flat arrays.
///
/// Node 0 is the root. Nodes are numbered breadth first, so that the children of a node are
/// consecutive.
struct NGramTree: Equatable, Sendable {
  /// The last token of each n-gram; the root has none.
  private(set) var tokens: [TokenID] = [-1]
  /// What each n-gram counts in the sense of Kneser and Ney.
  private(set) var counts: [UInt32] = [0]
  /// Where the children of each node begin; one more entry than nodes.
  private(set) var firstChildren: [UInt32]

  init(nodeCount: Int) {
    firstChildren = [1]
    firstChildren.reserveCapacity(nodeCount + 1)
    tokens.reserveCapacity(nodeCount)
    counts.reserveCapacity(nodeCount)
  }

  /// Creates a tree from stored arrays; whoever reads them has checked them.
  init(tokens: [TokenID], counts: [UInt32], firstChildren: [UInt32]) {
    (self.tokens, self.counts, self.firstChildren) = (tokens, counts, firstChildren)
  }

  /// Appends a child of the first node that is not closed.
  mutating func append(_ token: TokenID, count: UInt32) {
    tokens.append(token)
    counts.append(count)
  }

  /// Ends the children of the first node that is not closed.
  mutating func closeNode() {
    firstChildren.append(UInt32(tokens.count))
  }

  /// The children of a node.
  func children(of node: Int) -> Range<Int> {
    Int(firstChildren[node])..<Int(firstChildren[node + 1])
  }

  /// The child of a node for a token; nil where there is none.
  func child(of node: Int, _ token: TokenID) -> Int? {
    let range = children(of: node)
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle] < token { low = middle + 1 } else { high = middle }
    }
    return low < range.upperBound && tokens[low] == token ? low : nil
  }
}
