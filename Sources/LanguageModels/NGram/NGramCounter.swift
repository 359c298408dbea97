// SPDX-License-Identifier: Apache-2.0

/// Counts the n-grams of token sequences in a tree: a node is an n-gram, its parent what it begins
/// with.
///
/// Sequences are never joined: no n-gram spans two of them.
public struct NGramCounter: Sendable {
  /// The longest n-gram that is counted, at least 1.
  public let order: Int
  /// The number of tokens of the vocabulary.
  public let vocabularyCount: Int
  /// The token that begins sequences; nil where none does.
  public let beginning: TokenID?

  private var table = NodeTable()
  /// How often each n-gram was seen; the root comes first.
  private var counts: [UInt32] = [0]
  /// After how many different tokens each n-gram was seen.
  private var continuations: [UInt32] = [0]
  private var depths: [UInt8] = [0]
  /// Whether an n-gram begins with the token that begins sequences.
  private var isInitial: [Bool] = [false]

  /// Creates an empty counter.
  ///
  /// - Parameters:
  ///   - order: The longest n-gram, in 1...16.
  ///   - vocabularyCount: The number of tokens, at least 1.
  ///   - beginning: The token that begins each sequence, where one does.
  public init(order: Int, vocabularyCount: Int, beginning: TokenID?) {
    precondition((1...16).contains(order) && vocabularyCount > 0, "an order and a vocabulary")
    self.order = order
    self.vocabularyCount = vocabularyCount
    self.beginning = beginning
  }

  /// Counts the n-grams of one sequence; its tokens lie in the vocabulary.
  public mutating func add(_ sequence: [TokenID]) {
    // Nodes of the n-grams that end at the token before, by length.
    var previous = [UInt32](repeating: 0, count: order + 1)
    var current = previous
    for (position, token) in sequence.enumerated() {
      precondition(token >= 0 && Int(token) < vocabularyCount, "a token of the vocabulary")
      for length in 1...min(order, position + 1) {
        current[length] = child(of: previous[length - 1], token, suffix: current[length - 1])
      }
      swap(&previous, &current)
    }
  }

  private mutating func child(of parent: UInt32, _ token: TokenID, suffix: UInt32) -> UInt32 {
    let candidate = UInt32(counts.count)
    let node = table.insert(parent, token, candidate: candidate)
    if node == candidate {
      counts.append(0)
      continuations.append(0)
      depths.append(depths[Int(parent)] + 1)
      isInitial.append(parent == 0 ? token == beginning : isInitial[Int(parent)])
      // The n-gram without its first token was seen after one more token.
      if suffix != 0 { continuations[Int(suffix)] += 1 }
    }
    counts[Int(node)] += 1
    return node
  }

  /// Returns the model of what was counted.
  ///
  /// - Parameter discounts: What is taken from each count, in 0...1, by order from the single token
  ///   up; nil estimates each as n1 / (n1 + 2 n2) from the numbers of n-grams that count once and
  ///   twice (Ney, Essen and Kneser, "On structuring probabilistic dependences in stochastic
  ///   language modelling", 1994).
  /// - Returns: The model.
  public func probabilities(discounts: [Double]? = nil) -> NGramProbabilities {
    precondition(discounts.map { $0.count == order } ?? true, "one discount for each order")
    let tree = tree()
    let discounts = discounts ?? (1...order).map { estimatedDiscount(length: $0) }
    return NGramProbabilities(
      tree: tree, discounts: discounts, vocabularyCount: vocabularyCount, beginning: beginning)
  }

  /// The n-grams breadth first, so that the children of a node are consecutive.
  private func tree() -> NGramTree {
    let entries = table.sorted()
    var firsts = [Int](repeating: 0, count: counts.count + 1)
    for entry in entries { firsts[Int(entry.key >> 32) + 1] += 1 }
    for node in counts.indices { firsts[node + 1] += firsts[node] }
    var tree = NGramTree(nodeCount: counts.count)
    var order: [UInt32] = [0]
    order.reserveCapacity(counts.count)
    var next = 0
    while next < order.count {
      let node = Int(order[next])
      for entry in entries[firsts[node]..<firsts[node + 1]] {
        order.append(entry.node)
        tree.append(
          TokenID(truncatingIfNeeded: entry.key), count: effectiveCount(Int(entry.node)))
      }
      tree.closeNode()
      next += 1
    }
    return tree
  }

  /// What Kneser and Ney count: occurrences of the longest n-grams and of those that begin a
  /// sequence, and the different tokens before all others.
  private func effectiveCount(_ node: Int) -> UInt32 {
    Int(depths[node]) == order || isInitial[node] && depths[node] > 1
      ? counts[node] : continuations[node]
  }

  private func estimatedDiscount(length: Int) -> Double {
    var (once, twice) = (0, 0)
    for node in counts.indices where Int(depths[node]) == length {
      switch effectiveCount(node) {
      case 1: once += 1
      case 2: twice += 1
      default: break
      }
    }
    // Without n-grams that count once nothing can be estimated; a half is the usual choice.
    return once == 0 ? 0.5 : Double(once) / Double(once + 2 * twice)
  }
}
