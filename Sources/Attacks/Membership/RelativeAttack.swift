// SPDX-License-Identifier: Apache-2.0

/// The robust membership attack RMIA, offline: how an example fares against a population.
///
/// `P(x) = ((1 + a) mean of P_out(x) + (1 - a)) / 2` estimates the example's probability under models of
/// all kinds from those without it; `LR(x, z) = [p(x) / P(x)] / [p(z) / P(z)]`. The score is the share of
/// the population z with LR above gamma. Zarifzadeh, Liu and Shokri, "Low-Cost High-Power Membership
/// Inference Attacks", 2024, arXiv:2312.03262, with `>` as in Privacy Meter's code.
public struct RelativeAttack: Sendable {
  /// How an example's probability under models with it follows from that without: a, in 0...1.
  public let offlineScale: Double
  /// The ratio above which an example beats another: gamma, at least 1 in the paper.
  public let threshold: Double
  /// The population's ratios times gamma, in ascending order.
  private let bars: [Double]

  /// Prepares a population of texts that are no members.
  ///
  /// - Parameters:
  ///   - population: Probabilities, in 0...1, under the audited model and under others without each.
  ///   - offlineScale: a, in 0...1; tuned on a pair of shadow models.
  ///   - threshold: gamma, above 0.
  /// - Throws: ATK001 for an empty population or an example without reference; ATK002 for parameters or
  ///   probabilities out of range; ATK006 where P is 0.
  public init(population: [ShadowScores], offlineScale: Double, threshold: Double = 1)
    throws(AttacksError)
  {
    guard (0...1).contains(offlineScale), threshold > 0, threshold.isFinite else {
      throw AttacksError(
        .invalidParameter, "RMIA's a is \(offlineScale), its gamma \(threshold).",
        remedy: "Give a in 0...1 and gamma above 0.")
    }
    guard !population.isEmpty else {
      throw AttacksError(
        .emptyInput, "The population is empty.", remedy: "Give texts that are no members.")
    }
    self.offlineScale = offlineScale
    self.threshold = threshold
    var bars: [Double] = []
    for example in population {
      bars.append(threshold * (try RelativeAttack.ratio(of: example, offlineScale)))
    }
    self.bars = bars.sorted()
  }

  /// Returns the share of the population that an example beats; O(log population).
  ///
  /// - Parameter example: Probabilities under the audited model and under others without it.
  /// - Returns: The score in 0...1; higher is more likely a member.
  /// - Throws: As `init`.
  public func score(of example: ShadowScores) throws(AttacksError) -> Double {
    let ratio = try RelativeAttack.ratio(of: example, offlineScale)
    var low = 0
    var high = bars.count
    while low < high {
      let middle = (low + high) / 2
      if bars[middle] < ratio { low = middle + 1 } else { high = middle }
    }
    return Double(low) / Double(bars.count)
  }

  private static func ratio(of example: ShadowScores, _ scale: Double) throws(AttacksError)
    -> Double
  {
    guard !example.outside.isEmpty else {
      throw AttacksError(
        .emptyInput, "An example has no model without it to compare with.",
        remedy: "Train at least one reference model without the example.")
    }
    guard ([example.observed] + example.outside).allSatisfy({ (0...1).contains($0) }) else {
      throw AttacksError(
        .invalidParameter, "A probability lies outside of 0...1.",
        remedy: "Give probabilities, such as exp(-NLL), not their logarithms.")
    }
    let mean = example.outside.reduce(0, +) / Double(example.outside.count)
    let expected = ((1 + scale) * mean + (1 - scale)) / 2
    guard expected > 0 else {
      throw AttacksError(
        .undefined, "The reference models give an example a probability of 0.",
        remedy: "Use probabilities of tokens rather than of whole texts.")
    }
    return example.observed / expected
  }
}
