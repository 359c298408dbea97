// SPDX-License-Identifier: Apache-2.0

public import Recommenders

extension ErasureProbe {
  /// Reads served lists as far as lists can answer: recall, and what is still served.
  ///
  /// Whether a row is stored and what the rest of the model remembers cannot be seen this way; those
  /// answers stay empty. A list for an erased user counts as that user being stored. The probe must
  /// have been made for the users who have lists.
  ///
  /// - Parameter lists: One ranked list a user, first place first; entries after the cut-off are
  ///   ignored.
  /// - Returns: The reading.
  public func read(lists: [ServedList]) -> ModelReading {
    var byUser: [String: [Int32]] = [:]
    for list in lists {
      byUser[list.user] = list.items.prefix(cutoff).map {
        Int32(split.train.items.position(of: $0) ?? -1)
      }
    }
    func served(_ users: [Int32], _ relevant: Interactions) -> ServedUsers {
      let flat = users.flatMap { user -> [Int32] in
        let list = byUser[split.train.users.identifiers[Int(user)]] ?? []
        return list + [Int32](repeating: -1, count: cutoff - list.count)
      }
      let metrics = RankingMetrics(lists: flat, k: cutoff, users: users, relevant: relevant)
      return ServedUsers(users: metrics.users, recall: metrics.recall, ndcg: metrics.ndcg)
    }
    let everything = Set(byUser.values.flatMap { $0 })
    return ModelReading(
      kinds: contrasts.map { contrast in
        let nothing = ModelReading.Attack(
          placements: [], groups: [], memberScores: [], nonMemberScores: [])
        return ModelReading.KindReading(
          kind: contrast.kind, matched: nothing, foldIn: nil, randomAreaUnderCurve: nil,
          recoveryRanks: [])
      },
      forget: served(forgetUsers, forget), retain: served(retainUsers, retainRelevant),
      heldOut: served(heldOutUsers, heldOutRelevant),
      storedUserCount: request.users.count {
        byUser[split.train.users.identifiers[Int($0)]] != nil
      },
      storedItemCount: 0,
      servedItemCount: request.items.count { everything.contains($0) },
      retainedPlacements: [])
  }
}
