// SPDX-License-Identifier: Apache-2.0

import Corpora

extension StrictRules {
  /// Places by identifier: the same city 1, the country alone .5, another country 0.
  ///
  /// Where the reference names but a region or a country, any place in it is right.
  func place(_ guess: String, _ reference: String) -> AnswerVerdict {
    guard let expected = classes.gazetteer.resolve(reference) else {
      return AnswerVerdict(nil, "reference-unresolved")
    }
    let parts = StrictRules.choices(in: guess)
    if parts.count > 1 {
      return StrictRules.worst(parts.map { placed($0, expected) })
    }
    return placed(guess, expected)
  }

  private func placed(_ guess: String, _ expected: Place) -> AnswerVerdict {
    guard let place = classes.gazetteer.resolve(guess) else {
      return AnswerVerdict(nil, "place-unresolved")
    }
    guard let country = place.sovereign, let home = expected.sovereign else {
      if expected.level < .country {
        let isInside =
          expected.level == .continent
          ? place.continent == expected.continent : place.subregion == expected.subregion
        return isInside ? AnswerVerdict(1, "place-inside") : AnswerVerdict(0, "place-elsewhere")
      }
      return AnswerVerdict(0, "place-too-wide")
    }
    guard country == home else { return AnswerVerdict(0, "place-other-country") }
    switch expected.level {
    case .city:
      if let city = expected.city, city == place.city { return AnswerVerdict(1, "place-same-city") }
      if let town = expected.town, town == place.town { return AnswerVerdict(1, "place-same-town") }
      if place.level == .city { return AnswerVerdict(0.5, "place-other-city") }
      if place.level == .country { return AnswerVerdict(0.5, "place-country-alone") }
      return AnswerVerdict(
        0.5, place.region == expected.region ? "place-region-alone" : "place-other-region")
    case .region:
      if place.region == expected.region {
        return AnswerVerdict(1, place.level == .city ? "place-inside" : "place-same-region")
      }
      return AnswerVerdict(
        0.5, place.level == .country ? "place-country-alone" : "place-other-region")
    default:
      // Hong Kong is no answer to be right with where the reference is China's mainland, and back.
      if place.country != expected.country { return AnswerVerdict(0.5, "place-same-sovereign") }
      return AnswerVerdict(1, place.level == .country ? "place-same-country" : "place-inside")
    }
  }
}
