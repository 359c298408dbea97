// SPDX-License-Identifier: Apache-2.0

public import Compute

/// A classifier of sets whose order says nothing: each element is read alone, and the readings are pooled.
///
/// `softmax(V mean_t relu(U x_t + u) + v)`: phi is one layer, rho another, the pool a mean (Zaheer et al.,
/// "Deep Sets", 2017, arXiv 1703.06114, theorem 2). Learned by Adam on the mean log loss of all training
/// sets, with weight decay apart from the gradient (Loshchilov and Hutter, "Decoupled Weight Decay
/// Regularization", 2019, arXiv 1711.05101), for a fixed number of passes, so that nothing is looked at to
/// decide when to stop. Elements are summed in the order of their rows; another order changes the last
/// bits at most.
public struct SetPooling: Sendable {
  /// How it is learned.
  public struct Settings: Equatable, Sendable {
    /// How many numbers an element is read into.
    public var width = 16
    /// How often all sets are gone through.
    public var passCount = 60
    /// The step of Adam.
    public var rate = 0.02
    /// The share of each weight that a pass takes away, over the rate.
    public var decay = 0.05

    /// Creates the usual settings.
    public init() {}
  }

  /// The number of labels.
  public let labelCount: Int
  /// U, u, V and v, one after the other: `[columns][width]`, `[width]`, `[width][labels]`, `[labels]`.
  let parameters: [Double]
  private let shape: SetShape

  /// Learns from some sets.
  ///
  /// - Parameters:
  ///   - rows: The elements of all sets.
  ///   - sets: The rows of each set; an empty one is pooled to nothing.
  ///   - labels: The label of each training set, `[training]`, in `0..<labelCount`.
  ///   - labelCount: The number of labels.
  ///   - training: The sets to learn from, at least one.
  ///   - settings: How to learn.
  ///   - seed: The seed of the first weights.
  public init(
    _ rows: SparseRows, sets: [Range<Int>], labels: [Int], labelCount: Int, training: [Int],
    settings: Settings = Settings(), seed: Seed
  ) {
    precondition(!training.isEmpty && labels.count == training.count, "a label for each set")
    let shape = SetShape(
      columnCount: rows.columnCount, width: settings.width, labelCount: labelCount)
    var parameters = shape.first(seed)
    var (means, squares) = (
      [Double](repeating: 0, count: parameters.count),
      [Double](repeating: 0, count: parameters.count)
    )
    for pass in 1...max(settings.passCount, 1) {
      let gradient = shape.gradient(
        parameters, rows, training.map { sets[$0] }, labels: labels)
      // Kingma and Ba, 2015, arXiv 1412.6980, algorithm 1, with its usual constants.
      let (first, second) = (
        1 - SpecialFunctions.pow(0.9, Double(pass)), 1 - SpecialFunctions.pow(0.999, Double(pass))
      )
      for place in parameters.indices {
        means[place] = 0.9 * means[place] + 0.1 * gradient[place]
        squares[place] = 0.999 * squares[place] + 0.001 * gradient[place] * gradient[place]
        let step = means[place] / first / ((squares[place] / second).squareRoot() + 1e-8)
        parameters[place] -= settings.rate * (step + settings.decay * parameters[place])
      }
    }
    self.labelCount = labelCount
    self.parameters = parameters
    self.shape = shape
  }

  /// The probability of each label of a set.
  ///
  /// - Parameters:
  ///   - set: The rows of its elements.
  ///   - rows: Elements over the columns that were learned from.
  /// - Returns: `[labels]`, with the sum 1.
  public func probabilities(of set: Range<Int>, in rows: SparseRows) -> [Double] {
    var pass = SetPass(shape, parameters, rows, set)
    KernelProblem.normalize(&pass.scores, at: 0, labelCount)
    return pass.scores
  }
}

/// Where the weights of a set pool lie, and what they do.
struct SetShape: Sendable {
  let columnCount: Int
  let width: Int
  let labelCount: Int

  /// Where u, V and v begin.
  var hiddenBias: Int { columnCount * width }
  var outer: Int { hiddenBias + width }
  var outerBias: Int { outer + width * labelCount }
  var count: Int { outerBias + labelCount }

  /// Weights to begin with: normal, of the spread that keeps the size of what goes through.
  func first(_ seed: Seed) -> [Double] {
    var generator = SeededGenerator(seed: seed.derive("set-pooling"), stream: 0)
    var parameters = [Double](repeating: 0, count: count)
    // Rows have length 1 at most, so that a column's weights stand for the whole of a row.
    for place in 0..<hiddenBias { parameters[place] = generator.normal() * 0.3 }
    let spread = (1 / Double(width)).squareRoot()
    for place in outer..<outerBias { parameters[place] = generator.normal() * spread }
    return parameters
  }

  /// The gradient of the mean log loss of some sets.
  func gradient(
    _ parameters: [Double], _ rows: SparseRows, _ sets: [Range<Int>], labels: [Int]
  ) -> [Double] {
    var gradient = [Double](repeating: 0, count: count)
    let share = 1 / Double(sets.count)
    for (set, label) in zip(sets, labels) {
      var pass = SetPass(self, parameters, rows, set)
      KernelProblem.normalize(&pass.scores, at: 0, labelCount)
      pass.scores[label] -= 1
      pass.addGradient(self, parameters, rows, set, share, to: &gradient)
    }
    return gradient
  }

  /// The mean log loss of some sets.
  func loss(
    _ parameters: [Double], _ rows: SparseRows, _ sets: [Range<Int>], labels: [Int]
  ) -> Double {
    var loss = 0.0
    for (set, label) in zip(sets, labels) {
      var pass = SetPass(self, parameters, rows, set)
      KernelProblem.normalize(&pass.scores, at: 0, labelCount)
      loss -= SpecialFunctions.log(max(pass.scores[label], 1e-300))
    }
    return loss / Double(sets.count)
  }
}

/// One set on its way through the layers.
private struct SetPass {
  /// What each element was read into, `[elements][width]`, 0 where it was below.
  private var hidden: [Double]
  /// The mean of these, `[width]`.
  private var pooled: [Double]
  /// One score for each label; later its slope.
  var scores: [Double]

  init(_ shape: SetShape, _ parameters: [Double], _ rows: SparseRows, _ set: Range<Int>) {
    let width = shape.width
    hidden = []
    hidden.reserveCapacity(set.count * width)
    pooled = [Double](repeating: 0, count: width)
    var read = [Double](repeating: 0, count: width)
    for row in set {
      for unit in 0..<width { read[unit] = parameters[shape.hiddenBias + unit] }
      rows.addProducts(row, parameters, to: &read)
      for unit in 0..<width {
        let value = max(read[unit], 0)
        hidden.append(value)
        pooled[unit] += value
      }
    }
    let share = set.isEmpty ? 0 : 1 / Double(set.count)
    for unit in 0..<width { pooled[unit] *= share }
    scores = Array(parameters[shape.outerBias..<shape.count])
    for unit in 0..<width {
      let start = shape.outer + unit * shape.labelCount
      for label in 0..<shape.labelCount { scores[label] += pooled[unit] * parameters[start + label] }
    }
  }

  /// Adds what the set's slopes, times a share, change about the weights.
  func addGradient(
    _ shape: SetShape, _ parameters: [Double], _ rows: SparseRows, _ set: Range<Int>,
    _ share: Double, to gradient: inout [Double]
  ) {
    var slopes = [Double](repeating: 0, count: shape.width)
    for unit in 0..<shape.width {
      let start = shape.outer + unit * shape.labelCount
      for label in 0..<shape.labelCount {
        gradient[start + label] += share * pooled[unit] * scores[label]
        slopes[unit] += parameters[start + label] * scores[label]
      }
    }
    for label in 0..<shape.labelCount {
      gradient[shape.outerBias + label] += share * scores[label]
    }
    let part = set.isEmpty ? 0 : share / Double(set.count)
    var own = [Double](repeating: 0, count: shape.width)
    for (number, row) in set.enumerated() {
      for unit in 0..<shape.width {
        own[unit] = hidden[number * shape.width + unit] > 0 ? part * slopes[unit] : 0
        gradient[shape.hiddenBias + unit] += own[unit]
      }
      rows.addOuter(row, own, to: &gradient)
    }
  }
}
