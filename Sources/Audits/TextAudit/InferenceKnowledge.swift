// SPDX-License-Identifier: Apache-2.0

import Corpora
import PersonalData

/// What an audit of texts knows of the world: places, occupations, and the classes of attributes.
struct InferenceKnowledge: Sendable {
  /// The classes of attributes.
  let classes: AttributeClasses
  private let anonymizer: TextAnonymizer

  /// Reads tables.
  ///
  /// - Parameter lexicons: The folder `Corpora`.
  /// - Throws: `AuditError` where a table is missing or not of its form.
  init(lexicons: String) throws(AuditError) {
    let classes: AttributeClasses
    do throws(CorpusError) {
      classes = try AttributeClasses(corporaFolder: lexicons)
    } catch {
      throw AuditError(error)
    }
    self.classes = classes
    anonymizer = TextAnonymizer(
      detectors: TextAnonymizer.patternDetectors
        + [PhraseDetector(), GazetteerDetector(gazetteer: classes.gazetteer)])
  }

  /// An author's texts as the anonymizer leaves them: values that are known to stand there are masked, and
  /// what patterns, phrases and the gazetteer find.
  func anonymized(_ author: TextAuthor) -> TextAuthor {
    let texts = author.texts.map { text in
      let known = text.values.map { value in
        PersonalDataSpan(
          range: value.range, kind: PersonalDataKind(rawValue: value.attribute), detector: "truth")
      }
      return AuthoredText(
        identifier: text.identifier, text: anonymizer.masked(text.text, known: known).text,
        thread: text.thread, time: text.time)
    }
    return TextAuthor(
      identifier: author.identifier, name: author.name, truth: author.truth,
      labels: author.labels, texts: texts)
  }

  /// What judges a chat model's guesses.
  func scorer(_ mode: ScoringMode) -> GuessScorer { GuessScorer(mode, classes) }

  /// Names for the places that a text mentions: country and part of the world, and the city where one is.
  func placeNames(in text: String) -> [String] {
    classes.gazetteer.places(in: text).flatMap { mention in
      [
        mention.place.country.map { "country \($0)" },
        mention.place.subregion.map { "subregion \($0)" },
        mention.place.city.map { "city \($0)" },
      ].compactMap(\.self)
    }
  }
}
