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

  @Test(arguments: 0..<20) func theAreaIsThePlainAreaOfEachGroup(seed: UInt64) throws {
    var generator = SeededGenerator(seed: Seed(seed))
    var groups: [ContrastScores] = []
    var sum = 0.0
    var placed = 0.0
    for _ in 0..<10 {
      // Few values, so that ties are common.
      let erased = (0...generator.index(below: 5)).map { _ in Float(generator.index(below: 6)) }
      let held = (0..<generator.index(below: 6)).map { _ in Float(generator.index(below: 6)) }
      let weights = held.map { _ in generator.uniform() }
      let group = ContrastScores(
        erased: erased, heldOut: [held], fits: erased.map { _ in 0 }, weights: weights)
      groups.append(group)
      guard !held.isEmpty else { continue }
      let area = try areaUnderCurve(
        positives: erased.map(Double.init), negatives: held.map(Double.init),
        negativeWeights: weights)
      expectClose([group].areaUnderCurve ?? .nan, area, absolute: 1e-12)
      sum += area * Double(erased.count)
      placed += Double(erased.count)
    }
    expectClose(groups.areaUnderCurve ?? .nan, sum / placed, absolute: 1e-12)
  }

  /// Shifting all scores of a group would change a pooled area; it never changes this one.
  @Test(arguments: 0..<20) func differencesBetweenGroupsDoNotCount(seed: UInt64) {
    var generator = SeededGenerator(seed: Seed(seed))
    func drawn(_ count: Int) -> [Float] { (0..<count).map { _ in Float(generator.uniform()) } }
    let groups = (0..<6).map { group in
      ContrastScores(
        erased: drawn(group + 1), heldOut: [drawn(7 - group)],
        fits: [Int](repeating: 0, count: group + 1),
        weights: [Double](repeating: 1, count: 7 - group))
    }
    let shifted = groups.enumerated().map { index, group in
      // Halved and shifted scores are rounded, but keep their order within a group.
      ContrastScores(
        erased: group.erased.map { $0 * 0.5 + Float(index) },
        heldOut: [group.heldOut[0].map { $0 * 0.5 + Float(index) }], fits: group.fits,
        weights: group.weights)
    }
    expectClose(
      groups.areaUnderCurve ?? .nan, shifted.areaUnderCurve ?? .nan, absolute: 1e-12)
  }
}
