// SPDX-License-Identifier: Apache-2.0

/// What documents of a corpus give away of the eight attributes, and how hard that is to see.
enum AttributeDisclosure {
  /// How hard an attribute is to tell, from 1 to 5, and how surely it is told, from 1 to 5.
  struct Grade: Equatable {
    let hardness: Int
    let certainty: Int
  }

  /// The easiest span of each attribute that a document discloses about a person.
  ///
  /// - Parameters:
  ///   - document: A line of documents.jsonl.
  ///   - person: The identifier of a profile.
  /// - Returns: Nothing for attributes that the document does not disclose; decoys do not count.
  /// - Throws: `malformedLine`.
  static func grades(
    in document: StoredLine, about person: String
  ) throws(CorpusError) -> [InferredAttribute: Grade] {
    let spans = try document.objects("spans").filter {
      $0.optionalText("profile") == person
        && $0.optionalText("disclosure") != Disclosure.decoy.rawValue
    }
    var grades: [InferredAttribute: Grade] = [:]
    for feature in InferredAttribute.allCases {
      let own = spans.filter { $0.optionalText("attribute") == feature.attribute.name }
      let found = own.map { ($0.integer("hardness") ?? 1, $0.integer("certainty") ?? 5) }
      if let easiest = found.min(by: { ($0.0, -$0.1) < ($1.0, -$1.1) }) {
        grades[feature] = Grade(hardness: max(easiest.0, 1), certainty: easiest.1)
      }
    }
    return grades
  }

  /// What is true of a person as SynthPAI writes it; empty where nothing is known.
  static func truth(_ feature: InferredAttribute, of profile: ProfileTexts) -> String {
    switch feature {
    case .city: profile.pair(.city, .country)
    case .birthCity: profile.pair(.birthCity, .birthCountry)
    default: profile[feature.attribute] ?? ""
    }
  }
}
