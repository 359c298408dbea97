// SPDX-License-Identifier: Apache-2.0

/// Some ten people who know each other, with all that is known of them.
public struct Community: Sendable {
  /// What the layout says about it.
  public internal(set) var frame: CommunityFrame
  /// The people, by seat.
  public internal(set) var people: [Person] = []
  /// The canonical text of every attribute of every seat.
  public internal(set) var values = CommunityValues()
  /// The code of facet f of seat s at s * `Facet.count` + f.
  public internal(set) var facets: [UInt8] = []
  var plan = CommunityPlan()
  var life: [LifeStep] = []
  var lifeEnds: [UInt16] = []
  /// Where in the values' bytes each seat's object ends, with keys and quotes.
  var valueEnds: [UInt32] = []

  @inline(__always)
  func lifeRange(of seat: Int) -> Range<Int> {
    (seat == 0 ? 0 : Int(lifeEnds[seat - 1]))..<Int(lifeEnds[seat])
  }

  /// The bytes of somebody's values that are the inside of a JSON object.
  @inline(__always)
  func valueRange(of seat: Int) -> Range<Int> {
    (seat == 0 ? 0 : Int(valueEnds[seat - 1]))..<Int(valueEnds[seat])
  }

  /// Creates a community that a generator will fill.
  init(frame: CommunityFrame) {
    self.frame = frame
  }

  /// The number among all communities.
  public var index: Int { frame.index }

  /// The number of people.
  public var count: Int { people.count }

  /// Where everybody lives.
  public var locale: LocaleCode { frame.locale }

  /// The code of a facet of somebody.
  @inline(__always)
  public func facet(_ facet: Facet, of seat: Int) -> UInt8 {
    facets[seat &* Facet.count &+ facet.index]
  }

  /// The number of friends that somebody has in the community.
  @inline(__always)
  public func friendCount(of seat: Int) -> Int { Int(plan.friendCounts[seat]) }

  /// The seat of a friend.
  @inline(__always)
  public func friend(_ number: Int, of seat: Int) -> Int {
    precondition(number < friendCount(of: seat), "a friend's number")
    return Int(plan.friends[seat &* CommunityPlan.friendLimit &+ number])
  }

  /// The seat of the partner; nil where the partner has none or there is none.
  @inline(__always)
  public func partner(of seat: Int) -> Int? { people[seat].partnerSeat }

  /// The seat of a grown child in the household.
  @inline(__always)
  public func grownChild(of seat: Int) -> Int? {
    let child = plan.seats[seat].grownChild
    return child >= 0 ? Int(child) : nil
  }

  /// The seat of the first parent in the household.
  @inline(__always)
  public func parent(of seat: Int) -> Int? { people[seat].parentSeat }

  /// A person's life line, in the order of days.
  public func lifeLine(of seat: Int) -> ArraySlice<LifeStep> {
    life[lifeRange(of: seat)]
  }
}
