// SPDX-License-Identifier: Apache-2.0

import Compute
import Statistics
import Testing

@Suite struct ClusterPlacementsTests {
  // Cluster 1: positive 2 against negatives 1 (weight 1), 2 (weight 2), 3 (weight 1):
  // (1 + 2 / 2) / 4 = 0.5. Cluster 2: no negative. Cluster 3: positive 5 against 4: 1.
  @Test func threeClustersByHand() throws {
    let placements = try ClusterPlacements(
      positives: [
        ClusteredScore(cluster: 1, score: 2), ClusteredScore(cluster: 2, score: 9),
        ClusteredScore(cluster: 3, score: 5, weight: 3),
      ],
      negatives: [
        ClusteredScore(cluster: 1, score: 3), ClusteredScore(cluster: 3, score: 4),
        ClusteredScore(cluster: 1, score: 1), ClusteredScore(cluster: 1, score: 2, weight: 2),
      ])
    #expect(placements.values == [0.5, nil, 1])
    #expect(placements.matchedCount == 2)
    #expect(placements.matchedShare == 2.0 / 3)
    #expect(placements.areaUnderCurve == (0.5 + 3) / 4)
    let sums = placements.clusterSums(by: [0, 1, 0], count: 2)
    #expect(sums[0] == ClusterSum(numerator: 3.5, denominator: 4))
    #expect(sums[1] == ClusterSum(numerator: 0, denominator: 0))
  }

  @Test(arguments: 0..<30)
  func oneClusterIsThePlainArea(seed: UInt64) throws {
    var generator = SeededGenerator(seed: Seed(seed))
    let a = tiedScores(15, shift: 1, using: &generator)
    let b = tiedScores(12, shift: 0, using: &generator)
    let weights = (0..<12).map { _ in generator.uniform() + 0.1 }
    let placements = try ClusterPlacements(
      positives: a.map { ClusteredScore(cluster: 4, score: $0) },
      negatives: zip(b, weights).map { ClusteredScore(cluster: 4, score: $0, weight: $1) })
    let plain = try areaUnderCurve(positives: a, negatives: b, negativeWeights: weights)
    #expect(close(try #require(placements.areaUnderCurve), plain))
  }

  /// Shifting all scores of a cluster changes the pooled area but never the within-cluster one.
  @Test(arguments: 0..<30)
  func differencesBetweenClustersDoNotCount(seed: UInt64) throws {
    var generator = SeededGenerator(seed: Seed(seed))
    var positives: [ClusteredScore] = []
    var negatives: [ClusteredScore] = []
    for cluster in 0..<6 {
      for _ in 0...cluster {
        positives.append(ClusteredScore(cluster: cluster, score: generator.uniform()))
      }
      for _ in 0..<(7 - cluster) {
        negatives.append(ClusteredScore(cluster: cluster, score: generator.uniform()))
      }
    }
    func shift(_ record: ClusteredScore) -> ClusteredScore {
      ClusteredScore(cluster: record.cluster, score: record.score + 10 * Double(record.cluster))
    }
    let before = try ClusterPlacements(positives: positives, negatives: negatives)
    let after = try ClusterPlacements(
      positives: positives.map(shift), negatives: negatives.map(shift))
    #expect(before.values == after.values)
    let pooled = try areaUnderCurve(
      positives: positives.map { shift($0).score }, negatives: negatives.map { shift($0).score })
    #expect(pooled > (try #require(after.areaUnderCurve)))
  }

  @Test func noMatchIsNilAndNaNIsRefused() throws {
    let positive = ClusteredScore(cluster: 0, score: 1)
    let weightless = ClusteredScore(cluster: 0, score: 0, weight: 0)
    let unmatched = try ClusterPlacements(positives: [positive], negatives: [weightless])
    #expect(unmatched.values == [nil] && unmatched.areaUnderCurve == nil)
    #expect(try ClusterPlacements(positives: [], negatives: []).matchedShare == nil)
    #expect(throws: StatisticsError.self) {
      try ClusterPlacements(
        positives: [positive], negatives: [ClusteredScore(cluster: 0, score: .nan)])
    }
  }
}
