// SPDX-License-Identifier: Apache-2.0

import Compute

/// A linear classifier of several labels that is learned in the span of its examples.
///
/// Minimizes the mean of `-log softmax(B x_i + c)[y_i]` and `penalty / 2 |B|^2`, as `SoftmaxRegression`
/// does. At the minimum every row of B is a sum of examples (the representer theorem), `B = A' X`, so that
/// products of examples are all that is needed: with n examples a step costs O(n^2 labels), however many
/// columns there are, which for texts are a thousand times as many. By L-BFGS with the inner product of
/// the columns' space (Nocedal and Wright, "Numerical Optimization", 2006, algorithm 7.5), so that steps
/// are those that the same method would take on B itself. No draw; the same table gives the same weights.
/// With `penalty = 1 / (C n)` it is scikit-learn's `LogisticRegression(C=C)` for three labels and more.
public struct KernelSoftmax: Sendable {
  /// The number of labels.
  public let labelCount: Int
  /// The examples that were learned from, as columns of product tables.
  public let training: [Int]
  /// The length of the gradient where learning ended.
  public let residual: Double
  /// The number of steps.
  public let stepCount: Int
  /// `[training][labels]`.
  private let coefficients: [Double]
  /// What is added for each label.
  private let intercepts: [Double]

  /// Learns from some examples.
  ///
  /// - Parameters:
  ///   - products: The examples' products with one another, `[examples][examples]`.
  ///   - labels: The label of each training example, `[training]`, in `0..<labelCount`.
  ///   - labelCount: The number of labels.
  ///   - training: The examples to learn from, at least one.
  ///   - penalty: The weight of the quadratic term, above 0.
  ///   - stepLimit: The most steps.
  ///   - tolerance: The length of the gradient that ends the steps.
  public init(
    _ products: ProductTable, labels: [Int], labelCount: Int, training: [Int], penalty: Double,
    stepLimit: Int = 500, tolerance: Double = 1e-5
  ) {
    precondition(!training.isEmpty && penalty > 0, "examples and a penalty")
    precondition(labels.count == training.count, "a label for each example")
    let problem = KernelProblem(
      products: products.part(training, training), labels: labels, labelCount: labelCount,
      penalty: penalty)
    let found = problem.minimum(stepLimit: stepLimit, tolerance: tolerance)
    self.labelCount = labelCount
    self.training = training
    (residual, stepCount) = (found.residual, found.stepCount)
    coefficients = Array(found.point.prefix(training.count * labelCount))
    intercepts = Array(found.point.suffix(labelCount))
  }

  /// The probability of each label of a row.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - products: Rows' products with the examples, `[rows][examples]`.
  /// - Returns: `[labels]`, with the sum 1.
  public func probabilities(of row: Int, in products: ProductTable) -> [Double] {
    var scores = intercepts
    let start = row * products.columnCount
    for (place, example) in training.enumerated() {
      let product = products.values[start + example]
      guard product != 0 else { continue }
      for label in 0..<labelCount {
        scores[label] += product * coefficients[place * labelCount + label]
      }
    }
    KernelProblem.normalize(&scores, at: 0, labelCount)
    return scores
  }
}

/// The loss of a kernel classifier, its gradient, and the way to its minimum.
///
/// A point is A, `[n][labels]`, and after it c, `[labels]`. Beside each vector stands its image under the
/// table of products, so that an inner product costs no more than one of lists.
struct KernelProblem {
  let products: [Double]
  let labels: [Int]
  let labelCount: Int
  let penalty: Double

  private var count: Int { labels.count }
  private var size: Int { labels.count * labelCount }

  /// A vector and its image.
  private struct Pair {
    var own: [Double]
    var image: [Double]
  }

  /// How many steps are remembered.
  private static let memory = 10

  /// Where the loss is least, as far as it was sought.
  func minimum(
    stepLimit: Int, tolerance: Double
  ) -> (point: [Double], residual: Double, stepCount: Int) {
    let zero = [Double](repeating: 0, count: size + labelCount)
    var point = Pair(own: zero, image: zero)
    var (loss, gradient) = evaluate(point)
    var steps: [(step: Pair, change: Pair, product: Double)] = []
    var residual = inner(gradient, gradient).squareRoot()
    var taken = 0
    while taken < stepLimit, residual > tolerance {
      let direction = direction(gradient, steps)
      let slope = inner(direction, gradient)
      guard slope < 0, let next = search(point, direction, loss, slope) else { break }
      let (nextLoss, nextGradient) = evaluate(next)
      let step = difference(next, point)
      let change = difference(nextGradient, gradient)
      let product = inner(step, change)
      if product > 1e-18 { steps.append((step, change, product)) }
      if steps.count > KernelProblem.memory { steps.removeFirst() }
      (point, loss, gradient) = (next, nextLoss, nextGradient)
      residual = inner(gradient, gradient).squareRoot()
      taken += 1
    }
    return (point.own, residual, taken)
  }

  /// The loss at a point and its gradient in the columns' space.
  private func evaluate(_ point: Pair) -> (Double, Pair) {
    var scores = scores(point)
    var loss = 0.0
    let share = 1 / Double(count)
    var slopes = [Double](repeating: 0, count: labelCount)
    for row in 0..<count {
      let start = row * labelCount
      KernelProblem.normalize(&scores, at: start, labelCount)
      loss -= SpecialFunctions.log(max(scores[start + labels[row]], 1e-300)) * share
      scores[start + labels[row]] -= 1
      for label in 0..<labelCount {
        scores[start + label] *= share
        slopes[label] += scores[start + label]
      }
    }
    var square = 0.0
    for place in 0..<size { square += point.own[place] * point.image[place] }
    let image = image(of: scores)
    var gradient = Pair(own: scores + slopes, image: image + slopes)
    for place in 0..<size {
      gradient.own[place] += penalty * point.own[place]
      gradient.image[place] += penalty * point.image[place]
    }
    return (loss + penalty / 2 * square, gradient)
  }

  private func scores(_ point: Pair) -> [Double] {
    var scores = Array(point.image.prefix(size))
    for row in 0..<count {
      for label in 0..<labelCount { scores[row * labelCount + label] += point.own[size + label] }
    }
    return scores
  }

  /// The table of products times a vector.
  private func image(of vector: [Double]) -> [Double] {
    var image = [Double](repeating: 0, count: size)
    let (products, vector) = (products.span, vector.span)
    for row in 0..<count {
      for other in 0..<count {
        let product = products[row * count + other]
        for label in 0..<labelCount {
          image[row * labelCount + label] += product * vector[other * labelCount + label]
        }
      }
    }
    return image
  }

  private func inner(_ one: Pair, _ other: Pair) -> Double {
    var sum = 0.0
    for place in one.own.indices { sum += one.own[place] * other.image[place] }
    return sum
  }

  private func difference(_ one: Pair, _ other: Pair) -> Pair {
    Pair(
      own: zip(one.own, other.own).map(-), image: zip(one.image, other.image).map(-))
  }

  private func add(_ other: Pair, times factor: Double, to one: inout Pair) {
    for place in one.own.indices {
      one.own[place] += factor * other.own[place]
      one.image[place] += factor * other.image[place]
    }
  }

  /// The two-loop recursion.
  private func direction(
    _ gradient: Pair, _ steps: [(step: Pair, change: Pair, product: Double)]
  ) -> Pair {
    var direction = gradient
    var factors: [Double] = []
    for past in steps.reversed() {
      let factor = inner(past.step, direction) / past.product
      factors.append(factor)
      add(past.change, times: -factor, to: &direction)
    }
    if let last = steps.last {
      let scale = last.product / max(inner(last.change, last.change), 1e-300)
      for place in direction.own.indices {
        direction.own[place] *= scale
        direction.image[place] *= scale
      }
    }
    for (past, factor) in zip(steps, factors.reversed()) {
      let own = inner(past.change, direction) / past.product
      add(past.step, times: factor - own, to: &direction)
    }
    for place in direction.own.indices {
      direction.own[place] = -direction.own[place]
      direction.image[place] = -direction.image[place]
    }
    return direction
  }

  /// The first point on the way that lowers the loss enough (Armijo); nil where none does.
  private func search(_ point: Pair, _ direction: Pair, _ loss: Double, _ slope: Double) -> Pair? {
    var length = 1.0
    for _ in 0..<40 {
      var next = point
      add(direction, times: length, to: &next)
      if value(next) <= loss + 1e-4 * length * slope { return next }
      length /= 2
    }
    return nil
  }

  private func value(_ point: Pair) -> Double {
    var scores = scores(point)
    var loss = 0.0
    for row in 0..<count {
      KernelProblem.normalize(&scores, at: row * labelCount, labelCount)
      loss -= SpecialFunctions.log(max(scores[row * labelCount + labels[row]], 1e-300))
    }
    var square = 0.0
    for place in 0..<size { square += point.own[place] * point.image[place] }
    return loss / Double(count) + penalty / 2 * square
  }

  /// Turns the scores of one row into probabilities.
  static func normalize(_ scores: inout [Double], at start: Int, _ labelCount: Int) {
    var largest = -Double.infinity
    for label in start..<start + labelCount { largest = max(largest, scores[label]) }
    var sum = 0.0
    for label in start..<start + labelCount {
      scores[label] = SpecialFunctions.exp(scores[label] - largest)
      sum += scores[label]
    }
    for label in start..<start + labelCount { scores[label] /= sum }
  }
}
