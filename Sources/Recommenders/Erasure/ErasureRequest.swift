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

  /// A set of pairs taken apart by what they are erased for.
  public struct Partition: Sendable {
    /// Pairs that stay, ascending.
    public fileprivate(set) var retained: [Interaction] = []
    /// Erased pairs by kind, each ascending.
    public fileprivate(set) var erased: [Kind: [Interaction]] = [:]
  }

  /// Takes a set of pairs apart; O(pairs), by merging with the named interactions.
  public func partition(_ set: Interactions) -> Partition {
    var isErasedItem = [Bool](repeating: false, count: set.items.count)
    for item in items { isErasedItem[Int(item)] = true }
    var isErasedUser = [Bool](repeating: false, count: set.users.count)
    for user in users { isErasedUser[Int(user)] = true }
    var partition = Partition()
    partition.retained.reserveCapacity(set.count)
    var byUsers: [Interaction] = []
    var byItems: [Interaction] = []
    var alone: [Interaction] = []
    var next = 0
    for user in 0..<set.users.count {
      for item in set.items(of: user) {
        let pair = Interaction(user: Int32(user), item: item)
        while next < interactions.count && interactions[next] < pair { next += 1 }
        if isErasedUser[user] {
          byUsers.append(pair)
        } else if isErasedItem[Int(item)] {
          byItems.append(pair)
        } else if next < interactions.count && interactions[next] == pair {
          alone.append(pair)
        } else {
          partition.retained.append(pair)
        }
      }
    }
    partition.erased = [.users: byUsers, .items: byItems, .interactions: alone]
    return partition
  }
}
