// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders

extension ErasureProbe {
  /// Erased pairs whose recovery rank is computed, at most; of more every second, third and so on.
  static let recoveryLimit = 2000

  /// The AUC of erased pairs against random unobserved partners of the same group.
  ///
  /// An invalid control: it reads about .9 on a model that never saw the pairs, since people choose
  /// what they like. It stands in reports so that nobody mistakes it for the matched attack.
  func randomAreaUnderCurve(_ contrast: ErasureContrast, _ factors: AlignedFactors) -> Double? {
    let all = [split.train, split.validation, split.test]
    let partnerCount =
      contrast.kind == .items ? split.train.users.count : split.train.items.count
    var sum = 0.0
    var count = 0
    for group in contrast.groups {
      var stream = KeyedStream(key: seed.derive("random negatives", Int(group.row)).value)
      func score(_ partner: Int32) -> Float {
        group.side == .user
          ? factors.score(user: group.row, item: partner)
          : factors.score(user: partner, item: group.row)
      }
      func isObserved(_ partner: Int32) -> Bool {
        let pair =
          group.side == .user
          ? Interaction(user: group.row, item: partner)
          : Interaction(user: partner, item: group.row)
        return all.contains { $0.contains(user: Int(pair.user), item: pair.item) }
      }
      for erased in group.erased {
        let other = Int32(stream.index(below: partnerCount))
        guard !isObserved(other) else { continue }
        let (a, b) = (score(erased), score(other))
        sum += a > b ? 1 : a == b ? 0.5 : 0
        count += 1
      }
    }
    return count > 0 ? sum / Double(count) : nil
  }

  /// Shares of unseen partners that score above an erased pair; 0 is the top, chance is 0.5.
  ///
  /// For erased users and items the row is first refitted on the other half of its erased pairs,
  /// which is how a service would meet a returning person.
  func recoveryRanks(_ contrast: ErasureContrast, _ factors: AlignedFactors) -> [Double] {
    let stride = max(1, (contrast.erasedCount + Self.recoveryLimit - 1) / Self.recoveryLimit)
    let foldIn =
      contrast.kind == .interactions
      ? nil : contrast.groups.first.map { FoldIn(factors, side: $0.side) }
    var ranks: [Double] = []
    var index = 0
    for group in contrast.groups {
      let halves = group.erased.indices.map { $0 % 2 == 0 }
      let fits = foldIn.map { foldIn in
        [false, true].map { half in
          foldIn.fit(zip(group.erased, halves).lazy.filter { $0.1 != half }.map(\.0))
        }
      }
      for (position, erased) in group.erased.enumerated() {
        defer { index += 1 }
        guard index % stride == 0 else { continue }
        let half = halves[position] ? 1 : 0
        ranks.append(
          rank(of: erased, in: group) { partner in
            if let foldIn, let fits { return foldIn.score(fits[half], partner) }
            return factors.score(user: group.row, item: partner)
          })
      }
    }
    return ranks
  }

  /// The mean placement of retained training pairs among held-out pairs, user by user.
  ///
  /// The first 2000 users who keep interactions, and up to 20 training pairs of each, evenly spaced.
  func retainedPlacements(_ factors: AlignedFactors) -> [Double] {
    retainUsers.prefix(Self.recoveryLimit).map { user in
      let held = retainRelevant.items(of: Int(user)).map { factors.score(user: user, item: $0) }
      let history = Array(retainedTrain.items(of: Int(user)))
      let stride = max(1, (history.count + 19) / 20)
      let own = Swift.stride(from: 0, to: history.count, by: stride).map {
        factors.score(user: user, item: history[$0])
      }
      let scores = ContrastScores(
        erased: own, heldOut: [held], fits: [Int](repeating: 0, count: own.count),
        weights: [Double](repeating: 1, count: held.count))
      return scores.placements.reduce(0, +) / Double(max(own.count, 1))
    }
  }

  private func rank(
    of erased: Int32, in group: ErasureContrast.Group, score: (Int32) -> Float
  ) -> Double {
    let target = score(erased)
    let count = group.side == .user ? split.train.items.count : split.train.users.count
    var above = 0.0
    var unseen = 0.0
    for partner in 0..<Int32(count) where partner != erased {
      let isSeen =
        group.side == .user
        ? retainedTrain.contains(user: Int(group.row), item: partner)
        : retainedTrain.contains(user: Int(partner), item: group.row)
      guard !isSeen else { continue }
      let other = score(partner)
      above += other > target ? 1 : other == target ? 0.5 : 0
      unseen += 1
    }
    return unseen > 0 ? above / unseen : 0
  }
}
