// SPDX-License-Identifier: Apache-2.0

import Attacks
import Corpora

/// What an audit of texts knows of the world: places, occupations, and the classes of attributes.
struct InferenceKnowledge: Sendable {
  /// The classes of attributes.
  let classes: AttributeClasses

  /// Reads tables.
  ///
  /// - Parameter lexicons: The folder `Corpora`.
  /// - Throws: `AuditError` where a table is missing or not of its form.
  init(lexicons: String) throws(AuditError) {
    do throws(CorpusError) {
      classes = try AttributeClasses(corporaFolder: lexicons)
    } catch {
      throw AuditError(error)
    }
  }

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
