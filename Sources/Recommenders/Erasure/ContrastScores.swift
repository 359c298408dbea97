// SPDX-License-Identifier: Apache-2.0

public import Compute

/// One group's attack scores: those of erased pairs beside those of held-out pairs.
public struct ContrastScores: Equatable, Sendable {
  /// Scores of erased pairs, in the order of `ErasureContrast.Group.erased`.
  public let erased: [Float]
  /// For each erased pair, scores of the group's held-out pairs under the same fit.
  public let heldOut: [[Float]]
  /// Which row of `heldOut` belongs to the erased pair, `[erased]`.
  public let fits: [Int]
  /// Weights of the held-out pairs.
  public let weights: [Double]

  /// Creates a group's scores.
  ///
  /// - Parameters:
  ///   - erased: Scores of erased pairs.
  ///   - heldOut: Scores of the held-out pairs under each fit, `[fits][held-out]`.
  ///   - fits: The fit that each erased pair was scored under.
  ///   - weights: Weights of the held-out pairs.
  public init(erased: [Float], heldOut: [[Float]], fits: [Int], weights: [Double]) {
    self.erased = erased
    self.heldOut = heldOut
    self.fits = fits
    self.weights = weights
  }

  /// For each erased pair the weighted share of held-out pairs that score below it.
  ///
  /// Ties count half; empty where the group has no held-out pair. The mean is the group's AUC.
  public var placements: [Double] {
    let total = weights.reduce(0, +)
    guard total > 0 else { return [] }
    return erased.indices.map { index in
      let score = erased[index]
      let others = heldOut[fits[index]]
      var below = 0.0
      for position in others.indices {
        let other = others[position]
        below += score > other ? weights[position] : score == other ? weights[position] / 2 : 0
      }
      return below / total
    }
  }
}

extension ErasureContrast {
  /// Returns the model's own scores of every group: the matched membership attack.
  public func matchedScores(_ factors: AlignedFactors) -> [ContrastScores] {
    groups.map { group in
      func score(_ partner: Int32) -> Float {
        group.side == .user
          ? factors.score(user: group.row, item: partner)
          : factors.score(user: partner, item: group.row)
      }
      return ContrastScores(
        erased: group.erased.map(score), heldOut: [group.heldOut.map(score)],
        fits: [Int](repeating: 0, count: group.erased.count), weights: group.weights)
    }
  }

  /// Returns scores after refitting each group's row on half of its erased pairs: the fold-in attack.
  ///
  /// The erased pairs are split in two halves by a keyed draw; the row is fitted on each half with
  /// the other side frozen, and scores the other half beside the held-out pairs. It sees what a
  /// dropped row leaves behind in the rest of the model. Groups of one pair are left out.
  ///
  /// - Parameters:
  ///   - factors: The model; the groups' own rows play no part.
  ///   - seed: The seed of the halves.
  /// - Returns: One element a group; without scores where a group is too small.
  public func foldInScores(_ factors: AlignedFactors, seed: Seed) -> [ContrastScores] {
    guard let side = groups.first?.side else { return [] }
    let foldIn = FoldIn(factors, side: side)
    return groups.map { group in
      guard group.erased.count > 1, !group.heldOut.isEmpty else {
        return ContrastScores(erased: [], heldOut: [], fits: [], weights: [])
      }
      let halves = ErasureContrast.halves(of: group, seed: seed)
      let fits = [false, true].map { half in
        foldIn.fit(zip(group.erased, halves).lazy.filter { $0.1 != half }.map(\.0))
      }
      return ContrastScores(
        erased: zip(group.erased, halves).map { foldIn.score(fits[$1 ? 1 : 0], $0) },
        heldOut: fits.map { fit in group.heldOut.map { foldIn.score(fit, $0) } },
        fits: halves.map { $0 ? 1 : 0 }, weights: group.weights)
    }
  }

  /// Assigns each erased pair to one of two halves of nearly equal size.
  private static func halves(of group: Group, seed: Seed) -> [Bool] {
    let salt = seed.derive("fold-in halves", Int(group.row)).value
    let order = group.erased.indices.sorted {
      Seed.mix(salt ^ UInt64(group.erased[$0])) < Seed.mix(salt ^ UInt64(group.erased[$1]))
    }
    var halves = [Bool](repeating: false, count: order.count)
    for position in order.prefix(order.count / 2) { halves[position] = true }
    return halves
  }
}

extension [ContrastScores] {
  /// The mean placement over all erased pairs, an AUC within groups; nil where none is matched.
  public var areaUnderCurve: Double? {
    var sum = 0.0
    var count = 0
    for scores in self {
      for placement in scores.placements {
        sum += placement
        count += 1
      }
    }
    return count > 0 ? sum / Double(count) : nil
  }
}
