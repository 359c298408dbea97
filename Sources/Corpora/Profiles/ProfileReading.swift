// SPDX-License-Identifier: Apache-2.0

/// A profile with its community and the world, read once as invariants need it.
struct ProfileReading: Sendable {
  /// The person.
  let profile: Profile
  /// All people of the community, the person too.
  let community: [Profile]
  /// What is known of the world.
  let facts: ProfileFacts
  /// The day on which the profile is true.
  let asOf: CivilDate
  /// The country that the profile's locale stands for.
  let country: ProfileFacts.Country?
  /// The region of the address.
  let region: ProfileFacts.Region?
  /// The day of birth.
  let birthDate: CivilDate?
  /// The age as stated.
  let age: Int?
  /// The relationship as a category of its facet, whatever way it is written.
  let relationship: String?
  /// The education as a code of its facet, from the words before the field of study.
  let education: Int?
  /// The job of the title.
  let job: ProfileFacts.Job?
  private let positions: [String: Int]

  init(
    _ profile: Profile, in community: [Profile], positions: [String: Int], facts: ProfileFacts,
    asOf: CivilDate
  ) {
    self.profile = profile
    self.community = community
    self.positions = positions
    self.facts = facts
    self.asOf = asOf
    let country = facts.countries[profile.locale]
    self.country = country
    region = profile[.region].flatMap { country?.regions[$0] }
    birthDate = profile[.birthDate].flatMap { CivilDate($0) }
    age = profile[.age].flatMap { Int($0) }
    relationship = profile[.relationshipStatus].flatMap(ProfileReading.relationship(in:))
    education = profile[.education].flatMap(ProfileReading.education(in:))
    job = profile[.jobTitle].flatMap { facts.jobs[$0.lowercased()] }
  }

  /// The text of an attribute.
  subscript(attribute: Attribute) -> String? { profile[attribute] }

  /// A person of the community; nil for one who is not of it.
  func person(_ id: String) -> Profile? { positions[id].map { community[$0] } }

  /// A date of an attribute; nil where there is none or it cannot be read.
  func date(_ attribute: Attribute) -> CivilDate? { self[attribute].flatMap { CivilDate($0) } }

  /// The age on a day.
  func age(on day: CivilDate) -> Int? { birthDate?.age(on: day) }

  /// Whether the person works for pay: by the facet, or else by having a job.
  var isEmployed: Bool {
    if let work = profile.facets[.work] { return work == "employed" }
    return self[.jobTitle] != nil
  }

  /// The events of a kind, in the order of the life line.
  func events(_ kind: LifeEvent.Kind) -> [LifeEvent] {
    profile.life?.filter { $0.kind == kind } ?? []
  }

  /// Whether there is or was a wedding.
  var wasWed: Bool {
    relationship.map { ["married", "divorced", "widowed"].contains($0) } ?? false
  }

  /// A whole amount of money: the digits before a point, negative after a minus sign.
  func amount(_ attribute: Attribute) -> Int? {
    self[attribute].flatMap(ProfileReading.amount(in:))
  }

  /// The income in US dollars at United States pay.
  var comparableIncome: Double? {
    guard let income = amount(.income), let country else { return nil }
    return Double(income) * 100 / Double(country.currencyPer100Dollars)
      * 100 / Double(country.salaryPercent)
  }

  /// The identifiers of those of the corpus who share the household, without the person.
  var housemates: [String] {
    profile.household?.members.filter { $0 != profile.id } ?? []
  }

  /// The partner, where that is a person of the community.
  var partner: Profile? { profile.household?.partner.flatMap { person($0) } }
}
