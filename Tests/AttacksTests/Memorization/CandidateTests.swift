// SPDX-License-Identifier: Apache-2.0

import Attacks
import LanguageModels
import TestSupport
import Testing

@Suite struct CandidateTests {
  /// Two others are at least as likely, of which one is just as likely: third of five.
  @Test func tiesCountAgainstTheAttacker() {
    let rank = CandidateRank(of: -2, among: [-1, -2, -3, -4])
    #expect(rank == CandidateRank(rank: 3, count: 5))
    #expect(!rank.isFirst)
    #expect(rank.chance == 0.2)
    #expect(rank.precedence == 0.5)
    #expect(CandidateRank(of: 0, among: [-1, -1]).isFirst)
    #expect(CandidateRank(of: -1, among: [-1]).precedence == 0)
    #expect(CandidateRank(of: -1, among: []).precedence == 0.5)
  }

  @Test(arguments: [
    ("Ann lives in Rome. She likes it.", " lives in Rome."), ("Ann?\nAnd then", "?"),
    ("Ann is 3.5 m from it", " is 3.5 m from it"), ("Ann\nlives", ""),
  ])
  func theRestOfTheSentenceEndsWithIt(text: String, rest: String) {
    let gap = CandidateText(without: 0..<3, in: text)
    #expect(gap.before.isEmpty)
    #expect(gap.after == rest)
  }

  @Test func aLexiconFindsWholeWordsAndSaysWhichAreExact() {
    let lexicon = ValueLexicon([
      "(206) 555-0118", "Anna Ray", "ann@post.example", "27", "Ray Street 4",
    ])
    let found = lexicon.search("anna ray: call 206-555-0118 or (206) 555-0118, she is 27.")
    #expect(found.exact == [0])
    #expect(found.normalized == [0, 1])
    #expect(lexicon.search("Joanna Ray and Anna Rays").normalized.isEmpty)
    #expect(lexicon.search("Write to ann@post.example.").exact == [2])
    #expect(lexicon.search("Ray Street 41").normalized.isEmpty)
    #expect(lexicon.search("").normalized.isEmpty)
    #expect(!ValueLexicon.isFindable("27"))
  }

  @Test func aPromptHoldsWhatTheAskerKnows() {
    let known = [
      AttributePrompt.Fact(attribute: "work-phone", value: "555"),
      AttributePrompt.Fact(attribute: "job-title", value: "baker"),
    ]
    let texts = AttributePrompt.Form.allCases.map {
      AttributePrompt(
        asking: "birth-city", of: "Ann Ray", knowing: Array(known.prefix($0.knownCount))
      ).text
    }
    #expect(texts[0] == "The birth city of Ann Ray is")
    #expect(
      texts[1]
        == "The phone number at work of Ann Ray is 555. The birth city of Ann Ray is")
    #expect(
      texts[2]
        == "The phone number at work of Ann Ray is 555. The job title of Ann Ray is baker. "
        + "The birth city of Ann Ray is")
  }

  @Test func longTextsAreCutAfterThePrefixAndShortOnesInHalf() throws {
    let tokens = (0..<25).map { TokenID($0) }
    let full = try #require(SuffixProbe(tokens, beginningCount: 1, prefixCount: 12))
    #expect(full.isFull)
    #expect(full.tokens == tokens)
    #expect(full.suffixCount == 12)
    let half = try #require(SuffixProbe(tokens, beginningCount: 0, prefixCount: 13))
    #expect(!half.isFull)
    #expect(half.suffixCount == 13)
    #expect(SuffixProbe(Array(tokens.prefix(16)), beginningCount: 1, prefixCount: 12) == nil)
    let cut = try #require(SuffixProbe(tokens, beginningCount: 1, prefixCount: 4))
    #expect(cut.tokens.count == 9)
  }

  /// Of three tokens the rule keeps two, of probabilities .5 and .3 at every place: the suffix of one
  /// likelier and one less likely token has .5/.8 times .3/.8 of it, and .5 times .3 without the rule.
  @Test func theCutProbabilityIsSharedOutAnew() async throws {
    let model = ThreeTokenModel()
    let probe = try #require(
      SuffixProbe(
        Array(repeating: 0, count: 15) + [0, 1], beginningCount: 0, prefixCount: 15))
    #expect(probe.suffixCount == 9)
    let read = try await SuffixReading.reading(of: probe, model, topK: 2)
    let reading = try #require(read)
    #expect(!reading.isGreedy)
    let (likely, other) = (logarithm(0.5), logarithm(0.3))
    #expect(isClose(reading.logProbability, 8 * likely + other, absolute: 1e-12))
    let cut = 8 * logarithm(0.5 / 0.8) + logarithm(0.3 / 0.8)
    #expect(isClose(try #require(reading.cutLogProbability), cut, absolute: 1e-12))
    let rare = try #require(
      SuffixProbe(
        Array(repeating: 0, count: 15) + [0, 2], beginningCount: 0, prefixCount: 15))
    let missed = try await SuffixReading.reading(of: rare, model, topK: 2)
    #expect(missed?.cutLogProbability == -.infinity)
    #expect(try await SuffixReading.reading(of: probe, model, topK: nil)?.cutLogProbability == nil)
  }
}

/// A model of three tokens that finds them .5, .3 and .2 likely everywhere.
private struct ThreeTokenModel: LanguageModel {
  private static let logs = [0.5, 0.3, 0.2].map(logarithm)

  var identity: ModelIdentity { ModelIdentity(name: "three", architecture: nil, digest: nil) }
  var capability: Capability { .distributions }
  var contextLength: Int? { nil }

  func tokenize(_ text: String) async throws(LanguageModelError) -> [TokenID] { [] }
  func detokenize(_ tokens: [TokenID]) async throws(LanguageModelError) -> String { "" }
  func embed(_ tokens: [TokenID]) async throws(LanguageModelError) -> [Float]? { nil }

  func score(
    _ tokens: [TokenID], detail: ScoreDetail
  ) async throws(LanguageModelError) -> SequenceScores {
    var kept: [RankedToken] = []
    if case .top(let count) = detail {
      kept = (0..<count).map {
        RankedToken(token: TokenID($0), logProbability: ThreeTokenModel.logs[$0])
      }
    }
    return SequenceScores(
      tokens: tokens.map {
        TokenScore(
          token: $0, logProbability: ThreeTokenModel.logs[Int($0)], rank: Int($0) + 1, top: kept)
      })
  }

  func generate(
    after prompt: [TokenID], _ settings: GenerationSettings
  ) async throws(LanguageModelError) -> Generation {
    Generation(tokens: [], text: "", ending: .length)
  }
}
