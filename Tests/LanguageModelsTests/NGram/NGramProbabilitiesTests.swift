// SPDX-License-Identifier: Apache-2.0

import Compute
import LanguageModels
import TestSupport
import Testing

@Suite struct NGramProbabilitiesTests {
  private struct Reference: Decodable {
    struct Case: Decodable {
      let context: [TokenID]
      let token: TokenID
      let probability: Double
    }
    let order: Int
    let discount: Double
    let vocabulary: Int
    let sequences: [[TokenID]]
    let cases: [Case]
  }

  @Test func probabilitiesAreThoseOfNLTK() throws {
    let reference = try Oracle.load("ngram", as: Reference.self)
    var counter = NGramCounter(
      order: reference.order, vocabularyCount: reference.vocabulary, beginning: nil)
    for sequence in reference.sequences { counter.add(sequence) }
    let model = counter.probabilities(discounts: [0, reference.discount, reference.discount])
    #expect(reference.cases.count == 400)
    for item in reference.cases {
      let value = model.probability(of: item.token, after: item.context[...])
      #expect(
        abs(value - item.probability) < 1e-12, "\(item.token) after \(item.context)")
    }
  }

  /// Sequence `0 1 1 2`, order 2.
  ///
  /// The pairs 01, 11, 12 count once each and 0 begins, so single
  /// tokens count the different ones before them: 1 has 0 and 1, 2 has 1; 0 has none. D = 1/2.
  /// P(1) = (2 - .5)/3 + .5 * 2/3 * 1/4 = .5 + .0833; P(1 | 1) = (1 - .5)/2 + .5 * 2/2 * P(1).
  @Test func aHandWorkedExample() {
    var counter = NGramCounter(order: 2, vocabularyCount: 4, beginning: 0)
    counter.add([0, 1, 1, 2])
    let model = counter.probabilities(discounts: [0.5, 0.5])
    let single = 0.5 + 0.5 * 2 / 3 / 4
    #expect(abs(model.probability(of: 1, after: []) - single) < 1e-15)
    #expect(abs(model.probability(of: 1, after: [1]) - (0.25 + 0.5 * single)) < 1e-15)
  }

  @Test(arguments: 1...5) func distributionsSumToOneAndAgreeWithSingleTokens(order: Int) {
    var generator = SeededGenerator(seed: Seed(UInt64(order)))
    var counter = NGramCounter(order: order, vocabularyCount: 9, beginning: 0)
    for _ in 0..<30 {
      counter.add([0] + (0..<20).map { _ in TokenID(generator.index(below: 8)) })
    }
    let model = counter.probabilities()
    for _ in 0..<50 {
      let context = (0..<generator.index(below: 6)).map { _ in TokenID(generator.index(below: 9)) }
      let distribution = model.distribution(after: context[...])
      #expect(abs(distribution.reduce(0, +) - 1) < 1e-12)
      for token in 0..<9 {
        let value = model.probability(of: TokenID(token), after: context[...])
        #expect(abs(value - distribution[token]) < 1e-15)
        #expect(value > 0)
      }
    }
  }

  @Test func sequencesAreNeverJoined() {
    var apart = NGramCounter(order: 3, vocabularyCount: 4, beginning: nil)
    apart.add([1, 2])
    apart.add([3, 1])
    var other = NGramCounter(order: 3, vocabularyCount: 4, beginning: nil)
    other.add([3, 1])
    other.add([1, 2])
    let model = apart.probabilities(discounts: [0, 0, 0])
    #expect(model == other.probabilities(discounts: [0, 0, 0]))
    #expect(model.probability(of: 3, after: [2]) < 0.5)
  }
}
