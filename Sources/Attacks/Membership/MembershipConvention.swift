// SPDX-License-Identifier: Apache-2.0

import Compute

/// The choices in which implementations of the same attack differ, under one name.
///
/// Read in the code of MUSE (June 2024 and March 2025), OpenUnlearning (December 2025) and mimir (July
/// 2025). A result names its convention, since Min-K of two conventions are two numbers.
public struct MembershipConvention: Hashable, Sendable {
  /// The name as reported, such as `muse`.
  public let name: String
  /// The share k of a text's tokens that Min-K and Min-K++ average, in 0...1.
  public let lowestShare: Double
  /// The least number of tokens averaged, 0 or 1; with 0 a short text has no score.
  public let leastCount: Int
  /// The least variance that Min-K++ divides by, or nil for the variance as it is.
  public let varianceFloor: Double?

  /// Creates a convention.
  ///
  /// - Parameters:
  ///   - name: The name as reported.
  ///   - lowestShare: The share of tokens averaged.
  ///   - leastCount: The least number of tokens averaged.
  ///   - varianceFloor: The least variance divided by.
  public init(name: String, lowestShare: Double, leastCount: Int, varianceFloor: Double?) {
    self.name = name
    self.lowestShare = lowestShare
    self.leastCount = leastCount
    self.varianceFloor = varianceFloor
  }

  /// MUSE: floor(.4 T) tokens, no score where that is none; the variance as it is.
  public static let muse = MembershipConvention(
    name: "muse", lowestShare: 0.4, leastCount: 0, varianceFloor: nil)
  /// OpenUnlearning: max(1, floor(.4 T)) tokens; a variance of at least 1e-6.
  public static let openUnlearning = MembershipConvention(
    name: "open-unlearning", lowestShare: 0.4, leastCount: 1, varianceFloor: 1e-6)
  /// Mimir: floor(.2 T) tokens, no score where that is none; the variance as it is.
  public static let mimir = MembershipConvention(
    name: "mimir", lowestShare: 0.2, leastCount: 0, varianceFloor: nil)

  /// Returns the mean of the lowest values, as many as the convention takes.
  ///
  /// - Parameter values: One for each token.
  /// - Returns: The mean of the `max(leastCount, floor(lowestShare * T))` lowest.
  /// - Throws: ATK002 for a share outside of 0...1, ATK006 where no value is taken.
  func meanOfLowest(_ values: [Double]) throws(AttacksError) -> Double {
    guard (0...1).contains(lowestShare) else {
      throw AttacksError(
        .invalidParameter, "The share of tokens to average is \(lowestShare).",
        remedy: "Give a number in 0...1.")
    }
    let count = max(leastCount, Int((lowestShare * Double(values.count)).rounded(.down)))
    guard count > 0 else {
      throw AttacksError(
        .undefined, "A share of \(lowestShare) of \(values.count) tokens is no token.",
        remedy: "Leave out shorter texts, or use the convention `open-unlearning`.")
    }
    return values.sorted().prefix(count).reduce(0, +) / Double(count)
  }
}
