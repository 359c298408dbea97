// SPDX-License-Identifier: Apache-2.0

/// What invariants must know of the world: countries, jobs, and closed lists of words.
///
/// A value, so that tests can give a small world and the validator that of the lexicon.
public struct ProfileFacts: Sendable {
  /// A country as profiles of a locale see it.
  public struct Country: Sendable {
    /// The country's name and what its citizens are.
    public var name: String
    /// What its citizens are.
    public var nationality: String
    /// The age at which most may drive alone.
    public var drivingAge: Int
    /// Pay in hundredths of that in the United States, in US dollars.
    public var salaryPercent: Int
    /// Units of the currency for 100 US dollars.
    public var currencyPer100Dollars: Int
    /// The regions by name, and by code where people write one.
    public var regions: [String: Region]

    /// Creates a country.
    public init(
      name: String, nationality: String, drivingAge: Int, salaryPercent: Int,
      currencyPer100Dollars: Int, regions: [String: Region]
    ) {
      self.name = name
      self.nationality = nationality
      self.drivingAge = drivingAge
      self.salaryPercent = salaryPercent
      self.currencyPer100Dollars = currencyPer100Dollars
      self.regions = regions
    }
  }

  /// A region with what addresses and telephone numbers in it look like.
  public struct Region: Sendable {
    /// The names of its cities.
    public var cities: Set<String>
    /// Its telephone area codes without the trunk zero; empty where numbers of fiction have none.
    public var areaCodes: Set<String>
    /// Whether a postcode lies in the region.
    public var isPostcode: @Sendable (String) -> Bool

    /// Creates a region.
    public init(
      cities: Set<String>, areaCodes: Set<String>, isPostcode: @escaping @Sendable (String) -> Bool
    ) {
      self.cities = cities
      self.areaCodes = areaCodes
      self.isPostcode = isPostcode
    }
  }

  /// What a job asks for and pays.
  public struct Job: Sendable {
    /// The code of the least education in `Facet.education`.
    public var minimumEducation: Int
    /// The least age.
    public var minimumAge: Int
    /// Usual pay in thousands of US dollars a year.
    public var pay: ClosedRange<Int>
    /// The code of its group in `Facet.occupation`.
    public var group: Int

    /// Creates a job.
    public init(minimumEducation: Int, minimumAge: Int, pay: ClosedRange<Int>, group: Int) {
      self.minimumEducation = minimumEducation
      self.minimumAge = minimumAge
      self.pay = pay
      self.group = group
    }
  }

  /// The countries of the locales.
  public var countries: [LocaleCode: Country]
  /// The jobs by title in small letters.
  public var jobs: [String: Job]
  /// The blood types.
  public var bloodTypes: Set<String>

  /// Creates a world.
  public init(
    countries: [LocaleCode: Country], jobs: [String: Job], bloodTypes: Set<String>
  ) {
    self.countries = countries
    self.jobs = jobs
    self.bloodTypes = bloodTypes
  }
}
