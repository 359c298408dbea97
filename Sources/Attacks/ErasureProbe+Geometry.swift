// SPDX-License-Identifier: Apache-2.0

import Recommenders

extension ErasureProbe {
  /// Partners of one history whose vectors are compared, at most.
  static let geometryLimit = 64
  /// Partners that were never touched, for each one that was.
  private static let controlCount = 3

  /// Cosines between the vectors of partners, pair by pair, list by list.
  ///
  /// They do not depend on the rotation that a model's seed chose, so Golds can be compared.
  func geometry(
    _ lists: [[Int32]], _ group: ErasureContrast.Group, _ factors: AlignedFactors
  ) -> [Double] {
    let table = group.side == .user ? factors.itemTable : factors.userTable
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    return lists.flatMap { partners in
      let vectors = partners.map { partner in
        let row = table.row(Int(partner))
        return factors.learnedColumns.map { Double(row[row.startIndex + $0]) }
      }
      let norms = vectors.map { max(dot($0, $0).squareRoot(), 1e-12) }
      return vectors.indices.flatMap { first in
        vectors.indices.prefix(first).map { second in
          dot(vectors[first], vectors[second]) / (norms[first] * norms[second])
        }
      }
    }
  }

  /// Lists of partners that the history never touched, each as popular as the erased ones.
  ///
  /// What a history left is told from other changes by comparing its partners with these. Every
  /// partner stands in one list at most; where the catalogue is too small, lists are shorter.
  func controls(of group: ErasureContrast.Group) -> [[Int32]] {
    let train = split.train
    let counts =
      group.side == .user
      ? train.itemCounts : (0..<train.users.count).map { train.items(of: $0).count }
    var free = (0..<Int32(counts.count)).filter { partner in
      !request.names(partner, opposite: group.side) && counts[Int(partner)] > 0
        && ![split.train, split.validation, split.test].contains {
          group.side == .user
            ? $0.contains(user: Int(group.row), item: partner)
            : $0.contains(user: Int(partner), item: group.row)
        }
    }
    free.sort { (counts[Int($0)], $0) < (counts[Int($1)], $1) }
    return (0..<Self.controlCount).map { _ in
      group.erased.prefix(Self.geometryLimit).compactMap { partner in
        let count = counts[Int(partner)]
        let place = free.firstIndex { counts[Int($0)] >= count } ?? free.count
        let near = [place - 1, place].filter(free.indices.contains)
        return near.min {
          abs(counts[Int(free[$0])] - count) < abs(counts[Int(free[$1])] - count)
        }.map { free.remove(at: $0) }
      }
    }
  }
}

extension ErasureRequest {
  /// Returns whether a partner of a history was named itself.
  fileprivate func names(_ partner: Int32, opposite side: ErasureContrast.Side) -> Bool {
    side == .user ? names(item: partner) : names(user: partner)
  }
}
