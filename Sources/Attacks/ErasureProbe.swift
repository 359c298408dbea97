// SPDX-License-Identifier: Apache-2.0

public import Compute
public import Recommenders

/// Everything that is asked of every model about one erasure request, fixed before any is looked at.
///
/// The same pairs, groups, halves and users are used for the original, the unlearned and every Gold
/// model, so that readings can be compared pair by pair.
public struct ErasureProbe: Sendable {
  /// The request.
  public let request: ErasureRequest
  /// The split before erasure; its test pairs are the held-out pairs.
  public let split: InteractionSplit
  /// One contrast a kind in the request, against test pairs.
  public let contrasts: [ErasureContrast]
  /// The length of the lists that recall and NDCG are computed from.
  public let cutoff: Int

  let seed: Seed
  let forget: Interactions
  let retainedTrain: Interactions
  /// What lists that recover erased pairs leave out.
  let forgetMask: Interactions
  let seen: Interactions
  let retainRelevant: Interactions
  let heldOutRelevant: Interactions
  let forgetUsers: [Int32]
  let retainUsers: [Int32]
  let heldOutUsers: [Int32]

  /// Prepares the questions.
  ///
  /// - Parameters:
  ///   - request: What was erased, by position in the split's indexes.
  ///   - split: The split before erasure.
  ///   - seed: The seed of halves and of random negatives.
  ///   - cutoff: The length of ranked lists.
  ///   - served: Where lists alone are judged, the lists. Questions are then put about the users who
  ///     have one, and about single interactions alone: what is served to people and of items that
  ///     were named as a whole says nothing about what was forgotten. Golds' lists hide the parts of
  ///     the retained history that these lists hide.
  public init(
    _ request: ErasureRequest, split: InteractionSplit, seed: Seed, cutoff: Int = 20,
    served: [ServedList]? = nil
  ) {
    let train = request.partition(split.train)
    let validation = request.partition(split.validation)
    let test = request.partition(split.test)
    let popularity = PartnerPopularity([split.train, split.validation, split.test])
    func set(_ pairs: [Interaction]) -> Interactions {
      Interactions(users: split.train.users, items: split.train.items, pairs: pairs)
    }
    self.request = request
    self.split = split
    self.seed = seed
    self.cutoff = cutoff
    contrasts = request.kinds.map {
      ErasureContrast(
        $0, of: request, erased: train, heldOut: test, indexes: split.train,
        popularity: popularity)
    }
    let asked = served == nil ? ErasureRequest.Kind.allCases : [.interactions]
    let forget = set(asked.flatMap { train.erased[$0] ?? [] })
    let retained = set(train.retained)
    let listedUsers = served.map { Set($0.map(\.user)) }
    let isListed = split.train.users.identifiers.map { listedUsers?.contains($0) ?? true }
    let history = [train, validation, test].map { set($0.retained) }
    forgetMask =
      served.map { lists in
        set(history.filter { !Self.lists(lists, show: $0) }.flatMap(\.pairs))
      } ?? retained
    let touched = Self.users(of: forget) { isListed[Int($0)] }
    let isTouched = Set(touched)
    self.forget = forget
    retainedTrain = retained
    seen = set(train.retained + validation.retained)
    retainRelevant = set(test.retained)
    heldOutRelevant = set(
      split.test.pairs.filter {
        request.kind(of: $0) != .interactions && !request.names(item: $0.item)
      })
    forgetUsers = touched
    retainUsers = Self.users(of: retainRelevant) {
      isListed[Int($0)] && !retained.items(of: Int($0)).isEmpty
    }
    heldOutUsers = Self.users(of: heldOutRelevant) { isTouched.contains($0) }
  }

  /// The number of erased training pairs.
  public var erasedCount: Int { forget.count }

  /// The number of users with an erased pair.
  public var touchedUserCount: Int { forgetUsers.count }

  /// Whether any list shows its user a pair of the set.
  private static func lists(_ lists: [ServedList], show set: Interactions) -> Bool {
    lists.contains { list in
      guard let user = set.users.position(of: list.user) else { return false }
      return list.items.contains { item in
        set.items.position(of: item).map { set.contains(user: user, item: Int32($0)) } ?? false
      }
    }
  }

  /// Users, ascending, with a pair in the set and for whom the condition holds.
  private static func users(of set: Interactions, where isIncluded: (Int32) -> Bool) -> [Int32] {
    (0..<Int32(set.users.count)).filter { !set.items(of: Int($0)).isEmpty && isIncluded($0) }
  }
}

/// How well each of a fixed list of users is served, by position in that list.
public struct ServedUsers: Equatable, Sendable {
  /// Positions of the users in the data set, ascending.
  public let users: [Int32]
  /// Recall at the probe's cut-off, in 0...1, `[users]`.
  public let recall: [Double]
  /// NDCG at the probe's cut-off, in 0...1, `[users]`.
  public let ndcg: [Double]

  /// Creates the record.
  public init(users: [Int32], recall: [Double], ndcg: [Double]) {
    self.users = users
    self.recall = recall
    self.ndcg = ndcg
  }
}
