// SPDX-License-Identifier: Apache-2.0

/// The size and character of a synthetic set of interactions.
public struct SyntheticInteractionPlan: Equatable, Sendable {
  /// The number of users that are made up; without effect where users are given.
  public var userCount = 800
  /// The number of items on offer; an item that nobody picks does not occur.
  public var itemCount = 1_500
  /// The mean number of a user's picks, about; the tail is cut at half of the items.
  public var meanPickCount = 100.0
  /// The least number of a user's picks.
  public var leastPickCount = 20
  /// How unequally popular items are: the exponent of the law of Zipf and Mandelbrot.
  ///
  /// Drawing without replacement saturates at the head, so that counts fall off less steeply.
  public var popularityExponent = 1.8
  /// The number of latent genres.
  public var genreCount = 8
  /// How strongly attributes tilt tastes, in logits; 0 makes tastes independent of them.
  public var attributeTilt = 1.2
  /// How strongly a person's own genre preferences count, in logits.
  public var personalTaste = 1.2
  /// The share of picks that follow no taste, in 0...1.
  public var idiosyncraticShare = 0.1

  /// Creates the default plan, about as large, unequal and predictable as MovieLens 100K.
  public init() {}

  /// Throws where the plan makes no sense.
  func validate() throws(CorpusError) {
    let strengths = [popularityExponent, attributeTilt, personalTaste]
    guard strengths.allSatisfy({ (0...10).contains($0) }), (0...1).contains(idiosyncraticShare)
    else {
      throw CorpusError(
        .implausiblePlan, "A strength of the plan lies outside of 0...10, or a share of 0...1.",
        remedy: "Give strengths up to 10 and shares up to 1.")
    }
    guard userCount >= 0, itemCount >= 2, leastPickCount >= 1, (1...1_000).contains(genreCount),
      meanPickCount >= Double(leastPickCount), meanPickCount <= Double(itemCount) / 2
    else {
      throw CorpusError(
        .implausiblePlan,
        "The plan's sizes do not fit: \(leastPickCount) to \(meanPickCount) picks a user"
          + " of \(itemCount) items in \(genreCount) genres.",
        remedy: "Give at least 2 items, and a mean between the least number and half of the items.")
    }
  }
}
