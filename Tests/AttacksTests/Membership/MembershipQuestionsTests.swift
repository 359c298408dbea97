// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import LanguageModels
import TestSupport
import Testing

/// A model of bytes whose log-probabilities depend on the place, the byte and the one before.
private struct PlainModel: LanguageModel {
  var beginning: TokenID?
  var ending: TokenID?
  var contextLength: Int?
  /// What is added to every log-probability.
  var shift = 0.0

  var identity: ModelIdentity { ModelIdentity(name: "plain", architecture: nil, digest: nil) }
  var capability: Capability { .tokenLogProbabilities }

  func tokenize(_ text: String) async throws(LanguageModelError) -> [TokenID] {
    [beginning].compactMap(\.self) + text.utf8.map(TokenID.init) + [ending].compactMap(\.self)
  }

  func detokenize(_ tokens: [TokenID]) async throws(LanguageModelError) -> String {
    String(decoding: tokens.filter { $0 < 256 }.map { UInt8($0) }, as: UTF8.self)
  }

  static func value(_ tokens: [TokenID], _ place: Int) -> Double {
    -1 - Double(place % 7) / 10 - Double((Int(tokens[place]) * 31 + Int(tokens[place - 1])) % 13)
      / 9
  }

  func score(
    _ tokens: [TokenID], detail: ScoreDetail
  ) async throws(LanguageModelError) -> SequenceScores {
    SequenceScores(
      tokens: tokens.indices.map {
        TokenScore(
          token: tokens[$0],
          logProbability: $0 == 0 ? nil : PlainModel.value(tokens, $0) + shift)
      })
  }

  func generate(
    after prompt: [TokenID], _ settings: GenerationSettings
  ) async throws(LanguageModelError) -> Generation {
    Generation(tokens: [], text: "", ending: .stop)
  }

  func embed(_ tokens: [TokenID]) async throws(LanguageModelError) -> [Float]? { nil }
}

@Suite struct MembershipQuestionsTests {
  private static let text = "We met at noon."

  private func score(
    _ attack: MembershipAttack, _ model: PlainModel,
    _ prepare: (inout MembershipQuestions) -> Void
  ) async throws -> Double? {
    var questions = MembershipQuestions([attack])
    prepare(&questions)
    let tokens = try await model.tokenize(Self.text).prefix(model.contextLength ?? .max)
    return try await MembershipReading(
      Self.text, Array(tokens), model, questions: questions
    ).byAttack[attack.rawValue]
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  /// With a declared beginning, all of the text's own tokens have a score with and without the prefix.
  @Test(arguments: [nil, 256] as [TokenID?], [nil, 257] as [TokenID?])
  func recallComparesTheSameTokens(beginning: TokenID?, ending: TokenID?) async throws {
    let model = PlainModel(beginning: beginning, ending: ending)
    let found = try #require(
      try await RecallPrefix.of(["", "abc", "never"], limit: 5, model))
    #expect(found.tokens == Array("abcne".utf8).map(TokenID.init))
    #expect(found.texts == ["abc", "never"])
    let value = try await score(.recall, model) { $0.prefix = found }
    let start = [beginning].compactMap(\.self)
    let body = Self.text.utf8.map(TokenID.init)
    let count = body.count - (beginning == nil ? 1 : 0)
    let (alone, after) = (start + body, start + found.tokens + body)
    let plain = (alone.count - count..<alone.count).map { PlainModel.value(alone, $0) }
    let prefixed = (after.count - count..<after.count).map { PlainModel.value(after, $0) }
    #expect(isClose(try #require(value), Self.mean(prefixed) / Self.mean(plain), relative: 1e-12))
  }

  @Test func recallReadsTheBeginningOfWhatDoesNotFit() async throws {
    let model = PlainModel(beginning: 256, contextLength: 12)
    let found = try #require(try await RecallPrefix.of(["abcdefgh"], limit: 4, model))
    let value = try await score(.recall, model) { $0.prefix = found }
    let body = Self.text.utf8.map(TokenID.init)
    // One beginning, four tokens of prefix, so seven of the text.
    let (alone, after) = ([256] + body, [256] + found.tokens + body.prefix(7))
    let plain = (1...7).map { PlainModel.value(alone, $0) }
    let prefixed = (5...11).map { PlainModel.value(after, $0) }
    #expect(isClose(try #require(value), Self.mean(prefixed) / Self.mean(plain), relative: 1e-12))
  }

  @Test func aTextOfThePrefixIsNotAsked() async throws {
    let model = PlainModel()
    let found = try #require(try await RecallPrefix.of([Self.text], limit: 50, model))
    #expect(try await score(.recall, model) { $0.prefix = found } == nil)
    #expect(try await RecallPrefix.of([""], limit: 5, PlainModel(beginning: 256)) == nil)
  }

  @Test func aReferenceOfOtherTokensIsComparedByTheWholeText() async throws {
    let same = try await score(.reference, PlainModel()) { $0.reference = PlainModel(shift: -0.5) }
    #expect(isClose(try #require(same), 0.5, relative: 1e-12))
    // A beginning gives the first byte a score, too; the sum counts, over the model's own tokens.
    let other = PlainModel(beginning: 256)
    let value = try await score(.reference, PlainModel()) { $0.reference = other }
    let body = Self.text.utf8.map(TokenID.init)
    let own = (1..<body.count).map { -PlainModel.value(body, $0) }.reduce(0, +)
    let sum = (1...body.count).map { -PlainModel.value([256] + body, $0) }.reduce(0, +)
    let expected = (sum - own) / Double(body.count - 1)
    #expect(isClose(try #require(value), expected, relative: 1e-12))
    // The reference cannot read all of it, and its tokens are others.
    let short = PlainModel(beginning: 256, contextLength: 9)
    #expect(try await score(.reference, PlainModel()) { $0.reference = short } == nil)
  }

  @Test func neighboursDifferInAShareOfWordsOfTheSameShape() throws {
    let texts = ["The old cat slept on 12 mats.", "The new dog stood by 34 cars, not 5 vans."]
    let maker = TextNeighbours(wordsOf: texts, count: 6, share: 0.3, seed: Seed(4))
    for text in texts {
      let copies = maker.copies(of: text)
      #expect(copies.count == 6)
      #expect(copies == maker.copies(of: text))
      for copy in copies {
        #expect(copy != text)
        let (own, other) = (text.split(separator: " "), copy.split(separator: " "))
        #expect(own.map(\.count) == other.map(\.count))
        let changed = zip(own, other).count { $0 != $1 }
        #expect((1...3).contains(changed))
      }
      #expect(Set(copies).count > 1)
    }
    #expect(maker.copies(of: "?! ...").isEmpty)
  }

  @Test func whatIsNotThereIsNamed() {
    let questions = MembershipQuestions(MembershipAttack.allCases)
    #expect(questions.names.count == 11)
    #expect(questions.reason(without: "reference") == "needs a reference model")
    #expect(questions.reason(without: "recall").contains("never saw"))
    #expect(questions.reason(without: "neighbour").contains("none was asked for"))
    #expect(questions.reason(without: "min-k++ (muse)").contains("whole distribution"))
    #expect(questions.reason(without: "min-k (muse)").contains("log-probability"))
    #expect(questions.passCount == 3)
  }
}
