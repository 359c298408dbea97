// SPDX-License-Identifier: Apache-2.0

/// What is to be erased, by position in a data set's indexes.
public struct ErasureRequest: Equatable, Sendable {
  /// What a pair was erased for; decides what the right answer is and how it is attacked.
  public enum Kind: String, Sendable, CaseIterable {
    /// The pair itself was named; its user and item stay.
    case interactions
    /// The pair's user was named: every trace of the row goes.
    case users
    /// The pair's item was named: it leaves the catalogue.
    case items
  }

  /// Users to erase, ascending.
  public let users: [Int32]
  /// Items to erase, ascending.
  public let items: [Int32]
  /// Single interactions to erase whose user and item both stay, ascending.
  public let interactions: [Interaction]

  private let userSet: Set<Int32>
  private let itemSet: Set<Int32>
  private let pairSet: Set<Interaction>

  /// Creates a request; interactions of an erased user or item count as the user's or item's.
  public init(users: [Int32] = [], items: [Int32] = [], interactions: [Interaction] = []) {
    userSet = Set(users)
    itemSet = Set(items)
    let userSet = self.userSet
    let itemSet = self.itemSet
    pairSet = Set(interactions).filter { !userSet.contains($0.user) && !itemSet.contains($0.item) }
    self.users = userSet.sorted()
    self.items = itemSet.sorted()
    self.interactions = pairSet.sorted()
  }

  /// Whether nothing is asked for.
  public var isEmpty: Bool { users.isEmpty && items.isEmpty && interactions.isEmpty }

  /// The kinds that the request contains, in the order of `Kind.allCases`.
  public var kinds: [Kind] {
    Kind.allCases.filter { kind in
      switch kind {
      case .interactions: !interactions.isEmpty
      case .users: !users.isEmpty
      case .items: !items.isEmpty
      }
    }
  }

  /// Returns why the pair is erased, or nil where it stays; a named user goes before a named item.
  public func kind(of pair: Interaction) -> Kind? {
    if userSet.contains(pair.user) { return .users }
    if itemSet.contains(pair.item) { return .items }
    return pairSet.contains(pair) ? .interactions : nil
  }

  /// Returns whether the user was named.
  public func names(user: Int32) -> Bool { userSet.contains(user) }

  /// Returns whether the item was named.
  public func names(item: Int32) -> Bool { itemSet.contains(item) }
}
