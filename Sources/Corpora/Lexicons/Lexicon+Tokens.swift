// SPDX-License-Identifier: Apache-2.0

extension Lexicon {
  /// All texts of all tables that can be somebody's values; a fresh list each time.
  ///
  /// Topics and the words of canaries are common words and belong to nobody.
  var texts: [String] {
    var all = [
      jobs.titles, jobs.industries, interests.texts, petNames.texts, allergies, disabilities,
      bloodTypes, products.names.texts, domains.mail, domains.employerEndings, domains.sites,
      platforms, handleWords.texts,
    ].flatMap(\.texts)
    for locale in locales {
      let places = locale.places
      all += [
        locale.femaleNames, locale.maleNames, locale.familyNames, places.cityNames,
        places.regionNames, places.regionCodes, places.areaCodes, locale.streets.stems,
        locale.streets.types, locale.streets.units,
      ].flatMap(\.texts)
      all += locale.facts.texts + locale.employers.texts + locale.schools.texts
    }
    return all
  }

  /// The words of all values in small letters, sorted and each once; made anew each time.
  ///
  /// A word is a run of letters and digits, so that `Port-au-Prince` has three. Grammars are checked
  /// against these words: a literal must not look like a value.
  public var tokens: [String] {
    var found: Set<String> = []
    for text in texts {
      for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber) }) {
        found.insert(word.lowercased())
      }
    }
    return found.sorted()
  }
}
