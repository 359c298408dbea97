// SPDX-License-Identifier: Apache-2.0

/// The closed classes of each attribute, by which adversaries are trained and compared.
///
/// Age in 4 bands, sex in 2, education in 5 levels, occupation in 8 major groups, income in 4
/// levels, relationship status in 6, places in 11 parts of the world or by country. The same map
/// serves the generator's truth, what readers noted down, and free answers; docs/methods/
/// attribute-scoring.md prints it.
public struct AttributeClasses: Sendable {
  /// Whether places are told apart by part of the world or by country.
  public enum PlaceGrain: String, Sendable {
    case region
    case country
  }

  /// The gazetteer that places are looked up in.
  public let gazetteer: Gazetteer
  /// The table that occupations are looked up in.
  public let occupations: OccupationTable

  /// Creates the classes over a gazetteer and a table of occupations.
  public init(gazetteer: Gazetteer, occupations: OccupationTable) {
    self.gazetteer = gazetteer
    self.occupations = occupations
  }

  /// Reads `gazetteer/` and `lexicons/occupations.tsv` of a folder `Corpora`.
  public init(corporaFolder: String) throws(CorpusError) {
    self.init(
      gazetteer: try Gazetteer(folder: "\(corporaFolder)/gazetteer"),
      occupations: try OccupationTable(folder: "\(corporaFolder)/lexicons"))
  }

  /// The names of an attribute's classes, in the order of their indices.
  public func names(
    of attribute: InferredAttribute, places: PlaceGrain = .region
  ) -> [String] {
    switch attribute {
    case .age: AttributeClasses.ageBands.map(\.name)
    case .sex: ["female", "male"]
    case .education: AttributeClasses.educationNames
    case .occupation: OccupationTable.majorGroups
    case .incomeLevel: IncomeLevel.allCases.map(\.word)
    case .relationshipStatus: RelationshipStatus.allCases.map(\.rawValue)
    case .city, .birthCity:
      places == .region ? AttributeClasses.regionNames : gazetteer.countryCodes
    }
  }

  /// Returns the class of a text about an attribute; nil where it names none, or several.
  public func classIndex(
    of text: String, attribute: InferredAttribute, places: PlaceGrain = .region
  ) -> Int? {
    switch attribute {
    case .age: AgeSpan(text).flatMap(AttributeClasses.band)
    case .sex:
      AttributeClasses.only(StatedSex.sexes(in: text)).flatMap {
        $0 == .other ? nil : $0 == .female ? 0 : 1
      }
    case .education:
      AttributeClasses.only(StatedEducation.levels(in: text)).map {
        max(0, $0.rawValue - StatedEducation.highSchool.rawValue)
      }
    case .occupation:
      occupations.resolve(text).flatMap {
        OccupationTable.majorGroups.firstIndex(of: $0.majorGroup)
      }
    case .incomeLevel:
      IncomeLevel.levels(in: text).flatMap { levels in
        // The neighbours of the middle are middle: the level that both spans share.
        levels.contains(.middle)
          ? 1
          : levels.lowerBound == levels.upperBound
            ? levels.lowerBound.rawValue : nil
      }
    case .relationshipStatus:
      AttributeClasses.only(RelationshipStatus.statuses(in: text)).flatMap {
        RelationshipStatus.allCases.firstIndex(of: $0)
      }
    case .city, .birthCity: placeIndex(of: text, places)
    }
  }

  private func placeIndex(of text: String, _ grain: PlaceGrain) -> Int? {
    guard let place = gazetteer.resolve(text) else { return nil }
    guard grain == .region else {
      return place.country.flatMap { gazetteer.countryCodes.firstIndex(of: $0) }
    }
    return place.subregion.flatMap { AttributeClasses.regionOf[$0] }
  }

  /// The bands of ages; the first starts at 0 and the last does not end.
  static let ageBands: [(name: String, first: Int)] = [
    ("under-30", 0), ("30-44", 30), ("45-59", 45), ("60-plus", 60),
  ]

  static let educationNames = [
    "high-school-or-less", "studying", "college-degree", "masters-degree", "doctorate",
  ]

  /// The parts of the world, each of one or more of the United Nations' subregions.
  static let regions: [(name: String, subregions: [String])] = [
    ("northern-america", ["Northern America"]),
    ("latin-america", ["Central America", "Caribbean", "South America"]),
    ("northern-europe", ["Northern Europe"]),
    ("western-europe", ["Western Europe"]),
    ("southern-europe", ["Southern Europe"]),
    ("eastern-europe", ["Eastern Europe"]),
    (
      "africa",
      [
        "Northern Africa", "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa",
      ]
    ),
    ("western-and-central-asia", ["Western Asia", "Central Asia"]),
    ("southern-and-south-eastern-asia", ["Southern Asia", "South-eastern Asia"]),
    ("eastern-asia", ["Eastern Asia"]),
    ("oceania", ["Australia and New Zealand", "Melanesia", "Micronesia", "Polynesia"]),
  ]

  static let regionNames = regions.map(\.name)

  private static let regionOf: [String: Int] = {
    var indices: [String: Int] = [:]
    for (index, region) in regions.enumerated() {
      for subregion in region.subregions { indices[subregion] = index }
    }
    return indices
  }()

  /// The band that most of a span lies in, the younger of two alike; nil for a span over 30 years.
  private static func band(of span: AgeSpan) -> Int? {
    if span.width > 30 && !span.isOpen { return nil }
    let middle = span.isOpen ? (span.low == 0 ? span.high : span.low) : (span.low + span.high) / 2
    return ageBands.lastIndex { $0.first <= middle }
  }

  private static func only<Value>(_ values: Set<Value>) -> Value? {
    values.count == 1 ? values.first : nil
  }
}
