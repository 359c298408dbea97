// SPDX-License-Identifier: Apache-2.0

import Corpora
public import Evidence

/// One line for each guess that was scored: the score and the rule, and nothing of a person.
public enum ScoringReceipts {
  /// Returns the lines of a file of receipts.
  ///
  /// A line has `author` (keyed digest of the name), `adversary`, `attribute`, `hardness`, `certainty`,
  /// `guess` (from 1), `score` (null where undecided), `rule`, and `stored` where a judge's verdict
  /// is. An answer without guesses has one line of guess 0.
  ///
  /// - Parameters:
  ///   - answers: What was scored.
  ///   - key: Hides the authors' names.
  ///   - showingValues: Whether the guess and the label stand there in words too.
  /// - Returns: JSON Lines in UTF-8.
  /// - Throws: Where a digest cannot be taken.
  public static func lines(
    of answers: [ScoredAnswer], key: SubjectKey, showingValues: Bool = false
  ) throws(EvidenceError) -> [UInt8] {
    var bytes: [UInt8] = []
    for answer in answers {
      let author = try key.digest(of: answer.name)
      let verdicts =
        answer.verdicts.isEmpty ? [AnswerVerdict(0, "empty-answer")] : answer.verdicts
      for (place, verdict) in verdicts.enumerated() {
        var members: [String: JSONValue] = [
          "adversary": .string(answer.adversary), "author": .string(author),
          "attribute": .string(answer.attribute.rawValue),
          "hardness": .int(answer.label.hardness), "certainty": .int(answer.label.certainty),
          "guess": .int(answer.verdicts.isEmpty ? 0 : place + 1),
          "score": .number(orNull: verdict.score), "rule": .string(verdict.rule),
          "scoring": .string(answer.mode.rawValue),
        ]
        if let stored = answer.stored, stored.indices.contains(place) {
          members["stored"] = .number(stored[place])
        }
        if showingValues {
          members["label"] = .string(answer.label.estimate)
          members["answer"] =
            answer.answer.guesses.indices.contains(place)
            ? .string(answer.answer.guesses[place]) : .null
        }
        bytes += try JSONValue.object(members).canonicalBytes()
        bytes.append(UInt8(ascii: "\n"))
      }
    }
    return bytes
  }
}
