// SPDX-License-Identifier: Apache-2.0

internal import Compute

extension SkewNormal {
  /// A distribution that was fitted to scores.
  public struct Fit: Equatable, Sendable {
    /// Where the search for the likelihood's maximum ended.
    public let distribution: SkewNormal
    /// Whether the search ended by itself.
    ///
    /// Where it did not, the likelihood mostly grows with the shape without end, as it does for
    /// scores that begin as steeply as a half of a normal distribution; the shape is then arbitrary.
    public let isConverged: Bool
  }

  /// Fits a distribution to scores by maximum likelihood.
  ///
  /// Starts where the first three moments are the sample's, skewness held within -0.99...0.99, and
  /// lets a simplex descend on the negative log-likelihood until it is smaller than `tolerance` in
  /// every parameter and in value, or 600 evaluations were made (6,000 below the default). With the
  /// default the path and its end are those of SciPy's `skewnorm.fit`, by which TensorFlow Privacy
  /// extrapolates exposure; that end lies near the maximum, not on it, and a smaller tolerance comes
  /// closer. Where the search does not converge its end depends on rounding, ours and SciPy's: we
  /// found exposures within 3e-4 bits of each other. O(n) an evaluation.
  ///
  /// - Parameters:
  ///   - scores: Finite scores, at least three and not all equal.
  ///   - tolerance: Where the simplex stops, above 0; absolute, in nats and the scores' own units.
  /// - Returns: The distribution, and whether it is where the search wanted to go.
  /// - Throws: Too few scores, scores that are not finite or all equal, a tolerance out of range.
  public static func fit(_ scores: [Double], tolerance: Double = 1e-4) throws(StatisticsError)
    -> Fit
  {
    try checkFinite(scores, "reference scores", atLeast: 3)
    try checkPositive(tolerance, "tolerance")
    let start = try SkewNormal(momentsOf: scores)
    let simplex = Simplex(
      around: [start.shape, start.location, start.scale], tolerance: tolerance,
      evaluationLimit: tolerance < 1e-4 ? 6000 : 600
    ) { point in
      guard point[2] > 0, point[0].isFinite else { return .infinity }
      return SkewNormal(valid: point[1], point[2], point[0]).negativeLogLikelihood(of: scores)
    }
    let end = simplex.minimum
    return Fit(
      distribution: try SkewNormal(location: end[1], scale: end[2], shape: end[0]),
      isConverged: simplex.isConverged)
  }

  /// The distribution with the sample's mean, variance and, as far as it can be, skewness.
  private init(momentsOf scores: [Double]) throws(StatisticsError) {
    let count = Double(scores.count)
    let centre = sum(scores) / count
    var (squares, cubes) = (0.0, 0.0)
    for score in scores {
      let gap = score - centre
      squares += gap * gap
      cubes += gap * gap * gap
    }
    let variance = squares / count
    guard variance > 0 else {
      throw StatisticsError(
        .undefined, "All \(scores.count) reference scores are equal.",
        remedy: "Give references that differ; no distribution can be fitted to one value.")
    }
    let skewness = cubes / count / (variance * SpecialFunctions.sqrt(variance))
    let held = min(max(skewness, -0.99), 0.99)
    // Skewness is (4 - pi)/2 (d r)^3 / (1 - d^2 r^2)^(3/2) with r^2 = 2/pi; solved for d.
    let power = SpecialFunctions.pow(abs(held), 2.0 / 3)
    let half = SpecialFunctions.pow((4 - Double.pi) / 2, 2.0 / 3)
    let lean = SpecialFunctions.sqrt(Double.pi / 2 * power / (power + half)) * (held < 0 ? -1 : 1)
    let scale = SpecialFunctions.sqrt(variance / (1 - 2 * lean * lean / Double.pi))
    let shape = lean / SpecialFunctions.sqrt(1 - lean * lean)
    let location = centre - scale * lean * SpecialFunctions.sqrt(2 / Double.pi)
    self.init(valid: location, scale, shape)
  }

  /// The negative logarithm of the likelihood, with a compensated sum: a descent compares sums.
  private func negativeLogLikelihood(of scores: [Double]) -> Double {
    var (total, lost) = (0.0, 0.0)
    for score in scores {
      let term = -logDensity(score) - lost
      let next = total + term
      lost = (next - total) - term
      total = next
    }
    return total
  }
}
