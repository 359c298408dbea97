// SPDX-License-Identifier: Apache-2.0

/// A minimum of a smooth function, found by a limited-memory quasi-Newton method.
///
/// Directions of L-BFGS with the last ten steps, and steps halved until Armijo's condition holds: Liu
/// and Nocedal, "On the Limited Memory BFGS Method for Large Scale Optimization", 1989,
/// doi:10.1007/BF01589116. No draw: the same function gives the same bits.
struct QuasiNewton {
  /// Where it ended.
  private(set) var point: [Double]
  /// The gradient there.
  private(set) var gradient: [Double]
  /// The function's value there.
  private(set) var value: Double
  /// The number of steps taken.
  private(set) var stepCount = 0

  private struct Step {
    let move: [Double]
    let change: [Double]
    let scale: Double
  }
  private var steps: [Step] = []

  /// Minimizes from a start until the largest derivative is at most the tolerance.
  ///
  /// - Parameters:
  ///   - start: The first point.
  ///   - tolerance: The largest derivative that counts as none.
  ///   - limit: The most steps.
  ///   - evaluate: Writes the gradient at a point and returns the value.
  init(
    from start: [Double], tolerance: Double, limit: Int,
    _ evaluate: ([Double], inout [Double]) -> Double
  ) {
    point = start
    gradient = [Double](repeating: 0, count: start.count)
    value = evaluate(start, &gradient)
    while stepCount < limit, gradient.contains(where: { abs($0) > tolerance }) {
      guard advance(evaluate) else { break }
      stepCount += 1
    }
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for place in a.indices { sum += a[place] * b[place] }
    return sum
  }

  private func direction() -> [Double] {
    var direction = gradient.map { -$0 }
    var shares: [Double] = []
    for step in steps.reversed() {
      let share = QuasiNewton.product(step.move, direction) / step.scale
      for place in direction.indices { direction[place] -= share * step.change[place] }
      shares.append(share)
    }
    if let last = steps.last {
      let ratio = last.scale / QuasiNewton.product(last.change, last.change)
      for place in direction.indices { direction[place] *= ratio }
    }
    for (step, share) in zip(steps, shares.reversed()) {
      let back = share - QuasiNewton.product(step.change, direction) / step.scale
      for place in direction.indices { direction[place] += back * step.move[place] }
    }
    return direction
  }

  /// Takes one step; false where none lowers the value any more.
  private mutating func advance(_ evaluate: ([Double], inout [Double]) -> Double) -> Bool {
    let direction = direction()
    let slope = QuasiNewton.product(direction, gradient)
    guard slope < 0 else { return false }
    var length =
      steps.isEmpty ? min(1, 1 / QuasiNewton.product(gradient, gradient).squareRoot()) : 1
    var nextGradient = gradient
    for _ in 0..<40 {
      let next = point.indices.map { point[$0] + length * direction[$0] }
      let nextValue = evaluate(next, &nextGradient)
      // A hair of room, so that rounding does not stop it short of the minimum.
      if nextValue <= value + 1e-4 * length * slope + 1e-14 * abs(value) {
        let move = direction.map { length * $0 }
        let change = gradient.indices.map { nextGradient[$0] - gradient[$0] }
        let scale = QuasiNewton.product(move, change)
        if scale > 1e-300 { steps.append(Step(move: move, change: change, scale: scale)) }
        if steps.count > 10 { steps.removeFirst() }
        (point, gradient, value) = (next, nextGradient, nextValue)
        return true
      }
      length /= 2
    }
    return false
  }
}
