// SPDX-License-Identifier: Apache-2.0

import Compute
import LanguageModels
import TestSupport
import Testing

@Suite struct BatchInvarianceTests {
  private static let configurations = [
    TransformerFixture.configuration(),
    TransformerFixture.configuration(.qwen2, isTied: false, window: 100),
    TransformerFixture.configuration(.gpt2),
  ]

  @Test(arguments: configurations) func jobsChangeNoBit(
    configuration: ModelConfiguration
  ) async throws {
    try await TransformerFixture.withFile(configuration) { path, _ in
      let tokens = TransformerFixture.tokens(700)
      var all: [SequenceScores] = []
      var written: [Generation] = []
      for jobs in [1, 2, 4] {
        let model = try TransformerModel.open(path, jobs: jobs)
        all.append(try await model.score(tokens, detail: .moments))
        written.append(
          try await model.generate(
            after: Array(tokens[..<300]),
            GenerationSettings(tokenLimit: 40, temperature: 1, seed: 9)))
      }
      #expect(all[1] == all[0] && all[2] == all[0])
      #expect(written[1] == written[0] && written[2] == written[0])
    }
  }

  @Test(arguments: configurations) func neighboursChangeNoBit(
    configuration: ModelConfiguration
  ) async throws {
    try await TransformerFixture.withModel(configuration) { model in
      // More rows than a panel holds, sequences longer than one, and some of no row at all.
      let counts = [300, 1, 17, 0, 5, 1_400, 2, 288, 289, 600, 33]
      let sequences = counts.enumerated().map {
        TransformerFixture.tokens($1, seed: UInt64($0))
      }
      let together = try model.score(sequences, detail: .distribution)
      #expect(together.count == counts.count)
      for (tokens, scores) in zip(sequences, together) {
        #expect(try await model.score(tokens, detail: .distribution) == scores)
      }
    }
  }

  /// A prefix ends in another place of a chunk, of the head's rows and of the product's tiles.
  @Test(arguments: configurations) func whatComesAfterChangesNoBit(
    configuration: ModelConfiguration
  ) async throws {
    try await TransformerFixture.withModel(configuration) { model in
      let tokens = TransformerFixture.tokens(900)
      let whole = try await model.score(tokens, detail: .chosen)
      for count in [2, 3, 143, 145, 288, 289, 290, 577, 899] {
        let prefix = try await model.score(Array(tokens[..<count]), detail: .chosen)
        #expect(prefix.tokens == Array(whole.tokens[..<count]), "\(count)")
      }
    }
  }

  /// Products with one row sum in another order than those with many; these models attend more
  /// sharply than trained ones and show it more.
  @Test(arguments: configurations) func cachedAndFullPassesAgree(
    configuration: ModelConfiguration
  ) async throws {
    try await TransformerFixture.withModel(configuration) { model in
      let prompt = TransformerFixture.tokens(310)
      let generation = try await model.generate(
        after: prompt, GenerationSettings(tokenLimit: 400, temperature: 1.2, seed: 4))
      #expect(generation.tokens.count == 400 && generation.ending == .length)
      let full = try await model.score(
        prompt + generation.tokens.map(\.token), detail: .chosen
      ).logProbabilities.suffix(400)
      let written = generation.tokens.compactMap(\.logProbability)
      expectClose(written, Array(full), absolute: 5e-5)
      let distance = zip(written, full).reduce(0) { $0 + abs($1.0 - $1.1) } / 400
      #expect(distance < 1e-5, "\(distance)")
    }
  }

  @Test(arguments: configurations) func continuationsSideBySideAreThoseOfFullPasses(
    configuration: ModelConfiguration
  ) async throws {
    try await TransformerFixture.withModel(configuration) { model in
      let counts = [300, 1, 17, 60, 5]
      let prompts = counts.enumerated().map { TransformerFixture.tokens($1, seed: UInt64($0)) }
      let settings = counts.indices.map {
        GenerationSettings(
          tokenLimit: [50, 90, 0, 3, 120][$0], temperature: $0 == 4 ? 0 : 1, seed: UInt64($0))
      }
      let together = try model.generate(after: prompts, settings)
      for (index, generation) in together.enumerated() {
        #expect(generation.tokens.count == settings[index].tokenLimit)
        let alone = try model.generate(after: [prompts[index]], [settings[index]])
        #expect(alone == [generation])
        let tokens = prompts[index] + generation.tokens.map(\.token)
        let scores = try await model.score(tokens, detail: .chosen)
        #expect(Array(scores.tokens[counts[index]...]) == generation.tokens)
      }
    }
  }

  @Test func kernelSetsAgree() async throws {
    let tokens = TransformerFixture.tokens(200)
    var all: [[Double]] = []
    for set in KernelFixture.sets {
      let scores = try await TransformerFixture.withModel(
        TransformerFixture.configuration(), kernels: set
      ) { try await $0.score(tokens, detail: .chosen) }
      all.append(scores.logProbabilities)
    }
    for other in all { expectClose(other, all[0], absolute: 2e-5) }
  }

  @Test func detailsAgreeWithTheDistribution() async throws {
    try await TransformerFixture.withModel(TransformerFixture.configuration()) { model in
      let tokens = TransformerFixture.tokens(50)
      let whole = try await model.score(tokens, detail: .distribution)
      let top = try await model.score(tokens, detail: .top(3))
      let moments = try await model.score(tokens, detail: .moments)
      for position in 1..<tokens.count {
        let row = whole.distributions[(position - 1) * 40..<position * 40].map(Double.init)
        expectClose(row.reduce(0) { $0 + SpecialFunctions.exp($1) }, 1, absolute: 1e-5)
        let order = row.indices.sorted { row[$0] > row[$1] }
        #expect(top.tokens[position].top.map { Int($0.token) } == Array(order[..<3]))
        let mean = row.reduce(0) { $0 + SpecialFunctions.exp($1) * $1 }
        let square = row.reduce(0) { $0 + SpecialFunctions.exp($1) * $1 * $1 }
        let score = moments.tokens[position]
        expectClose(try #require(score.mean), mean, absolute: 1e-5)
        expectClose(
          try #require(score.standardDeviation), (square - mean * mean).squareRoot(),
          absolute: 1e-4)
        #expect(score.rank == whole.tokens[position].rank)
      }
    }
  }
}
