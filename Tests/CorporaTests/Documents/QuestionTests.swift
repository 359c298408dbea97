// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import Testing

/// Questions whose gold evidence is marked.
@Suite struct QuestionTests {
  @Test func evidenceCutsOutTheAnswer() throws {
    let corpus = try ToyCorpus(ToyCommunity())
    let documents = Dictionary(
      uniqueKeysWithValues: corpus.lines.map { ($0.text("id"), $0) })
    #expect(corpus.questions.count == corpus.counts.questions && corpus.questions.count > 8)
    for question in corpus.questions {
      #expect(!question.list("evidence").isEmpty)
      for place in question.list("evidence") {
        let document = try #require(documents[place.text("document")])
        let isVerbatim = place.text("disclosure") == "verbatim"
        #expect((document.slice(place) == question.text("answer")) == isVerbatim)
        #expect(["chat", "assistant", "purchase"].contains(document.text("kind")))
      }
    }
    let ids = corpus.questions.map { $0.text("id") }
    #expect(Set(ids).count == ids.count)
  }

  @Test func aQuestionNamesThePersonAndNotTheAnswer() throws {
    let community = ToyCommunity()
    for question in try ToyCorpus(community).questions {
      let seat = try #require(Int(question.text("profile").dropFirst()))
      #expect(question.text("question").contains(community.texts[seat][.fullName] ?? "?"))
      #expect(!question.text("question").contains(question.text("answer")))
      #expect((1...3).contains(question.number("hardness")))
    }
  }
}
