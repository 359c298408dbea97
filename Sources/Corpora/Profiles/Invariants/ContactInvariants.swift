// SPDX-License-Identifier: Apache-2.0

extension ProfileInvariant {
  /// Phones and whom to call.
  static let ofContacts = [
    reservedPhone("phone-reaches-nobody", "The phone number is one that reaches nobody.", .phone),
    reservedPhone(
      "work-phone-reaches-nobody", "The work phone number is one that reaches nobody.", .workPhone),
    reservedPhone(
      "emergency-phone-reaches-nobody", "The emergency number is one that reaches nobody.",
      .emergencyContactPhone),
    ProfileInvariant("phone-is-personal", "No two people of a community have one phone number.") {
      reading in
      guard let phone = reading[.phone] else { return true }
      return !reading.community.contains {
        $0.id != reading.profile.id && $0[.phone] == phone
      }
    },
    ProfileInvariant("work-phone-is-another", "The work phone is not the personal one.") {
      $0[.workPhone] == nil || $0[.workPhone] != $0[.phone]
    },
    ProfileInvariant("emergency-contact-is-whole", "An emergency contact has name and number.") {
      ($0[.emergencyContactName] == nil) == ($0[.emergencyContactPhone] == nil)
    },
    ProfileInvariant("emergency-contact-is-close", "The emergency contact is family or a friend.") {
      guard let name = $0[.emergencyContactName], $0.profile.friends != nil else { return true }
      return name != $0[.fullName] && closeNames($0).contains(name)
    },
    ProfileInvariant("emergency-phone-is-theirs", "A contact of the corpus has that number.") {
      reading in
      // A parent or a spouse without a seat can have a friend's name.
      let spouse = reading.partner == nil ? reading[.spouseName] : nil
      let family = [reading[.fatherName], reading[.motherName], spouse]
      guard let name = reading[.emergencyContactName], !family.contains(name) else { return true }
      let close = reading.housemates + (reading.profile.friends ?? [])
      let seats = close.compactMap { reading.person($0) }.filter { $0[.fullName] == name }
      return seats.isEmpty || seats.contains { $0[.phone] == reading[.emergencyContactPhone] }
    },
  ]

  private static func reservedPhone(
    _ name: String, _ statement: String, _ attribute: Attribute
  ) -> ProfileInvariant {
    ProfileInvariant(name, statement, isAboutFormats: true) { reading in
      reading[attribute].map {
        PhoneRanges.isReserved($0, locale: reading.profile.locale)
      } ?? true
    }
  }

  /// The names of people close to the person: family, household, friends.
  private static func closeNames(_ reading: ProfileReading) -> [String] {
    let family = [reading[.spouseName], reading[.fatherName], reading[.motherName]]
    let seats = reading.housemates + (reading.profile.friends ?? [])
    let children = reading.profile.household?.children ?? []
    return family.compactMap(\.self) + seats.compactMap { reading.person($0)?[.fullName] }
      + children.flatMap { [$0.name, "\($0.name) \(reading[.lastName] ?? "")"] }
  }

  /// Mail and handles.
  static let ofMail = [
    ProfileInvariant("email-reaches-nobody", "The mail address is under a reserved domain.") {
      $0[.email].map { ReservedDomains.isReservedMail($0) } ?? true
    },
    ProfileInvariant("work-email-reaches-nobody", "The work address is under a reserved domain.") {
      $0[.workEmail].map { ReservedDomains.isReservedMail($0) } ?? true
    },
    ProfileInvariant("email-well-formed", "Mail addresses have letters, digits, points, hyphens.") {
      reading in
      [Attribute.email, .workEmail].allSatisfy { attribute in
        guard let name = reading[attribute]?.prefix(while: { $0 != "@" }) else { return true }
        let edges: [Character] = [".", "-", "_"]
        return !name.isEmpty && name.utf8.allSatisfy { isNameByte($0) || $0 == UInt8(ascii: "-") }
          && !edges.contains(name.first ?? ".") && !edges.contains(name.last ?? ".")
          && !name.contains("..")
      }
    },
    ProfileInvariant("handle-well-formed", "A handle has 3 to 30 letters, digits, points, bars.") {
      guard let handle = $0[.handle] else { return true }
      let name = handle.hasPrefix("@") ? handle.dropFirst() : handle[...]
      return (3...30).contains(name.utf8.count) && name.utf8.allSatisfy(isNameByte)
    },
    ProfileInvariant("work-email-of-employer", "The work address is under the employer's name.") {
      guard let mail = $0[.workEmail], let employer = $0[.employer],
        let domain = mail.split(separator: "@").last
      else { return true }
      let label = domain.split(separator: ".").first ?? ""
      return plain(label) == plain(employer)
    },
    ProfileInvariant("work-email-needs-an-employer", "Who has a work address has an employer.") {
      $0[.workEmail] == nil || $0[.employer] != nil
    },
    ProfileInvariant("two-addresses", "The work address is not the personal one.") {
      $0[.workEmail] == nil || $0[.workEmail] != $0[.email]
    },
  ]

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The letters and digits of ASCII in lower case.
  private static func plain(_ text: some StringProtocol) -> String {
    String(
      decoding: text.lowercased().utf8.filter {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      }, as: UTF8.self)
  }

  /// Cards, national numbers and documents.
  static let ofIdentifiers = [
    ProfileInvariant(
      "card-is-nobodys", "The payment card fails its check or is a test number.",
      isAboutFormats: true
    ) {
      $0[.paymentCard].map { PaymentCards.isReserved($0) } ?? true
    },
    ProfileInvariant(
      "national-id-is-nobodys", "The national number can never have been issued.",
      isAboutFormats: true
    ) { reading in
      reading[.nationalID].map {
        NationalIdentifiers.isReserved($0, locale: reading.profile.locale)
      } ?? true
    },
    ProfileInvariant(
      "passport-is-nobodys", "The passport can never have been issued.", isAboutFormats: true
    ) { reading in
      reading[.passport].map { Passports.isReserved($0, locale: reading.profile.locale) } ?? true
    },
    ProfileInvariant(
      "licence-is-nobodys", "The driving licence can never have been issued.",
      isAboutFormats: true
    ) { reading in
      reading[.driversLicence].map {
        DrivingLicences.isReserved($0, locale: reading.profile.locale)
      } ?? true
    },
    ProfileInvariant("driver-old-enough", "Who has a driving licence is old enough to drive.") {
      guard $0[.driversLicence] != nil, let age = $0.age, let country = $0.country else {
        return true
      }
      return age >= country.drivingAge
    },
  ]
}
