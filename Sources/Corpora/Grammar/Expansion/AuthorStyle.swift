// SPDX-License-Identifier: Apache-2.0

/// How somebody writes, whatever they write about.
public struct AuthorStyle: Equatable, Sendable {
  /// Whether sentences begin in lower case.
  public var isLowered = false
  /// The mean number of longer words between two that are mistyped; 0 for never.
  public var typoGap = 0
  /// In how many of 256 places an emoji is set where one may be.
  public var emojiShare = 128
  /// In how many of 256 places an optional part is written out.
  public var optionalShare = 128

  /// Creates a style.
  public init(
    isLowered: Bool = false, typoGap: Int = 0, emojiShare: Int = 128, optionalShare: Int = 128
  ) {
    self.isLowered = isLowered
    self.typoGap = typoGap
    self.emojiShare = emojiShare
    self.optionalShare = optionalShare
  }

  /// Creates the style of somebody by what is known of their writing.
  ///
  /// - Parameters:
  ///   - register: The code of `Facet.register`.
  ///   - typoRate: Slips in 1000 words; of four words one is long enough to be mistyped.
  ///   - emojiRate: Pictograms in 1000 sentences; 250 sets one wherever a grammar allows it.
  ///   - length: The length of texts in hundredths of the usual.
  ///   - word: Random bits for what is left open.
  public init(register: Int, typoRate: Int, emojiRate: Int, length: Int, word: UInt64) {
    isLowered = register == 0 ? word & 1 == 0 : register == 1 && word & 15 == 0
    typoGap = typoRate > 0 ? max(1, 250 / typoRate) : 0
    emojiShare = min(256, emojiRate * 256 / 250)
    optionalShare = min(256, length * 128 / 100)
  }
}
