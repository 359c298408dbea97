// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Learners
import Statistics
import TestSupport
import Testing

@Suite struct LabelMemorizationTests {
  /// Training anew without each point, by NumPy.
  @Test(arguments: [1, 3])
  func leavingOneOutIsExact(neighbourCount: Int) throws {
    let stored: PerExampleOracle = try Oracle.load("per_example")
    let found = try LeaveOneOut(
      stored.learner(neighbourCount: neighbourCount), candidates: Array(0..<stored.count),
      seed: Seed(1), jobs: 2)
    let expected = neighbourCount == 1 ? stored.leftOutOne : stored.leftOutThree
    #expect(found.effects == expected)
    #expect(found.memorization == (0..<stored.count).map { expected[$0][$0] })
    #expect(found.memorization.contains(1) && found.memorization.contains(0))
  }

  @Test func estimatesAreThoseOfNumPy() throws {
    let stored: PerExampleOracle = try Oracle.load("per_example")
    let estimates = try SubsetEstimates(
      inclusion: stored.inclusion.map { $0.map { $0 == 1 } }, performance: stored.performance)
    for place in 0..<stored.count {
      let effect = try #require(estimates.effect(of: place, on: place))
      expectClose(
        [effect.value, effect.standardError ?? .nan], stored.memorization[place], absolute: 1e-12)
      #expect(effect.includedCount == stored.inclusion.count { $0[place] == 1 })
      #expect(effect.includedCount + effect.excludedCount == stored.inclusion.count)
    }
    for (place, row) in stored.influence.enumerated() {
      for (offset, expected) in row.enumerated() {
        let effect = try #require(
          estimates.effect(of: 10 * place, on: stored.count + offset))
        expectClose(
          [effect.value, effect.standardError ?? .nan], expected, absolute: 1e-12)
      }
    }
  }

  /// The stored parts are a learner's own work: nearest neighbours give their performance again.
  @Test func modelsOfPartsAreThoseOfNumPy() throws {
    let stored: PerExampleOracle = try Oracle.load("per_example")
    let learner = stored.learner(neighbourCount: 3)
    for (part, shown) in zip(stored.inclusion, stored.performance) {
      let learned = part.indices.filter { part[$0] == 1 }
      #expect(try learner.performances(learningFrom: learned, seed: Seed(1)) == shown)
    }
  }

  /// The exact effect at parts of m points: 1-NN does every point right that it learned from, and one
  /// that it did not with a chance that is summed over ranks.
  ///
  /// The mean squared error of 2000 models' estimates must stay below the paper's bound of its
  /// expectation, and each exact value within the interval that Clopper and Pearson give the models
  /// without the point at a level of 1 - 1e-6.
  @Test func estimatesLieWithinTheirStatedError() throws {
    let stored: PerExampleOracle = try Oracle.load("per_example")
    let learner = stored.learner(neighbourCount: 1)
    let (modelCount, names) = (2000, (0..<stored.count).map { "p\($0)" })
    for seed in 1...3 {
      let design = try SubsetDesign(identifiers: names, seed: Seed(UInt64(seed)))
      #expect(design.size == stored.size)
      let parts = (0..<modelCount).map { design.isIncluded(model: $0) }
      let estimates = try SubsetEstimates(
        inclusion: parts,
        performance: try parts.map { part in
          try learner.performances(
            learningFrom: part.indices.filter { part[$0] }, seed: Seed(1))
        })
      var squares = 0.0
      for place in 0..<stored.count {
        let effect = try #require(estimates.effect(of: place, on: place))
        let chance = stored.chanceRight[place]
        let error = effect.value - (1 - chance)
        let right = Int(((1 - effect.value) * Double(effect.excludedCount)).rounded())
        let interval = try Proportion(successes: right, trials: effect.excludedCount)
          .clopperPearsonInterval(level: 1 - 1e-6)
        // At chances of 0 and 1 the sum over ranks has rounding errors of its own.
        let known = min(max(chance, 1e-15), 1 - 1e-15)
        #expect(
          (interval.lowerBound...interval.upperBound).contains(known) || abs(error) < 1e-12,
          "seed \(seed), point \(place)")
        squares += error * error
      }
      #expect(
        squares / Double(stored.count) < design.squaredErrorBound(modelCount: modelCount))
    }
  }

  /// As parts come near to the whole, the estimate comes near to leaving one out, which is 0 or 1 here.
  @Test func largePartsTellWhatLeavingOneOutTells() throws {
    let stored: PerExampleOracle = try Oracle.load("per_example")
    let learner = stored.learner(neighbourCount: 1)
    let design = try SubsetDesign(
      identifiers: (0..<stored.count).map { "p\($0)" }, share: 0.95, seed: Seed(4))
    let parts = (0..<1500).map { design.isIncluded(model: $0) }
    let estimates = try SubsetEstimates(
      inclusion: parts,
      performance: try parts.map { part in
        try learner.performances(learningFrom: part.indices.filter { part[$0] }, seed: Seed(1))
      })
    for place in 0..<stored.count {
      let effect = try #require(estimates.effect(of: place, on: place))
      // Two of 59 others are missing: the nearest is one of them with a chance of 2/59 = .034. Of at
      // least 50 models without the point that share has a standard error of .026 at most.
      let distance = abs(effect.value - stored.leftOutOne[place][place])
      #expect(distance < 0.034 + 5 * 0.026, "\(place)")
    }
  }

  /// Texts with labels by their words; six texts of random words with random labels come out on top.
  @Test func plantedTextsComeOutOnTop() throws {
    let plain = ExampleTexts.plain(90)
    let canaries = ExampleTexts.canaries(6)
    let labels = plain.indices.map { $0 % 2 } + canaries.indices.map { $0 % 2 }
    let learner = LinearLearner(
      TextFeatures(plain + canaries, wordLimit: 500).rows, labels: labels)
    let exact = try LeaveOneOut(
      learner, candidates: Array(labels.indices), seed: Seed(1), jobs: 2)
    let design = try SubsetDesign(identifiers: labels.indices.map { "t\($0)" }, seed: Seed(1))
    let parts = (0..<200).map { design.isIncluded(model: $0) }
    let estimates = try SubsetEstimates(
      inclusion: parts,
      performance: try parts.map { part in
        try learner.performances(learningFrom: part.indices.filter { part[$0] }, seed: Seed(1))
      })
    let values = labels.indices.map { estimates.effect(of: $0, on: $0)?.value ?? .nan }
    let own = values.suffix(6).reduce(0, +) / 6
    let rest = values.prefix(90).reduce(0, +) / 90
    #expect(own > rest + 0.15, "\(values.suffix(6)) over \(rest)")
    #expect(exact.memorization.prefix(90).reduce(0, +) <= 90 * 0.1)
  }

  @Test func everyClassifierIsALearner() throws {
    let stored: PerExampleOracle = try Oracle.load("per_example")
    try expectLearner(RoteLearner(count: 12))
    try expectLearner(stored.learner(neighbourCount: 1))
    try expectLearner(stored.learner(neighbourCount: 3))
    let texts = ExampleTexts.plain(20) + ExampleTexts.canaries(10)
    try expectLearner(
      LinearLearner(
        TextFeatures(texts, wordLimit: 100).rows, labels: texts.indices.map { $0 % 3 }))
  }

  /// Rote learning: what stands at odd places is known by heart or not at all.
  @Test func rotePerformanceIsMemorizedInFull() throws {
    let found = try LeaveOneOut(RoteLearner(count: 9), candidates: Array(0..<9), seed: Seed(1))
    #expect(found.memorization == (0..<9).map { $0 % 2 == 0 ? 0 : 1 })
  }

  @Test func whatCannotBeEstimatedIsRefused() {
    expectCode("ATK001") { try SubsetEstimates(inclusion: [], performance: []) }
    expectCode("ATK005") {
      try SubsetEstimates(inclusion: [[true], [false]], performance: [[1], [0, 1]])
    }
    expectCode("ATK001") {
      try LeaveOneOut(RoteLearner(count: 3), candidates: [1], seed: Seed(1))
    }
  }

  @Test func anExampleThatIsInAllPartsHasNoEffect() throws {
    let estimates = try SubsetEstimates(
      inclusion: [[true, true], [true, false]], performance: [[1, 1], [1, 0]])
    #expect(estimates.effect(of: 0, on: 0) == nil)
    let effect = try #require(estimates.effect(of: 1, on: 1))
    #expect(effect.value == 1 && effect.standardError == nil)
  }

  /// Six examples of which the first three carry the others: without them nothing is right.
  @Test func removalIsHeldAgainstChance() throws {
    struct Carried: ExampleLearner {
      let trialCounts = [Int](repeating: 1, count: 8)
      func rightCounts(learningFrom examples: [Int], seed: Seed) throws(AttacksError) -> [Int] {
        let right = examples.contains { $0 < 3 } ? 1 : 0
        return trialCounts.map { _ in right }
      }
    }
    let curve = try RemovalCurve(
      Carried(), order: [0, 1, 2, 3, 4, 5], identifiers: (0..<6).map { "e\($0)" },
      examined: [6, 7], counts: [0, 2, 3], seed: Seed(1))
    #expect(curve.ordered == [1, 1, 0])
    #expect(curve.random == [1, 1, 1])
    expectCode("ATK002") {
      try RemovalCurve(
        Carried(), order: [0, 1], identifiers: ["a", "b"], examined: [7], counts: [2],
        seed: Seed(1))
    }
  }
}
