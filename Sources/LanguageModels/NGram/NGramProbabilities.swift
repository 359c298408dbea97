// SPDX-License-Identifier: Apache-2.0

/// Interpolated Kneser-Ney probabilities.
///
/// With `a` the count of an n-gram (how often the longest were seen, after how many different tokens
/// the shorter ones were), `c` a context and `c'` the context without its first token:
///
///     P(w | c) = max(a(cw) - D, 0) / A(c) + D N(c) / A(c) P(w | c')
///
/// where A(c) sums a(cw) over w and N(c) is the number of w with a(cw) above 0. Below the single
/// token lies the uniform distribution. Kneser and Ney, "Improved backing-off for M-gram language
/// modeling", ICASSP 1995; interpolated as in Chen and Goodman, "An empirical study of smoothing
/// techniques for language modeling", 1998, section 4.
public struct NGramProbabilities: Equatable, Sendable {
  let tree: NGramTree
  /// The discount of each order, in 0...1.
  public let discounts: [Double]
  /// The number of tokens.
  public let vocabularyCount: Int
  /// The token that begins sequences; nil where none does.
  public let beginning: TokenID?
  /// A(c) and N(c) of each node.
  private let totals: [UInt64]
  private let kinds: [UInt32]

  init(
    tree: NGramTree, discounts: [Double], vocabularyCount: Int, beginning: TokenID?
  ) {
    self.tree = tree
    self.discounts = discounts
    self.vocabularyCount = vocabularyCount
    self.beginning = beginning
    var totals = [UInt64](repeating: 0, count: tree.tokens.count)
    var kinds = [UInt32](repeating: 0, count: tree.tokens.count)
    for node in tree.tokens.indices {
      for child in tree.children(of: node) where tree.counts[child] > 0 {
        totals[node] += UInt64(tree.counts[child])
        kinds[node] += 1
      }
    }
    (self.totals, self.kinds) = (totals, kinds)
  }

  /// The number of different n-grams that were counted.
  public var nodeCount: Int { tree.tokens.count - 1 }

  /// The longest n-gram.
  public var order: Int { discounts.count }

  /// Returns the probability of a token after others, in 0...1.
  ///
  /// - Parameters:
  ///   - token: A token of the vocabulary.
  ///   - context: What stands before; only the last `order - 1` tokens count.
  /// - Returns: The probability.
  public func probability(of token: TokenID, after context: ArraySlice<TokenID>) -> Double {
    var probability = 1 / Double(vocabularyCount)
    for (node, discount) in steps(context) {
      let child = tree.child(of: node, token)
      let count = child.map { Double(tree.counts[$0]) } ?? 0
      probability = mix(probability, count: count, node, discount)
    }
    return probability
  }

  /// Returns the probabilities of all tokens after others, `[vocabulary]`.
  public func distribution(after context: ArraySlice<TokenID>) -> [Double] {
    var values = [Double](repeating: 1 / Double(vocabularyCount), count: vocabularyCount)
    for (node, discount) in steps(context) {
      let total = Double(totals[node])
      let rest = discount * Double(kinds[node]) / total
      for token in values.indices { values[token] *= rest }
      for child in tree.children(of: node) {
        values[Int(tree.tokens[child])] += max(Double(tree.counts[child]) - discount, 0) / total
      }
    }
    return values
  }

  /// The nodes of the contexts that were seen, the shortest first, with their discounts.
  private func steps(_ context: ArraySlice<TokenID>) -> [(node: Int, discount: Double)] {
    let length = min(order - 1, context.count)
    var steps: [(node: Int, discount: Double)] = []
    for used in 0...length {
      guard let node = node(of: context.suffix(used)), totals[node] > 0 else { continue }
      steps.append((node, discounts[used]))
    }
    return steps
  }

  private func node(of context: ArraySlice<TokenID>) -> Int? {
    var node = 0
    for token in context {
      guard let child = tree.child(of: node, token) else { return nil }
      node = child
    }
    return node
  }

  @inline(__always)
  private func mix(_ lower: Double, count: Double, _ node: Int, _ discount: Double) -> Double {
    let total = Double(totals[node])
    // In this order, so that one token gets what it gets in a whole distribution.
    return lower * (discount * Double(kinds[node]) / total) + max(count - discount, 0) / total
  }
}
