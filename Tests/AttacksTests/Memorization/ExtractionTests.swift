// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import TestSupport
import Testing

/// The natural logarithm, for tests that state probabilities.
func logarithm(_ value: Double) -> Double { SpecialFunctions.log(value) }

@Suite struct ExtractionTests {
  /// All sequences of a length over three tokens.
  private func sequences(_ length: Int) -> [[Int]] {
    (0..<length).reduce([[]]) { all, _ in all.flatMap { prefix in (0..<3).map { prefix + [$0] } } }
  }

  /// For each k in turn, whether all tokens from there on agree.
  private func strength(_ likeliest: [Int], _ truth: [Int]) -> Double {
    let count = truth.count
    let first = (0...count).first { k in (k..<count).allSatisfy { likeliest[$0] == truth[$0] } }
    return 1 - Double(first ?? count) / Double(count)
  }

  @Test func strengthAndMemorizationEqualBruteForceOnAllPredictions() throws {
    for length in 1...8 {
      let truth = (0..<length).map { ($0 * $0 + 1) % 3 }
      for likeliest in sequences(length) {
        let forced = try TeacherForcing(likeliest: likeliest, truth: truth)
        let expected = strength(likeliest, truth)
        #expect(isClose(forced.extractionStrength, expected, absolute: 1e-15), "\(likeliest)")
        let hits = (0..<length).count { likeliest[$0] == truth[$0] }
        #expect(forced.exactMemorization == Double(hits) / Double(length))
      }
    }
  }

  @Test func strengthEqualsBruteForceOnAllPairs() throws {
    for length in 1...4 {
      for truth in sequences(length) {
        for likeliest in sequences(length) {
          let forced = try TeacherForcing(likeliest: likeliest, truth: truth)
          let expected = strength(likeliest, truth)
          #expect(isClose(forced.extractionStrength, expected, absolute: 1e-15))
        }
      }
    }
  }

  /// Of 1 2 0 with predictions 1 1 0 the other convention drops the last token and finds no hit at the end.
  @Test func theOtherConventionDropsTheLastTokenAndNeverReachesZero() throws {
    let (likeliest, truth) = ([1, 1, 0], [1, 2, 0])
    let plain = try TeacherForcing(likeliest: likeliest, truth: truth)
    #expect(isClose(plain.extractionStrength, 1.0 / 3, absolute: 1e-15))
    #expect(isClose(plain.exactMemorization, 2.0 / 3, absolute: 1e-15))
    let other = try TeacherForcing(
      likeliest: likeliest, truth: truth, convention: .openUnlearning)
    #expect(other.extractionStrength == 0.5)
    #expect(other.exactMemorization == 0.5)
    #expect(throws: AttacksError.self) { try TeacherForcing(likeliest: [], truth: []) }
    #expect(throws: AttacksError.self) {
      try TeacherForcing(likeliest: [1], truth: [1], convention: .openUnlearning)
    }
    #expect(throws: AttacksError.self) { try TeacherForcing(likeliest: [1], truth: [1, 2]) }
  }

  @Test func sampleCountsFollowTheFormula() throws {
    let often = try DiscoverableExtraction(logProbabilities: [logarithm(0.1), logarithm(0.01)])
    #expect(try often.sampleCount(for: 0.5) == 693)
    #expect(try often.sampleCount(for: 0.9) == 2_302)
    let seldom = try DiscoverableExtraction(logProbabilities: [logarithm(1e-6)])
    #expect(try seldom.sampleCount(for: 0.5) == 693_147)
    #expect(seldom.probability(inSamples: 693_147) >= 0.5)
    #expect(seldom.probability(inSamples: 693_146) < 0.5)
    #expect(try DiscoverableExtraction(logProbabilities: [0]).sampleCount(for: 0.999) == 1)
  }

  /// exp(-900) is no Double, yet its number of samples has a logarithm: 900 + log(log 2).
  @Test func probabilitiesFarBelowTheLeastDoubleStillCompare() throws {
    let never = try DiscoverableExtraction(
      logProbabilities: [Double](repeating: -9, count: 100))
    #expect(try never.sampleCount(for: 0.5) == nil)
    let logCount = try never.logSampleCount(for: 0.5)
    #expect(isClose(logCount, 900 + logarithm(logarithm(2)), relative: 1e-12))
    let cut = try DiscoverableExtraction(logProbabilities: [-1, -.infinity])
    #expect(try cut.logSampleCount(for: 0.5) == .infinity)
    #expect(try cut.sampleCount(for: 0.5) == nil)
    #expect(cut.probability(inSamples: 1_000) == 0)
    #expect(throws: AttacksError.self) { try DiscoverableExtraction(logProbabilities: []) }
    #expect(throws: AttacksError.self) { try DiscoverableExtraction(logProbabilities: [0.1]) }
    #expect(throws: AttacksError.self) { try cut.sampleCount(for: 1) }
  }

  @Test func samplingRulesEqualMaskedDistributions() throws {
    for sampling in try Oracle.load("membership", as: MembershipOracle.self).sampling {
      let rule = try SamplingRule(
        temperature: sampling.temperature, topK: sampling.topK, topP: sampling.topP)
      let found = try sampling.logits.indices.map {
        try rule.logProbability(of: $0, among: sampling.logits)
      }
      expectClose(found, sampling.logs, absolute: 1e-9, "\(rule)")
    }
  }

  /// The product over a text is how often 10^5 draws give it, within a 99 % binomial interval.
  @Test func theProbabilityOfATextIsTheFrequencyOfItsDraws() throws {
    var generator = SeededGenerator(seed: Seed(5))
    let tables = (0..<3).map { _ in (0..<6).map { _ in 2 * generator.normal() } }
    let rule = try SamplingRule(temperature: 0.8, topK: 4, topP: 0.9)
    let shares = try tables.map { table in
      try table.indices.map {
        SpecialFunctions.exp(try rule.logProbability(of: $0, among: table))
      }
    }
    let truth = tables.map { table in table.firstIndex(of: table.max()!)! }
    let logs = try zip(tables, truth).map { try rule.logProbability(of: $1, among: $0) }
    let probability = SpecialFunctions.exp(
      try DiscoverableExtraction(logProbabilities: logs).logProbability)
    let drawCount = 100_000
    let hits = (0..<drawCount).count { _ in
      zip(shares, truth).allSatisfy { share, token in
        var rest = generator.uniform()
        return share.firstIndex { probability in
          rest -= probability
          return rest < 0
        } == token
      }
    }
    let error = (probability * (1 - probability) / Double(drawCount)).squareRoot()
    #expect(isClose(Double(hits) / Double(drawCount), probability, absolute: 2.576 * error))
  }
}
