// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import TestSupport
import Testing

@Suite struct CounterfactualMemorizationTests {
  /// Estimates of the first so many examples from so many models, each on its random part of them.
  private static func estimates(
    _ learner: some ExampleLearner, candidates: Int, models: Int, share: Double = 0.7
  ) throws -> [InclusionEffect] {
    let design = try SubsetDesign(
      identifiers: (0..<candidates).map { "t\($0)" }, share: share, seed: Seed(9))
    let parts = (0..<models).map { design.isIncluded(model: $0) }
    let shown = try parallelMap(count: models, jobs: 2) { model in
      Result { () throws(AttacksError) in
        try learner.performances(
          learningFrom: parts[model].indices.filter { parts[model][$0] },
          seed: Seed(9).derive("model", model))
      }
    }.map { try $0.get() }
    let estimates = try SubsetEstimates(inclusion: parts, performance: shown)
    return try (0..<candidates).map { try #require(estimates.effect(of: $0, on: $0)) }
  }

  private static func mean(_ effects: some Sequence<InclusionEffect>) -> Double {
    let values = effects.map(\.value)
    return values.reduce(0, +) / Double(values.count)
  }

  private static func ngram(_ texts: [String]) throws -> NGramLearner {
    NGramLearner(try TokenExamples(texts: texts, copies: texts.map { _ in 1 }))
  }

  @Test func everyLanguageModelIsALearner() throws {
    let texts = ExampleTexts.plain(20) + ExampleTexts.canaries(6)
    let tokens = try TokenExamples(texts: texts, copies: texts.map { _ in 2 })
    try expectLearner(NGramLearner(tokens))
    try expectLearner(TransformerLearner(tokens, width: 16, stepCount: 20))
  }

  /// Texts of random words that stand there once are memorized; a sentence of many like it is not.
  ///
  /// Of a text that stands there twice, a model without the one has read the other with a chance of
  /// 56 / 79, m of the n - 1 others: what is left of its memorization is 23 / 79 of a single one's. Three
  /// standard errors of the means over models, and a tenth for how texts differ.
  @Test func duplicatesExplainEachOther() throws {
    let canaries = ExampleTexts.canaries(20)
    let plain = ExampleTexts.plain(40)
    let texts = canaries + canaries.suffix(10) + plain + ExampleTexts.canaries(10, seed: 6)
    #expect(texts.count == 80)
    let effects = try Self.estimates(try Self.ngram(texts), candidates: 80, models: 150)
    let single = Self.mean(Array(effects[0..<10]) + Array(effects[70..<80]))
    let double = Self.mean(effects[10..<30])
    let common = Self.mean(effects[30..<70])
    #expect(single > 0.5 && abs(common) < 0.1, "single \(single), common \(common)")
    let error = 3 * (effects[10..<30].compactMap(\.standardError).max() ?? 1)
    #expect(abs(double - single * 23 / 79) < error + 0.1 * single, "\(double) of \(single)")
    // The planted ones come out on top, one and all.
    let least = (Array(effects[0..<10]) + Array(effects[70..<80])).map(\.value).min() ?? 0
    #expect(least > effects[10..<70].map(\.value).max() ?? 1)
  }

  /// What an example is repeated within the training does not make it explained by others.
  @Test func copiesOfOneTextAreLeftOutTogether() throws {
    let texts = ExampleTexts.canaries(4) + ExampleTexts.plain(26)
    let learner = NGramLearner(
      try TokenExamples(texts: texts, copies: [25, 25, 1, 1] + [Int](repeating: 1, count: 26)))
    let effects = try Self.estimates(learner, candidates: 30, models: 60)
    #expect(effects.prefix(4).allSatisfy { $0.value > 0.5 })
  }

  /// A small transformer memorizes what it read often and nothing else explains.
  @Test func aTransformerMemorizesPlantedTexts() throws {
    let texts = ExampleTexts.canaries(6) + ExampleTexts.plain(24)
    let learner = TransformerLearner(
      try TokenExamples(
        texts: texts, copies: [Int](repeating: 6, count: 6) + [Int](repeating: 1, count: 24)),
      stepCount: 100)
    let effects = try Self.estimates(learner, candidates: 30, models: 12, share: 0.5)
    let (planted, plain) = (Self.mean(effects.prefix(6)), Self.mean(effects.dropFirst(6)))
    #expect(planted > plain + 0.2, "\(planted) against \(plain)")
  }

  @Test func textsWithoutTokensAreRefused() {
    expectCode("ATK001") { try TokenExamples([[1, 2], [3]], copies: [1, 1], vocabularyCount: 5) }
    expectCode("ATK005") { try TokenExamples([[1, 2]], copies: [], vocabularyCount: 5) }
    expectCode("ATK002") { try TokenExamples(texts: ["a b"], copies: [1], vocabularyCount: 10) }
  }
}
