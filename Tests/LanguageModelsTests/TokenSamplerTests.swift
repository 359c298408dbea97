// SPDX-License-Identifier: Apache-2.0

import Compute
import LanguageModels
import Testing

@Suite struct TokenSamplerTests {
  /// The shares of tokens among many draws.
  private func shares(_ logits: [Float], _ settings: GenerationSettings) throws -> [Double] {
    var sampler = try TokenSampler(settings)
    var counts = [Double](repeating: 0, count: logits.count)
    for _ in 0..<20_000 { counts[Int(sampler.draw(logits.span))] += 1 }
    return counts.map { $0 / 20_000 }
  }

  /// What may be drawn with which shares; a type is named, since the compiler is slow to find it.
  private static let distributions: [(settings: GenerationSettings, shares: [Double])] = [
    (GenerationSettings(tokenLimit: 1, temperature: 1), [0.125, 0.5, 0.125, 0.25]),
    (
      GenerationSettings(tokenLimit: 1, temperature: 0.5),
      [1.0 / 22, 16.0 / 22, 1.0 / 22, 4.0 / 22]
    ),
    (GenerationSettings(tokenLimit: 1, temperature: 1, topK: 2), [0, 2.0 / 3, 0, 1.0 / 3]),
    // Of two equals the lower identifier is kept.
    (GenerationSettings(tokenLimit: 1, temperature: 1, topK: 3), [1.0 / 7, 4.0 / 7, 0, 2.0 / 7]),
    (GenerationSettings(tokenLimit: 1, temperature: 1, topP: 0.49), [0, 1, 0, 0]),
    (GenerationSettings(tokenLimit: 1, temperature: 1, topP: 0.51), [0, 2.0 / 3, 0, 1.0 / 3]),
    (GenerationSettings(tokenLimit: 1, temperature: 1, topP: 0.8), [1.0 / 7, 4.0 / 7, 0, 2.0 / 7]),
    (GenerationSettings(tokenLimit: 1, temperature: 0), [0, 1, 0, 0]),
  ]

  /// p = 1/8, 1/2, 1/8, 1/4; a share of 20,000 draws has a standard error of at most .0036, and the
  /// worst of four comparisons stays within 4.5 of these in all but 3 of 100,000 seeds.
  @Test(arguments: distributions)
  func drawsFollowTheDistribution(settings: GenerationSettings, expected: [Double]) throws {
    let logits = [0.125, 0.5, 0.125, 0.25].map { Float(SpecialFunctions.log($0)) }
    for (share, probability) in zip(try shares(logits, settings), expected) {
      #expect(abs(share - probability) <= (probability == 0 ? 0 : 4.5 * 0.0036))
    }
  }

  @Test func settingsOutOfRangeAreRefused() {
    for settings in [
      GenerationSettings(tokenLimit: -1), GenerationSettings(tokenLimit: 1, temperature: -1),
      GenerationSettings(tokenLimit: 1, temperature: .nan),
      GenerationSettings(tokenLimit: 1, topK: 0), GenerationSettings(tokenLimit: 1, topP: 0),
      GenerationSettings(tokenLimit: 1, topP: 1.5),
    ] {
      #expect(throws: LanguageModelError.self) { try TokenSampler(settings) }
    }
  }
}
