// SPDX-License-Identifier: Apache-2.0

/// What a layout says about a community before anybody in it is drawn.
public struct CommunityFrame: Sendable {
  /// The community's number.
  public var index: Int
  /// The number of its pair; the two of a pair are each other's twins.
  public var pair: Int
  /// The index in the corpus of its first person.
  public var firstPerson: Int
  /// How many people it has, 1 to 250.
  public var size: Int
  /// Where they live.
  public let locale: LocaleCode
  /// The locale's position in `LocaleCode.allCases`.
  let localeIndex: Int

  /// Creates a frame.
  public init(index: Int, pair: Int, firstPerson: Int, size: Int, locale: LocaleCode) {
    precondition((1...250).contains(size), "a community has 1 to 250 people")
    self.index = index
    self.pair = pair
    self.firstPerson = firstPerson
    self.size = size
    self.locale = locale
    localeIndex = locale.index
  }
}
