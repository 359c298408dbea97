// SPDX-License-Identifier: Apache-2.0

/// Erased pairs beside the held-out pairs that they are compared with, group by group.
///
/// A group is one user (for erased interactions and users) or one item (for erased items): a model
/// that never saw either set cannot tell them apart, since both are random draws from the same
/// history. Pooling over groups would measure taste; random unobserved pairs would measure it more.
public struct ErasureContrast: Sendable {
  /// Whose history a group is.
  public enum Side: Sendable {
    /// One user's items.
    case user
    /// One item's users.
    case item
  }

  /// One user's or item's erased and held-out partners.
  public struct Group: Sendable {
    /// Whose history it is.
    public let side: Side
    /// The user's or item's position.
    public let row: Int32
    /// Partners of erased training pairs, ascending.
    public let erased: [Int32]
    /// Partners of held-out pairs, ascending.
    public let heldOut: [Int32]
    /// Weights of the held-out pairs that give both sets the same popularity deciles.
    public var weights: [Double]
  }

  /// What the pairs were erased for.
  public let kind: ErasureRequest.Kind
  /// The groups with at least one erased pair, in ascending order of `row`.
  public let groups: [Group]

  /// Gathers the pairs of one kind.
  ///
  /// - Parameters:
  ///   - kind: Which erased pairs.
  ///   - request: The request.
  ///   - train: The training pairs before erasure.
  ///   - heldOut: Pairs that no model was trained on; erased items among them are left out, except
  ///     for requests of items.
  ///   - popularity: For each side, how often a partner occurs in all data; decides the deciles.
  public init(
    _ kind: ErasureRequest.Kind, of request: ErasureRequest, train: Interactions,
    heldOut: Interactions, popularity: PartnerPopularity
  ) {
    self.init(
      kind, of: request, erased: request.partition(train), heldOut: request.partition(heldOut),
      indexes: train, popularity: popularity)
  }

  /// Gathers the pairs of one kind from sets that were taken apart already.
  ///
  /// - Parameters:
  ///   - kind: Which erased pairs.
  ///   - request: The request.
  ///   - erasedPairs: The training pairs before erasure.
  ///   - heldOut: Pairs that no model was trained on.
  ///   - indexes: Any set over the same users and items.
  ///   - popularity: For each side, how often a partner occurs in all data; decides the deciles.
  public init(
    _ kind: ErasureRequest.Kind, of request: ErasureRequest,
    erased erasedPairs: ErasureRequest.Partition, heldOut: ErasureRequest.Partition,
    indexes: Interactions, popularity: PartnerPopularity
  ) {
    let side: Side = kind == .items ? .item : .user
    func isComparable(_ pair: Interaction) -> Bool {
      kind == .items ? !request.names(user: pair.user) : !request.names(item: pair.item)
    }
    func rows(_ pairs: [Interaction]) -> [[Int32]] {
      var rows = [[Int32]](
        repeating: [], count: side == .user ? indexes.users.count : indexes.items.count)
      for pair in pairs where isComparable(pair) {
        if side == .user {
          rows[Int(pair.user)].append(pair.item)
        } else {
          rows[Int(pair.item)].append(pair.user)
        }
      }
      return rows
    }
    let erased = rows(erasedPairs.erased[kind] ?? [])
    let held = rows(
      kind == .interactions ? heldOut.retained : heldOut.erased[kind] ?? [])
    var groups: [Group] = []
    for row in erased.indices where !erased[row].isEmpty {
      groups.append(
        Group(
          side: side, row: Int32(row), erased: erased[row], heldOut: held[row],
          weights: [Double](repeating: 1, count: held[row].count)))
    }
    self.kind = kind
    self.groups = popularity.weighted(groups)
  }

  /// The number of erased pairs.
  public var erasedCount: Int { groups.reduce(0) { $0 + $1.erased.count } }

  /// The number of erased pairs whose group has a held-out pair.
  public var matchedCount: Int {
    groups.reduce(0) { $0 + ($1.weights.contains { $0 > 0 } ? $1.erased.count : 0) }
  }
}

/// How popular items are among users and how active users are, in deciles.
public struct PartnerPopularity: Sendable {
  private let itemDeciles: [Int]
  private let userDeciles: [Int]

  /// Counts every pair of every set.
  public init(_ sets: [Interactions]) {
    var items = [Int](repeating: 0, count: sets.first?.items.count ?? 0)
    var users = [Int](repeating: 0, count: sets.first?.users.count ?? 0)
    for set in sets {
      for user in users.indices {
        users[user] += set.items(of: user).count
        for item in set.items(of: user) { items[Int(item)] += 1 }
      }
    }
    itemDeciles = Self.deciles(items)
    userDeciles = Self.deciles(users)
  }

  /// Returns the groups with held-out weights under which both sets have the same deciles.
  func weighted(_ groups: [ErasureContrast.Group]) -> [ErasureContrast.Group] {
    guard let side = groups.first?.side else { return groups }
    let deciles = side == .user ? itemDeciles : userDeciles
    var erased = [Double](repeating: 0, count: 10)
    var held = [Double](repeating: 0, count: 10)
    for group in groups where !group.heldOut.isEmpty {
      for partner in group.erased { erased[deciles[Int(partner)]] += 1 }
      for partner in group.heldOut { held[deciles[Int(partner)]] += 1 }
    }
    let erasedTotal = max(erased.reduce(0, +), 1)
    let heldTotal = max(held.reduce(0, +), 1)
    return groups.map { group in
      var group = group
      group.weights = group.heldOut.map {
        let decile = deciles[Int($0)]
        return (erased[decile] / erasedTotal) / (held[decile] / heldTotal)
      }
      return group
    }
  }

  /// Deciles by cumulated count: each holds about a tenth of all pairs.
  private static func deciles(_ counts: [Int]) -> [Int] {
    let total = max(counts.reduce(0, +), 1)
    let order = counts.indices.sorted { (counts[$0], $0) < (counts[$1], $1) }
    var deciles = [Int](repeating: 0, count: counts.count)
    var sum = 0
    for index in order {
      deciles[index] = min(9, sum * 10 / total)
      sum += counts[index]
    }
    return deciles
  }
}
