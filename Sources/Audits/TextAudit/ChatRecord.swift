// SPDX-License-Identifier: Apache-2.0

import Attacks
import Corpora
import Evidence

/// What a question to a chat model left in the journal: verdicts and counts, no guess and no text.
struct ChatRecord: Sendable {
  /// What became of one attribute.
  struct Entry: Sendable {
    let outcome: InferenceAnswer.Outcome
    /// The score of each guess against what is known, best guess first.
    let truth: [Double]
    /// The score of each guess against the reader's label; nil where there is none.
    let label: [Double]?
    /// The rule that gave each score against what is known.
    let rules: [String]
    let certainty: Int?
  }

  let entries: [InferredAttribute: Entry]
  let textCount: Int
  let promptTokens: Int?
  let answerBytes: Int

  /// Scores an answer.
  init(
    _ reading: ChatAdversary.Reading, of author: TextAuthor, _ attributes: [InferredAttribute],
    _ scorer: GuessScorer
  ) {
    var entries: [InferredAttribute: Entry] = [:]
    for attribute in attributes {
      guard let answer = reading.answer.entries[attribute] else { continue }
      let label = author.labels[attribute]?.estimate
      let verdicts = (author.truth[attribute] ?? label).map { value in
        answer.guesses.map { scorer.verdict(on: $0, for: value, attribute) }
      }
      entries[attribute] = Entry(
        outcome: answer.outcome, truth: verdicts?.map(\.score) ?? [],
        label: label.map { label in
          answer.guesses.map { scorer.verdict(on: $0, for: label, attribute).score }
        },
        rules: verdicts?.map(\.rule) ?? [], certainty: answer.certainty)
    }
    self.entries = entries
    textCount = reading.textCount
    promptTokens = reading.promptTokenCount
    answerBytes = reading.answerByteCount
  }

  var json: JSONValue {
    .object([
      "entries": .object(
        Dictionary(
          uniqueKeysWithValues: entries.map { attribute, entry in
            var members: [String: JSONValue] = [
              "outcome": .string(entry.outcome.rawValue),
              "truth": .array(entry.truth.map(JSONValue.number)),
              "rules": .array(entry.rules.map(JSONValue.string)),
            ]
            members["label"] = entry.label.map { .array($0.map(JSONValue.number)) }
            members["certainty"] = entry.certainty.map { .int($0) }
            return (attribute.rawValue, .object(members))
          })),
      "texts": .int(textCount), "prompt-tokens": promptTokens.map { .int($0) } ?? .null,
      "answer-bytes": .int(answerBytes),
    ])
  }

  init(json: JSONValue) throws(EvidenceError) {
    let fields = try JSONFields(json, path: "journal.jsonl: chat")
    textCount = try fields.optionalInteger("texts") ?? 0
    promptTokens = try fields.optionalInteger("prompt-tokens")
    answerBytes = try fields.optionalInteger("answer-bytes") ?? 0
    var entries: [InferredAttribute: Entry] = [:]
    let object = try fields.value("entries")
    for attribute in InferredAttribute.allCases {
      guard let value = object[attribute.rawValue] else { continue }
      let own = try JSONFields(value, path: "journal.jsonl: chat")
      entries[attribute] = Entry(
        outcome: try own.word("outcome"),
        truth: (value["truth"]?.elements ?? []).compactMap(\.double),
        label: value["label"]?.elements?.compactMap(\.double), rules: try own.strings("rules"),
        certainty: try own.optionalInteger("certainty"))
    }
    self.entries = entries
  }
}
