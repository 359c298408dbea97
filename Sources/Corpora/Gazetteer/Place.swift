// SPDX-License-Identifier: Apache-2.0

/// A place that a text names, as exactly as the text names it.
public struct Place: Hashable, Sendable {
  /// How exactly it is named.
  public enum Level: String, Comparable, Sendable {
    case continent
    case subregion
    case country
    case region
    case city

    private static let order: [Level] = [.continent, .subregion, .country, .region, .city]

    /// Whether it is the less exact one.
    public static func < (left: Level, right: Level) -> Bool {
      (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
    }
  }

  /// How exactly it is named; `city` also where the city is none that the gazetteer knows.
  public var level: Level
  /// The identifier of the city by GeoNames; nil where none is named, or none that is known.
  public var city: Int?
  /// The folded name of a town that the gazetteer does not know; nil elsewhere.
  public var town: String?
  /// The first-level region, as the country's code, a point and GeoNames' code: `US.OH`.
  public var region: String?
  /// The two-letter code of the country by ISO 3166.
  public var country: String?
  /// The code of the state that the country is part of: `CN` for Hong Kong, else its own.
  public var sovereign: String?
  /// The part of the world by the United Nations' M49, such as `Western Europe`.
  public var subregion: String?
  /// The continent.
  public var continent: String?
  /// Whether another place of this name is as likely to be meant.
  public var isAmbiguous = false
  /// Whether the name was misspelt, and is taken for the one large city that it is next to.
  public var isCorrected = false

  init(
    _ level: Level, city: Int? = nil, town: String? = nil, region: String? = nil,
    country: String? = nil, sovereign: String? = nil, subregion: String? = nil,
    continent: String? = nil
  ) {
    self.level = level
    self.city = city
    self.town = town
    self.region = region
    self.country = country
    self.sovereign = sovereign
    self.subregion = subregion
    self.continent = continent
  }
}

/// A place that a running text mentions.
public struct PlaceMention: Equatable, Sendable {
  /// Whether the text names the place, or its people (`German`).
  public enum Kind: String, Sendable {
    case name
    case demonym
  }

  /// The place.
  public let place: Place
  /// What names it.
  public let kind: Kind
  /// Where it stands, in bytes of UTF-8 from the start of the text.
  public let range: Range<Int>
}
