// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders
import Statistics
import TestSupport
import Testing

@Suite struct ContrastScoresTests {
  @Test func placementsAreWeightedSharesBelowWithTiesAsHalves() {
    let scores = ContrastScores(
      erased: [2, 1, 0, 5], heldOut: [[1, 2, 3]], fits: [0, 0, 0, 0], weights: [1, 2, 5])
    // 2: 1 below, 2 tied; 1: 1 tied; of 8.
    expectClose(scores.placements, [(1 + 1) / 8, 0.5 / 8, 0, 1], absolute: 1e-15)
    expectClose([scores].areaUnderCurve ?? .nan, (2 / 8 + 0.5 / 8 + 1) / 4, absolute: 1e-15)
  }

  @Test func eachErasedPairIsPlacedAmongItsOwnFit() {
    let scores = ContrastScores(
      erased: [1, 1], heldOut: [[0, 0], [2, 0]], fits: [0, 1], weights: [1, 1])
    #expect(scores.placements == [1, 0.5])
  }

  @Test func withoutHeldOutPairsNothingIsPlaced() {
    let empty = ContrastScores(erased: [1], heldOut: [[]], fits: [0], weights: [])
    #expect(empty.placements == [])
    #expect([empty].areaUnderCurve == nil)
    let unweighted = ContrastScores(erased: [1], heldOut: [[3]], fits: [0], weights: [0])
    #expect(unweighted.placements == [])
  }

  @Test(arguments: 0..<20) func theAreaIsThatOfClusterPlacements(seed: UInt64) throws {
    var generator = SeededGenerator(seed: Seed(seed))
    var groups: [ContrastScores] = []
    var positives: [ClusteredScore] = []
    var negatives: [ClusteredScore] = []
    for cluster in 0..<10 {
      // Few values, so that ties are common.
      let erased = (0...generator.index(below: 5)).map { _ in Float(generator.index(below: 6)) }
      let held = (0..<generator.index(below: 6)).map { _ in Float(generator.index(below: 6)) }
      let weights = held.map { _ in generator.uniform() }
      groups.append(
        ContrastScores(
          erased: erased, heldOut: [held], fits: erased.map { _ in 0 }, weights: weights))
      positives += erased.map { ClusteredScore(cluster: cluster, score: Double($0)) }
      negatives += zip(held, weights).map {
        ClusteredScore(cluster: cluster, score: Double($0), weight: $1)
      }
    }
    let oracle = try ClusterPlacements(positives: positives, negatives: negatives)
    let expected = try #require(oracle.areaUnderCurve)
    expectClose(groups.areaUnderCurve ?? .nan, expected, absolute: 1e-12)
    expectClose(groups.flatMap(\.placements), oracle.values.compactMap(\.self), absolute: 1e-12)
  }
}
