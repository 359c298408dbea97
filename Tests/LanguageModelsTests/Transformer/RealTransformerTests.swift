// SPDX-License-Identifier: Apache-2.0

import LanguageModels
import TestSupport
import Testing

/// Published weights, against a NumPy reference of their numbers.
@Suite struct RealTransformerTests {
  private static let story =
    "Once upon a time, there was a little girl named Lily. She loved to play outside in the park."

  /// What llama2.c documents for temperature 0 and 256 tokens.
  private static let documented = #"""
    Once upon a time, there was a little girl named Lily. She loved to play outside in the park. \#
    One day, she saw a big, red ball. She wanted to play with it, but it was too high.
    Lily's mom said, "Lily, let's go to the park." Lily was sad and didn't know what to do. She \#
    said, "I want to play with your ball, but I can't find it."
    Lily was sad and didn't know what to do. She said, "I'm sorry, Lily. I didn't know what to do."
    Lily didn't want to help her mom, so she said, "I'm sorry, mom. I didn't know what to do." \#
    Her mom said, "Don't worry, Lily. We can help you.
    """#

  private static let licence = """
    Permission is hereby granted, free of charge, to any person obtaining a copy of this software \
    and associated documentation files (the "Software"), to deal in the Software without \
    restriction, including without limitation the rights to use, copy, modify, merge, publish, \
    distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the \
    Software is furnished to do so, subject to the following conditions:
    """

  private static let alice = """
    Alice was beginning to get very tired of sitting by her sister on the bank, and of having \
    nothing to do: once or twice she had peeped into the book her sister was reading, but it had \
    no pictures or conversations in it, "and what is the use of a book," thought Alice, "without \
    pictures or conversation?"
    """

  private func stories(jobs: Int = 2) throws -> TransformerModel {
    let folder = try #require(RealData.stories260K.path)
    return try TransformerModel.open("\(folder)/stories260K.bin", jobs: jobs)
  }

  /// The mean of the lowest fifth.
  private func lowest(_ values: [Double]) -> Double {
    let count = values.count / 5
    return values.sorted().prefix(count).reduce(0, +) / Double(count)
  }

  @Test(.requires(.stories260K)) func aStoryHasTheReferencesScores() async throws {
    let model = try stories()
    let tokens = try await model.tokenize(Self.story)
    #expect(tokens.count == 32)
    #expect(tokens.starts(with: [1, 403, 407, 261, 378, 432, 383, 286]))
    let scores = try await model.score(tokens, detail: .moments)
    expectClose(try #require(scores.negativeLogLikelihood), 0.18035550, absolute: 1e-6)
    expectClose(lowest(scores.logProbabilities), -0.66468602, absolute: 2e-6)
    let standardized = try scores.tokens.dropFirst().map { score in
      let (own, mean) = (try #require(score.logProbability), try #require(score.mean))
      return (own - mean) / (try #require(score.standardDeviation))
    }
    expectClose(lowest(standardized), 0.01808086, absolute: 1e-6)
    #expect(scores.tokens.dropFirst().allSatisfy { $0.rank == 1 })
  }

  @Test(.requires(.stories260K)) func aStoryIsWrittenAsDocumented() async throws {
    let model = try stories()
    let whole = try await model.generate(after: [1], GenerationSettings(tokenLimit: 256))
    #expect(whole.text == Self.documented)
    // Its own test ends here, after 200 tokens.
    let part = try await model.generate(after: [1], GenerationSettings(tokenLimit: 200))
    #expect(part.text.hasSuffix("didn't want to help her mom, so she"))
    #expect(Self.documented.hasPrefix(part.text))
    let tokens = try await model.tokenize(Self.story)
    let rest = try await model.generate(
      after: tokens, GenerationSettings(tokenLimit: 257 - tokens.count))
    #expect(Self.story + rest.text == Self.documented)
  }

  @Test(.requires(.smolLM2)) func knownTextsHaveTheReferencesScores() async throws {
    let model = try TransformerModel.open(RealData.smolLM2.file(".gguf"), jobs: 2)
    let texts = [(Self.licence, 85, 1.55072), (Self.alice, 68, 3.46183)]
    var sequences: [[TokenID]] = []
    for (text, count, expected) in texts {
      let tokens = try await model.tokenize(text)
      #expect(tokens.count == count)
      let scores = try await model.score(tokens, detail: .chosen)
      expectClose(try #require(scores.negativeLogLikelihood), expected, absolute: 1e-5)
      sequences.append(tokens)
    }
    let licence = try await model.score(sequences[0], detail: .chosen)
    expectClose(lowest(licence.logProbabilities), -5.72709, absolute: 1e-5)
    let together = try model.score(sequences, detail: .chosen)
    #expect(together[0] == licence)
  }

  @Test(.requires(.stories260K)) func cachedAndFullPassesOfAStoryAgree() async throws {
    let model = try stories()
    let generation = try await model.generate(after: [1], GenerationSettings(tokenLimit: 256))
    let full = try await model.score([1] + generation.tokens.map(\.token), detail: .chosen)
    expectClose(
      generation.tokens.compactMap(\.logProbability), full.logProbabilities, absolute: 1e-5)
    let beside = try model.generate(after: [[1]], [GenerationSettings(tokenLimit: 256)])
    #expect(beside[0].tokens == Array(full.tokens.dropFirst()))
  }

  @Test(.requires(.smolLM2)) func roundedActivationsStayWithinAFewHundredths() async throws {
    let model = try TransformerModel.open(RealData.smolLM2.file(".gguf"), jobs: 2)
    let prompt = try await model.tokenize(Self.alice)
    let generation = try await model.generate(
      after: prompt,
      GenerationSettings(tokenLimit: 64, ignoresEnd: true, activations: .int8))
    let full = try await model.score(prompt + generation.tokens.map(\.token), detail: .chosen)
    let pairs = zip(
      generation.tokens.compactMap(\.logProbability), full.logProbabilities.suffix(64))
    let distance = pairs.reduce(0) { $0 + abs($1.0 - $1.1) } / 64
    #expect(distance < 0.05, "\(distance)")
  }
}
