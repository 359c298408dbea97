// SPDX-License-Identifier: Apache-2.0

/// A profile with its community and the world, read as invariants need it.
struct ProfileReading: Sendable {
  /// The person.
  let profile: Profile
  /// All people of the community, the person too.
  let community: [Profile]
  /// What is known of the world.
  let facts: ProfileFacts
  /// The day on which the profile is true.
  let asOf: CivilDate
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
  }

  /// The text of an attribute.
  subscript(attribute: Attribute) -> String? { profile[attribute] }

  /// A person of the community; nil for one who is not of it.
  func person(_ id: String) -> Profile? { positions[id].map { community[$0] } }

  /// The country that the profile's locale stands for.
  var country: ProfileFacts.Country? { facts.countries[profile.locale] }

  /// The region of the address.
  var region: ProfileFacts.Region? { self[.region].flatMap { country?.regions[$0] } }

  /// A date of an attribute; nil where there is none or it cannot be read.
  func date(_ attribute: Attribute) -> CivilDate? { self[attribute].flatMap { CivilDate($0) } }

  /// The day of birth.
  var birthDate: CivilDate? { date(.birthDate) }

  /// The age as stated.
  var age: Int? { self[.age].flatMap { Int($0) } }

  /// The age on a day.
  func age(on day: CivilDate) -> Int? { birthDate?.age(on: day) }

  /// The job of the title.
  var job: ProfileFacts.Job? { self[.jobTitle].flatMap { facts.jobs[$0.lowercased()] } }

  /// Whether the person works for pay: by the facet, or else by having a job.
  var isEmployed: Bool {
    if let work = profile.facets[.work] { return work == "employed" }
    return self[.jobTitle] != nil
  }

  /// The events of a kind, in the order of the life line.
  func events(_ kind: LifeEvent.Kind) -> [LifeEvent] {
    profile.life?.filter { $0.kind == kind } ?? []
  }

  /// The relationship as a category of its facet, whatever way it is written.
  var relationship: String? {
    guard let text = self[.relationshipStatus] else { return nil }
    let word = text.lowercased().replacing("in a ", with: "in-").replacing(" ", with: "-")
    return Facet.relationship.categories.contains(word) ? word : nil
  }

  /// Whether there is or was a wedding.
  var wasWed: Bool {
    relationship.map { ["married", "divorced", "widowed"].contains($0) } ?? false
  }

  /// The education as a code of its facet, from the words before the field of study.
  var education: Int? {
    guard let text = self[.education]?.lowercased() else { return nil }
    let level = text.split(separator: " in ").first ?? ""
    let known: [(words: [String], code: Int)] = [
      (["no diploma", "less than"], 0), (["high school", "secondary"], 1), (["some college"], 2),
      (["associate", "vocational", "diploma", "certificate"], 3), (["bachelor"], 4),
      (["master"], 5), (["doctor", "phd"], 6),
    ]
    return known.first { $0.words.contains { level.contains($0) } }?.code
  }

  /// A whole amount of money: the digits, negative after a minus sign.
  func amount(_ attribute: Attribute) -> Int? {
    guard let text = self[attribute] else { return nil }
    let whole = text.split(separator: ".", omittingEmptySubsequences: false).first ?? ""
    let digits = whole.filter(\.isWholeNumber)
    let isNegative = text.contains("-") || text.contains("\u{2212}")
    return Int(digits).map { isNegative ? -$0 : $0 }
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
