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

  /// Draws a style from a word of 64 random bits, by the register's code.
  ///
  /// - Parameters:
  ///   - register: The code of `Facet.register`.
  ///   - word: What is drawn from; equal words give equal styles.
  public init(register: Int, word: UInt64) {
    func share(_ shift: UInt64) -> Int { Int(word >> shift & 0xff) }
    // Talkative, middling and terse writers: half of all optional parts on average.
    optionalShare = [64, 128, 192][share(0) * 3 / 256]
    switch register {
    case 0:
      isLowered = share(8) < 128
      typoGap = [0, 12, 25, 60][share(16) / 64]
      emojiShare = [40, 128, 200, 240][share(24) / 64]
    case 1:
      isLowered = share(8) < 16
      typoGap = [0, 0, 60, 120][share(16) / 64]
      emojiShare = [0, 40, 90, 128][share(24) / 64]
    default:
      typoGap = share(16) < 32 ? 200 : 0
      emojiShare = [0, 0, 0, 20][share(24) / 64]
    }
  }
}
