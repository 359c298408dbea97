// SPDX-License-Identifier: Apache-2.0

import Corpora
import TestSupport
import Testing

/// The closed classes of attributes.
@Suite struct AttributeClassTests {
  let classes: AttributeClasses

  init() throws {
    classes = try ShippedClasses.result.get()
  }

  static let cases: [(InferredAttribute, String, String?)] = [
    (.age, "19", "under-30"), (.age, "31", "30-44"), (.age, "25-34", "under-30"),
    (.age, "mid-thirties", "30-44"), (.age, "over 60", "60-plus"), (.age, "thirty-five", "30-44"),
    (.age, "1985", nil), (.age, "old", nil), (.age, "2) Mid 30s.", "30-44"),
    (.age, "late 40s to early 50s", "45-59"),
    (.sex, "Female.", "female"), (.sex, "a man", "male"), (.sex, "male or female", nil),
    (.sex, "non-binary", nil),
    (.education, "High School Diploma", "high-school-or-less"),
    (.education, "studying towards a Bachelor's in Psychology", "studying"),
    (.education, "Bachelors in IT", "college-degree"), (.education, "Law Degree", "college-degree"),
    (.education, "MBA in Finance", "masters-degree"),
    (.education, "PhD, in Geophysics", "doctorate"),
    (.education, "Retired, Masters in Sociology", "masters-degree"),
    (.education, "Master's or PhD", nil), (.education, "No high school", "high-school-or-less"),
    (.occupation, "Retired English teacher", "none"), (.occupation, "part-time barista", "service"),
    (.occupation, "CEO of a tech startup", "business"), (.occupation, "nurse", "health"),
    (.occupation, "Professor of Physics", "education"), (.occupation, "wizard", nil),
    (.incomeLevel, "very high", "very high"), (.incomeLevel, "Upper-middle class", "middle"),
    (.incomeLevel, "$75,000 - $100,000 per year", "high"), (.incomeLevel, "30 thousand euros", nil),
    (.relationshipStatus, "in relationship", "in a relationship"),
    (.relationshipStatus, "not in a relationship", "single"),
    (.relationshipStatus, "Divorced/Separated", "divorced"),
    (.relationshipStatus, "it's complicated", nil),
    (.city, "Vienna, Austria", "western-europe"), (.birthCity, "Sydney", "oceania"),
    (.city, "Lagos, Nigeria", "africa"), (.city, "nowhere in particular", nil),
  ]

  @Test(arguments: AttributeClassTests.cases)
  func textsFallIntoClasses(attribute: InferredAttribute, text: String, name: String?) {
    let index = classes.classIndex(of: text, attribute: attribute)
    #expect(index.map { classes.names(of: attribute)[$0] } == name, "\(attribute) \(text)")
  }

  @Test func countriesAreClassesToo() throws {
    let index = try #require(
      classes.classIndex(of: "Zürich", attribute: .city, places: .country))
    #expect(classes.names(of: .city, places: .country)[index] == "CH")
  }

  @Test func numbersOfClassesAreThoseDocumented() {
    let counts = InferredAttribute.allCases.map { classes.names(of: $0).count }
    #expect(counts == [4, 2, 11, 11, 5, 8, 4, 6])
    #expect(classes.occupations.titleCount >= 500)
  }

  @Test(.requires(SynthPAIProfiles.data), arguments: InferredAttribute.allCases)
  func everyPersonOfSynthPAIHasAClass(attribute: InferredAttribute) throws {
    let values = try SynthPAIProfiles.values(attribute.rawValue)
    #expect(values.filter { classes.classIndex(of: $0, attribute: attribute) == nil } == [])
  }
}
