// SPDX-License-Identifier: Apache-2.0

import Compute
import LanguageModels
import Statistics
import TestSupport
import Testing

@Suite struct PrivateTrainingTests {
  private static let documents = TrainingFixture.documents(
    (0..<40).map { 5 + $0 % 7 }, seed: 6)

  private static func trainer(
    _ privacy: PrivacySettings, steps: Int = 1, documents: [[TokenID]] = documents, seed: UInt64 = 1
  ) throws -> Trainer {
    var settings = TrainingSettings(length: .steps(steps))
    settings.privacy = privacy
    return try Trainer(
      TrainingFixture.parameters(TrainingFixture.configuration(), seed: 1), documents: documents,
      order: Array(documents.indices), settings: settings, seed: Seed(seed), jobs: 2)
  }

  private static func privacy(
    noise: Double = 1e-9, clip: Double = 0.01, documents: Int = 40
  ) -> PrivacySettings {
    PrivacySettings(
      noiseMultiplier: noise, clipNorm: clip, expectedDocumentCount: documents, delta: 1e-3)
  }

  /// One document whose gradient is far longer than C: without noise the sum's norm is C.
  @Test func aDocumentMovesTheSumByTheClippingNormAtMost() throws {
    for clip in [1e-3, 0.5] {
      let trainer = try Self.trainer(
        Self.privacy(clip: clip, documents: 1), documents: [Self.documents[0]])
      let norm = try trainer.step().gradientNorm
      #expect(norm <= clip * (1 + 1e-7) && norm > clip * (1 - 1e-4))
    }
  }

  /// Three copies move the sum by the clipping norm together, and by thrice the gradient below it.
  @Test func copiesAreClippedTogether() throws {
    let copies = Array(repeating: Self.documents[0], count: 3)
    func norm(_ clip: Double, _ documents: [[TokenID]]) throws -> Double {
      try Self.trainer(Self.privacy(noise: 1e-12, clip: clip, documents: 1), documents: documents)
        .step().gradientNorm
    }
    #expect(try norm(1e-3, copies) <= 1e-3 * (1 + 1e-7))
    expectClose(try norm(1e6, copies), 3 * (try norm(1e6, [copies[0]])), relative: 1e-4)
  }

  /// A bound that no gradient reaches leaves each as it is: the sum is that of the mean losses.
  @Test func shortGradientsAreNotScaled() throws {
    let trainer = try Self.trainer(Self.privacy(noise: 1e-12, clip: 1e6))
    let norm = try trainer.step().gradientNorm
    var segments = TrainingSegment.segments(of: Self.documents, limit: 70)
    for index in segments.indices { segments[index].factor = 1 / Float(segments[index].count) }
    let gradient = TrainingFixture.gradient(
      BatchPasses(
        try TrainingFixture.parameters(TrainingFixture.configuration(), seed: 1), jobs: 1),
      segments, Self.documents)
    let expected = gradient.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    expectClose(norm, expected, relative: 1e-4)
  }

  /// Noise of n numbers has the norm sigma C sqrt(n), within 5 standard errors, which are
  /// 1 / sqrt(2 n) of it; what one document adds is below 1e-3 of it.
  @Test func theNoiseHasItsDeviation() throws {
    let privacy = Self.privacy(noise: 100, clip: 0.5, documents: 1)
    let trainer = try Self.trainer(privacy, documents: [Self.documents[0]])
    let count = Double(trainer.passes.parameters.layout.parameterCount)
    let norm = try trainer.step().gradientNorm
    let expected = 50 * count.squareRoot()
    #expect(abs(norm / expected - 1) < 5 / (2 * count).squareRoot() + 1e-3)
  }

  /// Each of 40 documents is drawn with probability 1/4: 10 a step; over 200 steps 2000 in all, with a
  /// standard deviation of sqrt(8000 * 3/16) = 38.7.
  ///
  /// Steps differ, and a seed fixes them.
  @Test func documentsAreDrawnByThemselves() throws {
    let trainer = try Self.trainer(Self.privacy(documents: 10), steps: 200)
    let again = try Self.trainer(Self.privacy(documents: 10), steps: 200)
    let other = try Self.trainer(Self.privacy(documents: 10), steps: 200, seed: 2)
    let samples = (1...200).map { trainer.sample(step: $0) }
    #expect(abs(samples.reduce(0) { $0 + $1.count } - 2000) < 4 * 39)
    #expect(Set(samples).count > 195)
    #expect(samples == (1...200).map { again.sample(step: $0) })
    #expect(samples != (1...200).map { other.sample(step: $0) })
  }

  @Test func theReportIsThatOfTheAccountant() throws {
    var documents = Self.documents
    documents += [documents[0], documents[0]]
    let trainer = try Self.trainer(
      Self.privacy(noise: 1.1, documents: 7), steps: 3, documents: documents)
    #expect(try trainer.privacyReport()?.epsilon == 0)
    _ = try trainer.run { _ in true }
    let report = try #require(try trainer.privacyReport())
    // Two of 42 are copies: they are drawn and protected with the first one.
    let accountant = try RenyiAccountant(samplingRate: 7.0 / 40, noiseMultiplier: 1.1)
    #expect(report.epsilon == (try accountant.epsilon(steps: 3, delta: 1e-3)))
    #expect(report.epsilon > 0 && report.delta == 1e-3 && report.stepCount == 3)
    #expect(report.accountant == "renyi-poisson-subsampled-gaussian")
    #expect(report.unit == "document with all its copies" && report.unitCount == 40)
  }

  @Test func settingsThatPromiseNothingAreRefused() {
    expectCode("LMD148") { try Self.trainer(Self.privacy(noise: 0)) }
    expectCode("LMD148") { try Self.trainer(Self.privacy(clip: .infinity)) }
    expectCode("LMD148") { try Self.trainer(Self.privacy(documents: 41)) }
  }
}
