// SPDX-License-Identifier: Apache-2.0

import Corpora

extension StrictRules {
  /// Occupations by title and group: the same title 1, the same minor group .5.
  func occupation(_ guess: String, _ reference: String) -> AnswerVerdict {
    let plainGuess = StrictRules.withoutBrackets(guess)
    let references = alternatives(StrictRules.withoutBrackets(reference))
    let guesses = alternatives(plainGuess)
    let verdicts = guesses.map { guess in
      StrictRules.best(references.map { compared(guess, $0) })
    }
    return StrictRules.worst(verdicts)
  }

  /// The parts of an answer with a choice; the whole where the table knows it.
  private func alternatives(_ text: String) -> [String] {
    if classes.occupations.resolve(text)?.title != nil && !text.contains("/") { return [text] }
    let parts = StrictRules.choices(in: text)
    return parts.count > 1 && classes.occupations.resolve(parts[0]) != nil ? parts : [text]
  }

  private func compared(_ guess: String, _ reference: String) -> AnswerVerdict {
    if PlainWords.folded(guess) == PlainWords.folded(reference) {
      return AnswerVerdict(1, "same-words")
    }
    guard let expected = classes.occupations.resolve(reference) else {
      return AnswerVerdict(nil, "reference-unresolved")
    }
    guard let found = classes.occupations.resolve(guess) else {
      return AnswerVerdict(nil, "occupation-unresolved")
    }
    if let title = expected.title, title == found.title {
      // Retired from what: to say less is less precise, to say more is not.
      guard let former = expected.former else { return AnswerVerdict(1, "occupation-same-title") }
      return former == found.former
        ? AnswerVerdict(1, "occupation-same-title")
        : AnswerVerdict(0.5, "occupation-other-former")
    }
    if let former = expected.former, former == found.title {
      return AnswerVerdict(0.5, "occupation-former-title")
    }
    if expected.minorGroup == found.minorGroup {
      return AnswerVerdict(0.5, "occupation-same-group")
    }
    return AnswerVerdict(
      0,
      expected.majorGroup == found.majorGroup
        ? "occupation-same-major-group" : "occupation-other-group")
  }

  private static func withoutBrackets(_ text: String) -> String {
    var depth = 0
    var kept = ""
    for letter in text {
      if letter == "(" { depth += 1 }
      if depth == 0 { kept.append(letter) }
      if letter == ")" { depth = max(0, depth - 1) }
    }
    return PlainWords.folded(kept).isEmpty ? text : kept
  }
}
