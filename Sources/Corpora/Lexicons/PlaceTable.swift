// SPDX-License-Identifier: Apache-2.0

/// The regions and cities of one country, with what addresses and telephone numbers there begin.
///
/// Cities stand by region, so that those of a region are a range of positions. Populations are the
/// weights: a city is drawn in proportion to its own, a region to that of its cities together.
public struct PlaceTable: Sendable {
  /// The cities' names; a name may stand once in a region.
  public let cityNames: TextPool
  /// The GeoNames identifier of each city.
  public let geoNames: [UInt32]
  /// The region of each city.
  public let regionOfCity: [UInt16]
  /// The time zone of each city as a position in `timeZones`.
  public let timeZoneOfCity: [UInt8]
  /// The names of the time zones, such as `Europe/Dublin`.
  public let timeZones: TextPool
  /// The regions' names.
  public let regionNames: TextPool
  /// The regions' codes, such as `TX`; where people write no code, the name again.
  public let regionCodes: TextPool
  /// The cities of each region.
  public let citiesOfRegion: [Range<Int>]
  /// The forms of postcodes.
  public let postcodes: PostcodePatterns
  /// The forms that postcodes of each region have; those of its cities are among them.
  public let postcodesOfRegion: [Range<Int>]
  /// The forms that postcodes of each city have: its own, or else the region's common ones.
  public let postcodesOfCity: [Range<Int>]
  /// Telephone area codes, as dialled inside the country.
  public let areaCodes: TextPool
  /// The area codes of each region, those of its cities included.
  public let areaCodesOfRegion: [Range<Int>]
  /// The area codes of each city; empty where numbers of fiction have no area.
  public let areaCodesOfCity: [Range<Int>]

  /// The number of cities.
  public var cityCount: Int { cityNames.count }
  /// The number of regions.
  public var regionCount: Int { citiesOfRegion.count }

  /// The population of a city.
  @inline(__always)
  public func population(of city: Int) -> Int { Int(cityNames.weights[city]) }

  /// Returns the city that a uniform word stands for.
  @inline(__always)
  public func city(for word: UInt64) -> Int { cityNames.index(for: word) }

  /// Returns the city of a region that a uniform word stands for.
  @inline(__always)
  public func city(for word: UInt64, inRegion region: Int) -> Int {
    cityNames.index(for: word, in: citiesOfRegion[region])
  }

  /// Appends a postcode of a city.
  ///
  /// - Parameters:
  ///   - city: The city's position.
  ///   - form: Random bits that choose among the city's forms.
  ///   - word: Random bits that fill the form.
  ///   - buffer: Where the postcode goes.
  @inline(__always)
  public func writePostcode(
    of city: Int, form: UInt64, word: UInt64, into buffer: inout ByteBuffer
  ) {
    let forms = postcodesOfCity[city]
    let choice = form.multipliedFullWidth(by: UInt64(forms.count)).high
    postcodes.write(forms.lowerBound &+ Int(choice), word: word, into: &buffer)
  }

  /// Returns the position of the area code that random bits choose for a city; nil if it has none.
  @inline(__always)
  public func areaCode(of city: Int, for word: UInt64) -> Int? {
    let codes = areaCodesOfCity[city]
    if codes.isEmpty { return nil }
    return codes.lowerBound &+ Int(word.multipliedFullWidth(by: UInt64(codes.count)).high)
  }

  /// Whether a postcode has a form of the region.
  public func isPostcode(_ text: some StringProtocol, ofRegion region: Int) -> Bool {
    postcodes.matches(text, forms: postcodesOfRegion[region])
  }

  /// The region of a name or code, for validators; nil for one that is none.
  public func region(named text: String) -> Int? {
    regionNames.firstIndex(of: text) ?? regionCodes.firstIndex(of: text)
  }

  /// The city of a name in a region, for validators; nil if there is none.
  public func city(named text: String, inRegion region: Int) -> Int? {
    let wanted = Array(text.utf8)
    return citiesOfRegion[region].first { city in
      cityNames.length(of: city) == wanted.count
        && wanted.indices.allSatisfy { cityNames.byte($0, of: city) == wanted[$0] }
    }
  }
}
