// SPDX-License-Identifier: Apache-2.0

extension ProfileInvariant {
  /// Who the person is: identifier, age, sex, blood.
  static let ofIdentity = [
    ProfileInvariant("identifier-of-index", "The identifier is p and the index in 7 digits.") {
      let digits = String($0.profile.index)
      return $0.profile.id == "p" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    },
    ProfileInvariant("one-community", "All people of a community bear its number and locale.") {
      reading in
      reading.community.allSatisfy {
        $0.community == reading.profile.community && $0.locale == reading.profile.locale
      }
    },
    ProfileInvariant("dates-are-days", "Every date is a day of the calendar, none after today.") {
      reading in
      [Attribute.birthDate, .weddingDate, .workSince, .movedDate].allSatisfy { attribute in
        reading[attribute] == nil || reading.date(attribute).map { $0 <= reading.asOf } == true
      }
    },
    ProfileInvariant("age-matches-birth-date", "The age is that of the birth date today.") {
      guard let stated = $0[.age], $0.birthDate != nil else { return true }
      return $0.age(on: $0.asOf).map(String.init) == stated
    },
    ProfileInvariant("age-of-an-adult", "Everybody is 18 to 100 years old.") {
      $0.age.map { (18...100).contains($0) } ?? true
    },
    ProfileInvariant("sex-known", "The sex is one of the categories.") {
      $0[.sex].map { Facet.sex.categories.contains($0.lowercased()) } ?? true
    },
    ProfileInvariant("blood-type-known", "The blood type is one of the eight.") { reading in
      reading[.bloodType].map { reading.facts.bloodTypes.contains($0) } ?? true
    },
  ]

  /// Names and what they come from.
  static let ofNames = [
    ProfileInvariant("full-name-from-parts", "The full name is first name and last name.") {
      guard let full = $0[.fullName], let first = $0[.firstName], let last = $0[.lastName] else {
        return true
      }
      return full == "\(first) \(last)"
    },
    ProfileInvariant("name-kept-unless-wed", "Who never wed has the birth name as last name.") {
      guard let last = $0[.lastName], let birth = $0[.birthName], $0.relationship != nil else {
        return true
      }
      return $0.wasWed || ProfileInvariant.names(birth, endWith: last)
    },
    ProfileInvariant("new-name-is-partners", "A last name taken at a wedding is the partner's.") {
      guard let last = $0[.lastName], let birth = $0[.birthName], $0.relationship == "married",
        !ProfileInvariant.names(birth, endWith: last)
      else { return true }
      if let partner = $0.partner?[.lastName] { return partner == last }
      return $0[.spouseName].map { ProfileInvariant.names($0, endWith: last) } ?? true
    },
    ProfileInvariant("parents-bear-birth-name", "Father or mother bears the birth name.") {
      guard let birth = $0[.birthName] ?? ($0.wasWed ? nil : $0[.lastName]),
        $0[.fatherName] != nil || $0[.motherName] != nil
      else { return true }
      return [$0[.fatherName], $0[.motherName]].contains { parent in
        parent.map { ProfileInvariant.names($0, endWith: birth) } ?? false
      }
    },
    ProfileInvariant("two-parents", "Father and mother are two people, and none is the person.") {
      guard let father = $0[.fatherName], let mother = $0[.motherName] else { return true }
      return father != mother && $0[.fullName] != father && $0[.fullName] != mother
    },
  ]

  /// Whether a name is another one or ends with it as a word of its own.
  static func names(_ name: String, endWith last: some StringProtocol) -> Bool {
    name == last || name.hasSuffix(" \(last)")
  }

  /// Where the person lives and comes from.
  static let ofPlaces = [
    ProfileInvariant("country-of-locale", "The country is that of the locale.") {
      guard let stated = $0[.country], let country = $0.country else { return true }
      return stated == country.name
    },
    ProfileInvariant("nationality-of-locale", "The nationality is that of the locale.") {
      guard let stated = $0[.nationality], let country = $0.country else { return true }
      return stated == country.nationality
    },
    ProfileInvariant("region-in-country", "The region lies in the country.") {
      $0[.region] == nil || $0.country == nil || $0.region != nil
    },
    ProfileInvariant("city-in-region", "The city lies in the region.") {
      guard let city = $0[.city], let region = $0.region else { return true }
      return region.cities.contains(city)
    },
    ProfileInvariant("postcode-of-region", "The postcode has a form of the region.") {
      guard let postcode = $0[.postcode], let region = $0.region else { return true }
      return region.isPostcode(postcode)
    },
    ProfileInvariant("area-code-of-region", "Telephone area codes belong to the region.") {
      reading in
      guard let region = reading.region, !region.areaCodes.isEmpty else { return true }
      return [Attribute.phone, .workPhone].allSatisfy { attribute in
        guard let code = ProfileInvariant.areaCode(of: reading, attribute) else { return true }
        return region.areaCodes.contains(code)
      }
    },
    ProfileInvariant("birth-city-of-country", "A birth city at home is a city of the country.") {
      guard let city = $0[.birthCity], let country = $0.country,
        $0[.birthCountry] == country.name
      else { return true }
      return country.regions.values.contains { $0.cities.contains(city) }
    },
    ProfileInvariant("moved-from-elsewhere", "Who moved came from another city, on a known day.") {
      guard let origin = $0[.movedFrom] else { return $0[.movedDate] == nil }
      return origin != $0[.city] && $0[.movedDate] != nil
    },
  ]

  /// The area code of a number that has one, without trunk zero: North America and landlines.
  private static func areaCode(of reading: ProfileReading, _ attribute: Attribute) -> String? {
    guard let text = reading[attribute] else { return nil }
    let digits = text.filter(\.isWholeNumber)
    switch reading.profile.locale {
    case .enUS, .enCA: return String(digits.prefix(3))
    case .enAU:
      return digits.hasPrefix("04") ? nil : String(digits.dropFirst().prefix(1))
    case .enNZ:
      return digits.hasPrefix("02") ? nil : String(digits.dropFirst().prefix(1))
    case .enGB:
      let code = text.prefix { $0 != " " }.dropFirst()
      return code.hasPrefix("7") || code == "1632" ? nil : String(code)
    case .enIE, .enIN, .enPH: return nil
    }
  }
}
