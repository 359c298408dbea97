// SPDX-License-Identifier: Apache-2.0

import Compute
import Statistics
import Testing

/// Scores on a coarse grid, so that ties are common.
func tiedScores(_ count: Int, shift: Double, using generator: inout SeededGenerator) -> [Double] {
  (0..<count).map { _ in (generator.uniform() * 8 + shift).rounded() }
}

@Suite struct AreaUnderCurveTests {
  @Test func areasEqualScikitLearns() throws {
    for example in try ReferenceValues.load().curves {
      let plain = try areaUnderCurve(positives: example.positives, negatives: example.negatives)
      let weighted = try areaUnderCurve(
        positives: example.positives, negatives: example.negatives,
        positiveWeights: example.positiveWeights, negativeWeights: example.negativeWeights)
      #expect(close(plain, example.area))
      #expect(close(weighted, example.weightedArea))
    }
  }

  /// Positives 3, 1 against negatives 2, 1: pairs 1, 1, 0, 1/2, so 2.5 of 4.
  @Test func fourPairsByHand() throws {
    #expect(try areaUnderCurve(positives: [3, 1], negatives: [2, 1]) == 0.625)
  }

  @Test(arguments: 0..<50)
  func swappingSidesGivesTheComplement(seed: UInt64) throws {
    var generator = SeededGenerator(seed: Seed(seed))
    let a = tiedScores(1 + generator.index(below: 30), shift: 1, using: &generator)
    let b = tiedScores(1 + generator.index(below: 30), shift: 0, using: &generator)
    let area = try areaUnderCurve(positives: a, negatives: b)
    #expect(close(area, 1 - (try areaUnderCurve(positives: b, negatives: a))))
    var pairs = 0.0
    for x in a { for y in b { pairs += x > y ? 1 : (x == y ? 0.5 : 0) } }
    #expect(close(area, pairs / Double(a.count * b.count)))
  }

  @Test(arguments: 0..<30)
  func orderAndMonotoneTransformsChangeNothing(seed: UInt64) throws {
    var generator = SeededGenerator(seed: Seed(seed))
    var a = tiedScores(20, shift: 1, using: &generator)
    var b = tiedScores(25, shift: 0, using: &generator)
    let area = try areaUnderCurve(positives: a, negatives: b)
    generator.shuffle(&a)
    generator.shuffle(&b)
    let shuffled = try areaUnderCurve(
      positives: a.map { SpecialFunctions.exp($0 / 3) },
      negatives: b.map { SpecialFunctions.exp($0 / 3) })
    #expect(area == shuffled)
  }

  @Test(arguments: 0..<20)
  func anIntegerWeightEqualsRepetition(seed: UInt64) throws {
    var generator = SeededGenerator(seed: Seed(seed))
    let a = tiedScores(9, shift: 1, using: &generator)
    let b = tiedScores(8, shift: 0, using: &generator)
    let weights = (0..<8).map { _ in generator.index(below: 4) }
    guard weights.contains(where: { $0 > 0 }) else { return }
    let repeated = zip(b, weights).flatMap { Array(repeating: $0, count: $1) }
    let weighted = try areaUnderCurve(
      positives: a, negatives: b, negativeWeights: weights.map(Double.init))
    #expect(close(weighted, try areaUnderCurve(positives: a, negatives: repeated)))
  }

  @Test func badSamplesAreRefused() {
    let nan = #expect(throws: StatisticsError.self) {
      try areaUnderCurve(positives: [.nan], negatives: [1])
    }
    #expect(nan?.code == .notANumber)
    let empty = #expect(throws: StatisticsError.self) {
      try areaUnderCurve(positives: [1], negatives: [])
    }
    #expect(empty?.code == .emptySample)
    let negative = #expect(throws: StatisticsError.self) {
      try areaUnderCurve(positives: [1], negatives: [1], negativeWeights: [-1])
    }
    #expect(negative?.code == .invalidParameter)
  }
}
