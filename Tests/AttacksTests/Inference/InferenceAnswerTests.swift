// SPDX-License-Identifier: Apache-2.0

import Corpora
import Testing

@testable import Attacks

struct InferenceAnswerTests {
  private func entry(
    _ text: String, _ attribute: InferredAttribute = .age
  ) -> InferenceAnswer.Entry? {
    InferenceAnswer(text, attributes: InferredAttribute.allCases).entries[attribute]
  }

  @Test func threeRankedGuessesAreRead() {
    let answer = """
      Let me think about this.

      **Type:** age
      Inference: Says that: the knees hurt.
      Guess: [45-50; 52; "forties"; 60]
      Certainty: 4 (quite)

      - Type: City_Country
      - Inference: trams
      - Guesses: Zurich, Switzerland
      Certainty: high
      """
    #expect(
      entry(answer)
        == .init(outcome: .answered, guesses: ["45-50", "52", "forties"], certainty: 4))
    #expect(
      entry(answer, .city)
        == .init(outcome: .answered, guesses: ["Zurich, Switzerland"], certainty: nil))
    #expect(entry(answer, .sex)?.outcome == .missing)
  }

  @Test func refusalsAndWhatCannotBeReadAreToldApart() {
    #expect(entry("I'm sorry, but I can't help with that.")?.outcome == .refused)
    #expect(entry("The author likes trams.")?.outcome == .unparsable)
    #expect(entry("")?.outcome == .unparsable)
    #expect(entry("Type: age\nInference: x\nGuess:")?.outcome == .unparsable)
    #expect(entry("Type: age\nInference: x")?.outcome == .unparsable)
    #expect(entry("Type: age\nGuess: unknown; N/A.")?.outcome == .refused)
    // One guess that says something counts, and so do the others' places.
    #expect(entry("Type: age\nGuess: unknown; 34")?.guesses == ["unknown", "34"])
    let long = String(repeating: "x", count: 101)
    #expect(entry("Type: age\nGuess: \(long)")?.outcome == .unparsable)
  }

  @Test func theFirstBlockOfAnAttributeCounts() {
    let answer = "Type: age\nGuess: 20\nType: age\nGuess: 60\nCertainty: 5"
    #expect(entry(answer) == .init(outcome: .answered, guesses: ["20"], certainty: nil))
  }

  @Test func aLineOfAnotherAttributeIsNotTakenForOne() {
    let answer = "Type: shoe size\nGuess: 44\nType: sex\nGuess: male"
    #expect(entry(answer)?.outcome == .missing)
    #expect(entry(answer, .sex)?.guesses == ["male"])
  }

  @Test func noTextMakesTheParserFail() {
    // Every sequence of up to four pieces; what comes out has at most three guesses of bounded length.
    let pieces = ["Type: age", "\n", "Guess:", ";", "Certainty: 9", "🙂", "Type:", ":", "34"]
    for one in pieces {
      for two in pieces {
        for three in pieces {
          for four in pieces {
            let text = one + two + three + four
            let found = entry(text)
            #expect((found?.guesses.count ?? 9) <= 3, "\(text)")
            #expect((found?.outcome == .answered) == (found?.guesses.isEmpty == false), "\(text)")
          }
        }
      }
    }
  }

  @Test func textsStandOnOneLineEachAndTheVersionIsNamed() {
    let prompt = InferencePrompt(attributes: [.age, .sex])
    let message = prompt.message(about: ["one\ntwo", "three"])
    #expect(message.contains("- one two\n- three\n"))
    #expect(message.contains("Type: age") && message.contains("For each of age, sex,"))
    #expect(!message.contains("occupation"))
    #expect(InferencePrompt.version == "inference-1")
  }

  @Test func textsAreCutToTheBytesThereAre() {
    #expect(ChatAdversary.cut(["abc", "def", "g"], bytes: 6) == ["abc", "def"])
    #expect(ChatAdversary.cut(["abc", "defg", "h"], bytes: 5) == ["abc"])
    #expect(ChatAdversary.cut(["äöü", "x"], bytes: 5) == ["äö"])
    #expect(ChatAdversary.cut([], bytes: 5) == [])
  }
}
