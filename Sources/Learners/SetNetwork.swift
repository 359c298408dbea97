// SPDX-License-Identifier: Apache-2.0

public import Compute

/// A network over sets of rows whose answer does not depend on their order: DeepSets.
///
/// `softmax(C relu(B mean(relu(A x + a)) + b) + c)`: phi is one layer over each row, pooling is the
/// mean, rho is two layers. The mean of no rows is 0. Zaheer et al., "Deep Sets", 2017,
/// arXiv:1703.06114, theorem 2.
public struct SetNetwork: Sendable {
  /// How many numbers stand at each place: columns, width of phi, width of rho, labels.
  public struct Shape: Equatable, Sendable {
    /// The columns of rows.
    public var columns: Int
    /// The width of phi.
    public var inner: Int
    /// The width of rho.
    public var outer: Int
    /// The number of labels.
    public var labels: Int

    /// Creates a shape.
    public init(columns: Int, inner: Int, outer: Int, labels: Int) {
      self.columns = columns
      self.inner = inner
      self.outer = outer
      self.labels = labels
    }

    /// Where a, B, b, C and c start among the parameters, A at 0; and their number.
    var starts: (a: Int, outer: Int, b: Int, labels: Int, c: Int, count: Int) {
      let a = columns * inner
      let outerStart = a + inner
      let b = outerStart + inner * outer
      let labelStart = b + outer
      let c = labelStart + outer * labels
      return (a, outerStart, b, labelStart, c, c + labels)
    }
  }

  /// The widths.
  public let shape: Shape
  /// All parameters, A by column first: `[columns][inner]`, a, `[inner][outer]`, b, `[outer][labels]`, c.
  public package(set) var parameters: [Double]

  /// Draws the parameters: He et al., 2015, arXiv:1502.01852; offsets start at 0.
  public init(_ shape: Shape, seed: Seed) {
    self.shape = shape
    let starts = shape.starts
    parameters = [Double](repeating: 0, count: starts.count)
    var generator = SeededGenerator(seed: seed.derive("set-network"))
    // Rows have length 1, so that the first layer's sums have the variance of one weight. It is small,
    // since grams that no training set has keep their first weights and are nothing but noise.
    for place in 0..<starts.a { parameters[place] = 0.1 * generator.normal() }
    let inner = (2 / Double(shape.inner)).squareRoot()
    for place in starts.outer..<starts.b { parameters[place] = inner * generator.normal() }
    let outer = (1 / Double(shape.outer)).squareRoot()
    for place in starts.labels..<starts.c { parameters[place] = outer * generator.normal() }
  }

  /// What a pass forward leaves for the pass back.
  private struct Trace {
    var hidden: [[Double]]
    var pooled: [Double]
    var outer: [Double]
    var probabilities: [Double]
    var logSum: Double
    var ownScores: [Double]
  }

  private func trace(_ set: [Int], _ rows: SparseRows) -> Trace {
    let starts = shape.starts
    var pooled = [Double](repeating: 0, count: shape.inner)
    var hidden: [[Double]] = []
    for row in set {
      var sums = Array(parameters[starts.a..<starts.outer])
      rows.addProducts(row, parameters, to: &sums)
      for place in sums.indices {
        sums[place] = max(0, sums[place])
        pooled[place] += sums[place] / Double(set.count)
      }
      hidden.append(sums)
    }
    let outer = layer(pooled, weights: starts.outer, offsets: starts.b, width: shape.outer)
      .map { max(0, $0) }
    let scores = layer(outer, weights: starts.labels, offsets: starts.c, width: shape.labels)
    var probabilities = scores
    let logSum = softmax(&probabilities)
    return Trace(
      hidden: hidden, pooled: pooled, outer: outer, probabilities: probabilities, logSum: logSum,
      ownScores: scores)
  }

  private func layer(_ input: [Double], weights: Int, offsets: Int, width: Int) -> [Double] {
    var sums = Array(parameters[offsets..<offsets + width])
    for (place, value) in input.enumerated() where value != 0 {
      for out in 0..<width { sums[out] += value * parameters[weights + place * width + out] }
    }
    return sums
  }

  /// Returns the probability of each label, `[labels]`, of a set of rows.
  public func probabilities(_ set: [Int], of rows: SparseRows) -> [Double] {
    trace(set, rows).probabilities
  }

  /// Returns `-log` of the probability of a set's label.
  package func loss(_ set: [Int], _ label: Int, _ rows: SparseRows) -> Double {
    let trace = trace(set, rows)
    return trace.logSum - trace.ownScores[label]
  }

  /// Adds a share of the gradient of a set's loss, laid out as `parameters`.
  package func addGradient(
    _ set: [Int], _ label: Int, _ rows: SparseRows, share: Double, to gradient: inout [Double]
  ) {
    let trace = trace(set, rows)
    let starts = shape.starts
    var top = trace.probabilities
    top[label] -= 1
    for place in top.indices { top[place] *= share }
    let outer = back(
      top, from: trace.outer, weights: starts.labels, offsets: starts.c, &gradient)
    let inner = back(
      outer, from: trace.pooled, weights: starts.outer, offsets: starts.b, &gradient, gate: false)
    for (row, hidden) in zip(set, trace.hidden) {
      let slopes = inner.indices.map { hidden[$0] > 0 ? inner[$0] / Double(set.count) : 0 }
      rows.forEachEntry(of: row) { column, value in
        let first = column * shape.inner
        for place in slopes.indices { gradient[first + place] += value * slopes[place] }
      }
      for place in slopes.indices { gradient[starts.a + place] += slopes[place] }
    }
  }

  /// Adds the gradient of a layer, and returns the slopes of its input, shut where a gate was shut.
  private func back(
    _ slopes: [Double], from input: [Double], weights: Int, offsets: Int,
    _ gradient: inout [Double], gate: Bool = true
  ) -> [Double] {
    var below = [Double](repeating: 0, count: input.count)
    for (place, value) in input.enumerated() {
      let first = weights + place * slopes.count
      for out in slopes.indices {
        gradient[first + out] += value * slopes[out]
        below[place] += parameters[first + out] * slopes[out]
      }
      if gate && value <= 0 { below[place] = 0 }
    }
    for out in slopes.indices { gradient[offsets + out] += slopes[out] }
    return below
  }
}
