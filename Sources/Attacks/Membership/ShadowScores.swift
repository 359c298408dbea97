// SPDX-License-Identifier: Apache-2.0

import Compute

/// One example's score under the audited model and under shadow models with and without it.
public struct ShadowScores: Equatable, Sendable {
  /// The score under the audited model.
  public var observed: Double
  /// The scores under shadow models whose training data held the example; none for offline attacks.
  public var inside: [Double]
  /// The scores under shadow models whose training data did not.
  public var outside: [Double]

  /// Creates scores.
  public init(observed: Double, inside: [Double] = [], outside: [Double]) {
    self.observed = observed
    self.inside = inside
    self.outside = outside
  }
}

/// The likelihood-ratio attack LiRA over shadow models.
///
/// Scores are logits of confidence, which are near to normal over shadow models. Carlini et al.,
/// "Membership Inference Attacks From First Principles", 2022, arXiv:2112.03570, sections IV and V.
/// Departure: where a variance is pooled, it is that around each example's own mean; the authors' code
/// takes the variance of all scores together.
public enum LikelihoodRatioAttack {
  /// The number of shadow models on a side below which all examples share one variance.
  public static let leastForOwnVariance = 64

  /// Whose spread an example's scores are judged by.
  public enum Variance: String, Sendable {
    /// Its own from 64 shadow models on a side, the pooled one below.
    case automatic
    /// Its own.
    case own
    /// That of all examples around their own means.
    case pooled
  }

  /// Returns `log(p / (1 - p))` from `log p`, without cancellation.
  ///
  /// - Parameter logConfidence: The natural logarithm of the confidence, below 0.
  /// - Returns: The logit.
  public static func logit(logConfidence: Double) -> Double {
    logConfidence - SpecialFunctions.log(-SpecialFunctions.expMinusOne(logConfidence))
  }

  /// Returns the online scores: `log N(phi; mu_in, s_in) - log N(phi; mu_out, s_out)`.
  ///
  /// - Parameters:
  ///   - examples: Logits under the audited model and both kinds of shadow models.
  ///   - variance: Whose variance is used.
  /// - Returns: A score for each example; higher is more likely a member.
  /// - Throws: ATK001 where a side has too few scores, ATK004 for a score that is not finite, ATK006 for
  ///   a variance of 0.
  public static func online(_ examples: [ShadowScores], variance: Variance = .automatic)
    throws(AttacksError) -> [Double]
  {
    let inside = try normals(examples.map(\.inside), variance)
    let outside = try normals(examples.map(\.outside), variance)
    try checkObserved(examples)
    return examples.indices.map {
      inside[$0].logDensity(examples[$0].observed) - outside[$0].logDensity(examples[$0].observed)
    }
  }

  /// Returns the offline scores: the probability that a score of a non-member lies below.
  ///
  /// `1 - P[N(mu_out, s_out) > phi]`.
  ///
  /// - Parameters:
  ///   - examples: Logits under the audited model and under shadow models without the example.
  ///   - variance: Whose variance is used.
  /// - Returns: A score in 0...1 for each example; higher is more likely a member.
  /// - Throws: As `online`.
  public static func offline(_ examples: [ShadowScores], variance: Variance = .automatic)
    throws(AttacksError) -> [Double]
  {
    let outside = try normals(examples.map(\.outside), variance)
    try checkObserved(examples)
    return examples.indices.map {
      SpecialFunctions.normalCumulative(outside[$0].standardized(examples[$0].observed))
    }
  }

  private struct Normal {
    var mean: Double
    var variance: Double

    func standardized(_ value: Double) -> Double { (value - mean) / variance.squareRoot() }

    /// Up to the constant that cancels in a ratio.
    func logDensity(_ value: Double) -> Double {
      let distance = standardized(value)
      return -0.5 * distance * distance - 0.5 * SpecialFunctions.log(variance)
    }
  }

  private static func normals(_ samples: [[Double]], _ rule: Variance) throws(AttacksError)
    -> [Normal]
  {
    let fewest = samples.map(\.count).min() ?? 0
    let isPooled = rule == .pooled || rule == .automatic && fewest < leastForOwnVariance
    guard samples.isEmpty || fewest >= (isPooled ? 1 : 2) else {
      throw AttacksError(
        .emptyInput, "An example has scores of \(fewest) shadow models on a side.",
        remedy: "Train more shadow models, so that every example is inside and outside of some.")
    }
    guard samples.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { throw notFinite }
    let means = samples.map { $0.reduce(0, +) / Double($0.count) }
    let squares = zip(samples, means).map { sample, mean in
      sample.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    let freedom = samples.reduce(0) { $0 + $1.count } - samples.count
    let pooled = freedom > 0 ? squares.reduce(0, +) / Double(freedom) : 0
    let normals = samples.indices.map {
      Normal(
        mean: means[$0],
        variance: isPooled ? pooled : squares[$0] / Double(samples[$0].count - 1))
    }
    guard normals.allSatisfy({ $0.variance > 0 }) else {
      throw AttacksError(
        .undefined, "Scores of shadow models do not vary.",
        remedy: "Train more shadow models from different seeds.")
    }
    return normals
  }

  private static func checkObserved(_ examples: [ShadowScores]) throws(AttacksError) {
    guard examples.allSatisfy(\.observed.isFinite) else { throw notFinite }
  }

  private static var notFinite: AttacksError {
    AttacksError(
      .notANumber, "A logit of confidence is not finite.",
      remedy: "Keep confidences strictly between 0 and 1.")
  }
}
