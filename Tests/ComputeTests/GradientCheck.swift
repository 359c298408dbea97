// SPDX-License-Identifier: Apache-2.0

import Compute

/// One triple's rows in double precision, and the loss that a step is said to descend.
struct TripleLoss {
  var user: [Double]
  var positive: [Double]
  var negative: [Double]
  let step: PairwiseStep

  /// s(u, i) - s(u, j).
  var difference: Double {
    user.indices.reduce(0) { $0 + user[$1] * (positive[$1] - negative[$1]) }
  }

  /// weight * loss(d) + regularization / 2 * the squares of every row that moves.
  var value: Double {
    var squares = 0.0
    if step.moves.contains(.user) { squares += user.reduce(0) { $0 + $1 * $1 } }
    if step.moves.contains(.positive) { squares += positive.reduce(0) { $0 + $1 * $1 } }
    if step.moves.contains(.negative) { squares += negative.reduce(0) { $0 + $1 * $1 } }
    return Double(step.weight) * step.objective.loss(difference)
      + Double(step.regularization) / 2 * squares
  }

  /// The gradient with respect to one row, by central differences.
  func gradient(_ row: WritableKeyPath<TripleLoss, [Double]>) -> [Double] {
    let reach = 1e-5
    return self[keyPath: row].indices.map { column in
      var above = self
      var below = self
      above[keyPath: row][column] += reach
      below[keyPath: row][column] -= reach
      return (above.value - below.value) / (2 * reach)
    }
  }
}

/// Compares what a stepper does to one triple with central differences of the loss it names.
///
/// A stepper is a closure, so that a deliberately wrong one can be shown to be rejected.
struct GradientCheck {
  /// Applies one step of the settings to the triple (0, 0, 1) of two tables.
  typealias Stepper = (PairwiseStep, inout [Float], inout [Float], _ stride: Int, _ width: Int) ->
    Void

  /// The largest relative error of a row's gradient, as a share of its length.
  static let tolerance = 1e-3

  let width: Int
  let seed: UInt64

  private var stride: Int { (width + 15) / 16 * 16 }

  /// A row whose scores with others stay below about 2, the last column as given.
  private func row(_ generator: inout SeededGenerator, last: Float? = nil) -> [Float] {
    let scale = 1 / Double(width).squareRoot().squareRoot()
    var row = (0..<width).map { _ in Float(generator.normal() * scale) }
    if let last { row[width - 1] = last }
    return row + [Float](repeating: 0, count: stride - width)
  }

  /// Says where the stepper departs from the gradient of the loss; empty where it does not.
  func complaints(_ step: PairwiseStep, _ stepper: Stepper) -> [String] {
    var generator = SeededGenerator(seed: Seed(seed))
    var users = row(&generator, last: 1)
    var items = row(&generator) + row(&generator)
    let before = triple(users, items, step)
    stepper(step, &users, &items, stride, width)
    let after = triple(users, items, step)
    let rate = Double(step.learningRate)
    var complaints: [String] = []
    func check(
      _ name: String, _ row: WritableKeyPath<TripleLoss, [Double]>, _ rows: MovableRows,
      columns: Int
    ) {
      let moved = zip(before[keyPath: row], after[keyPath: row]).prefix(columns).map {
        ($0 - $1) / rate
      }
      guard step.moves.contains(rows) else {
        if moved.contains(where: { $0 != 0 }) { complaints.append("\(name) moved") }
        return
      }
      let gradient = Array(before.gradient(row).prefix(columns))
      let error = length(zip(moved, gradient).map { $0 - $1 })
      let limit = GradientCheck.tolerance * max(length(gradient), 1e-3)
      if !(error <= limit) { complaints.append("\(name) off by \(error / length(gradient))") }
    }
    // The user's last column is the constant 1, whatever the gradient says.
    check("user", \.user, .user, columns: width - 1)
    check("positive", \.positive, .positive, columns: width)
    check("negative", \.negative, .negative, columns: width)
    return complaints
  }

  /// Returns how much one step raises d.
  func rise(_ step: PairwiseStep, _ stepper: Stepper) -> Double {
    var generator = SeededGenerator(seed: Seed(seed))
    var users = row(&generator, last: 1)
    var items = row(&generator) + row(&generator)
    let before = triple(users, items, step).difference
    stepper(step, &users, &items, stride, width)
    return triple(users, items, step).difference - before
  }

  private func triple(_ users: [Float], _ items: [Float], _ step: PairwiseStep) -> TripleLoss {
    TripleLoss(
      user: users.prefix(width).map(Double.init), positive: items.prefix(width).map(Double.init),
      negative: items[stride..<stride + width].map(Double.init), step: step)
  }

  private func length(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
