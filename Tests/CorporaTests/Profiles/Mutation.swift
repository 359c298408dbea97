// SPDX-License-Identifier: Apache-2.0

import Corpora
import Testing

/// A change to one of the five people that breaks an invariant.
struct Mutation: Sendable, CustomTestStringConvertible {
  /// The invariant that must be flagged.
  let invariant: String
  /// The place of the person who must be flagged.
  let seat: Int
  let change: @Sendable (inout [Profile]) -> Void

  init(
    _ invariant: String, _ seat: Int = 0, _ change: @escaping @Sendable (inout [Profile]) -> Void
  ) {
    self.invariant = invariant
    self.seat = seat
    self.change = change
  }

  /// Sets one attribute.
  init(_ invariant: String, _ seat: Int, _ attribute: Attribute, _ text: String?) {
    self.init(invariant, seat) { $0[seat][attribute] = text }
  }

  /// Sets one facet.
  init(_ invariant: String, facet: Facet, _ category: String) {
    self.init(invariant) { $0[0].facets[facet] = category }
  }

  /// Moves the last event of a kind to another day, and keeps the life line in order.
  init(_ invariant: String, _ seat: Int, move kind: LifeEvent.Kind, to day: String) {
    self.init(invariant, seat) { people in
      var life = people[seat].life ?? []
      guard let place = life.lastIndex(where: { $0.kind == kind }) else { return }
      var event = life.remove(at: place)
      event.date = SampleWorld.day(day)
      life.insert(event, at: life.firstIndex { $0.date > event.date } ?? life.endIndex)
      people[seat].life = life
    }
  }

  /// Removes all events of a kind.
  init(_ invariant: String, _ seat: Int, without kind: LifeEvent.Kind) {
    self.init(invariant, seat) { $0[seat].life?.removeAll { $0.kind == kind } }
  }

  var testDescription: String { invariant }

  static let all = ofPeople + ofWork + ofMoney + ofPartners + ofChildren + ofContacts + ofLives

  private static let ofPeople = [
    Mutation("identifier-of-index") { $0[0].index = 49 },
    Mutation("one-community") { $0[0].community = 5 },
    Mutation("dates-are-days", 0, .movedDate, "1999-02-30"),
    Mutation("dates-are-days", 0, .workSince, "2026-01-02"),
    Mutation("age-matches-birth-date", 0, .age, "51"),
    Mutation("age-of-an-adult", 2, .age, "17"),
    Mutation("sex-known", 0, .sex, "f"),
    Mutation("blood-type-known", 0, .bloodType, "C+"),
    Mutation("full-name-from-parts", 0, .fullName, "Ann Brook"),
    Mutation("name-kept-unless-wed", 2, .birthName, "Vale"),
    Mutation("new-name-is-partners", 0, .lastName, "Stone"),
    Mutation("parents-bear-birth-name", 0, .birthName, "Stone"),
    Mutation("parents-bear-birth-name", 2, .lastName, "Stone"),
    Mutation("two-parents", 0, .motherName, "Hugh Vale"),
    Mutation("country-of-locale", 0, .country, "Ireland"),
    Mutation("nationality-of-locale", 0, .nationality, "Irish"),
    Mutation("region-in-country", 0, .region, "Munster"),
    Mutation("city-in-region", 0, .city, "Cork"),
    Mutation("postcode-of-region", 0, .postcode, "SW1A 1AA"),
    Mutation("area-code-of-region", 0, .workPhone, "0161 496 0123"),
    Mutation("birth-city-of-country", 0, .birthCity, "Cork"),
    Mutation("moved-from-elsewhere", 0, .movedFrom, "Leeds"),
    Mutation("moved-from-elsewhere", 0, .movedFrom, nil),
  ]

  private static let ofWork = [
    Mutation("education-known", 0, .education, "wizardry"),
    Mutation("old-enough-for-education", 2, .education, "doctorate in physics"),
    Mutation("school-starts-in-childhood", 0, move: .schoolStart, to: "1989-09-01"),
    Mutation("graduation-after-school", 0, move: .graduation, to: "1978-09-01"),
    Mutation("graduation-age", 0, move: .graduation, to: "1986-09-01"),
    Mutation("degree-has-graduation", 3, without: .graduation),
    Mutation("degree-has-graduation", 3, move: .graduation, to: "1999-01-01"),
    Mutation("no-diploma-no-graduation", 0, .education, "no diploma"),
    Mutation("job-known", 0, .jobTitle, "wizard"),
    Mutation("job-education", 1, .jobTitle, "nurse"),
    Mutation("job-age", 0, .age, "20"),
    Mutation("job-began-old-enough", 0, .workSince, "1995-01-01"),
    Mutation("job-began-after-degree", 3, .workSince, "1999-01-01"),
    Mutation("employed-have-a-job", 0, .employer, nil),
    Mutation("students-have-no-job", 2, .employer, "Pine Studio"),
    Mutation("work-contact-needs-work", 2, .workPhone, "0113 496 0999"),
    Mutation("work-ends-with-age", 0, .age, "76"),
    Mutation("retired-are-old-enough", 4, .age, "54"),
    Mutation("previous-employer-is-another", 0, .previousEmployer, "Moor & Dale Clinic"),
    Mutation("job-since-its-start", 0, .workSince, "2005-02-01"),
    Mutation("jobs-end-before-others", 0, move: .jobEnd, to: "2005-01-01"),
    Mutation("employed-are-in-a-job", 1, without: .jobStart),
    Mutation("jobless-are-in-no-job", 4, without: .jobEnd),
    Mutation("first-job-age", 4, move: .jobStart, to: "1966-01-01"),
    Mutation("retirement-age", 4, move: .retirement, to: "2005-01-01"),
    Mutation("retired-have-retired", 4, without: .retirement),
    Mutation("retired-have-retired", facet: .work, "retired"),
    Mutation("no-job-after-retirement", 4, move: .jobStart, to: "2020-01-01"),
    Mutation("previous-employer-had-an-end", 0, without: .jobEnd),
  ]

  private static let ofMoney = [
    Mutation("income-is-an-amount", 0, .income, "much"),
    Mutation("income-is-an-amount", 0, .income, "-£40,500"),
    Mutation("salary-of-job", 0, .income, "£120,000"),
    Mutation("salary-of-job", 1, .income, "£20,000"),
    Mutation("income-level-known", 0, .incomeLevel, "huge"),
    Mutation("income-level-of-income", 0, .incomeLevel, "high"),
    Mutation("income-level-rises", 0, .income, "£4,000"),
    Mutation("net-worth-can-be-saved", 0, .netWorth, "£90,000,000"),
    Mutation("net-worth-can-be-saved", 0, .netWorth, "-£900,000"),
    Mutation("credit-score-range", 0, .creditScore, "900"),
    Mutation("finance-status-known", 0, .financeStatus, "fine"),
  ]

  private static let ofPartners = [
    Mutation("relationship-known", 0, .relationshipStatus, "it's complicated"),
    Mutation("partner-is-mutual") { $0[1].household?.partner = "p0000043" },
    Mutation("partner-is-mutual") { $0[0].household?.partner = "p0000099" },
    Mutation("partners-share-a-household") { $0[0].household?.members = ["p0000040"] },
    Mutation("partners-agree-on-status", 0, .relationshipStatus, "engaged"),
    Mutation("partner-needs-a-bond", 0, .relationshipStatus, "single"),
    Mutation("partners-of-like-age", 0, .birthDate, "1940-01-01"),
    Mutation("married-have-a-spouse", 0, .spouseName, nil),
    Mutation("married-have-a-spouse", 0, .spouseName, "Anna Brook"),
    Mutation("unwed-have-no-spouse", 2, .spouseName, "Tom Lee"),
    Mutation("spouse-is-partner", 0, .spouseName, "Peter Brook"),
    Mutation("married-have-a-wedding", 0, without: .wedding),
    Mutation("married-have-a-wedding", 2) {
      $0[2].life?.append(LifeEvent(.wedding, SampleWorld.day("2025-01-01"), what: "Tom Lee"))
    },
    Mutation("wedding-date-of-the-last", 0, .weddingDate, "1999-05-02"),
    Mutation("unwed-have-no-wedding-date", 2, .weddingDate, "2025-01-01"),
    Mutation("wedding-age", 0, move: .wedding, to: "1991-01-01"),
    Mutation("partners-wed-on-one-day", 0, .weddingDate, "1999-05-02"),
    Mutation("marriage-ends-after-wedding", 3, move: .divorce, to: "2007-01-01"),
    Mutation("divorced-have-a-divorce", 3, without: .divorce),
    Mutation("widowed-have-a-loss", 4, without: .spouseDeath),
    Mutation("married-are-still-married") {
      $0[0].life?.append(LifeEvent(.divorce, SampleWorld.day("2020-01-01"), what: "Paul Brook"))
    },
  ]

  private static let ofChildren = [
    Mutation("children-counted", 0, .childrenCount, "3"),
    Mutation("children-count-range", 0, .childrenCount, "11"),
    Mutation("children-take-time", 2, .childrenCount, "3"),
    Mutation("parent-old-enough") { $0[0].bear(0, on: "1988-01-01") },
    Mutation("children-are-born") { $0[0].bear(1, on: "2026-02-01") },
    Mutation("children-apart") { $0[0].bear(0, on: "2005-01-01") },
    Mutation("births-on-the-life-line", 0, move: .childBirth, to: "2005-06-08"),
    Mutation("named-child-is-listed", 0, .childName, "Max"),
    Mutation("named-child-is-listed", 0, .childName, nil),
    Mutation("partners-share-children") { $0[0].household?.children[0].name = "Lea" },
    Mutation("child-at-home-is-listed") { $0[0].household?.children[1].name = "Mae" },
    Mutation("child-names-its-parents") { $0[2][.motherName] = "Rose Brook" },
    Mutation("household-known") { $0[0].household?.kind = "castle" },
    Mutation("household-is-mutual") { $0[2].household?.members = ["p0000042"] },
    Mutation("household-has-one-address", 0, .streetAddress, "6 Mill Lane"),
    Mutation("household-has-one-kind") { $0[0].household?.kind = "couple" },
    Mutation("alone-is-alone", 3) { $0[3].household?.members.append("p0000044") },
    Mutation("members-listed-once", 3) { $0[3].household?.members.append("p0000043") },
    Mutation("friends-are-mutual") { $0[3].friends = ["p0000042"] },
    Mutation("friends-are-mutual") { $0[0].friends = ["p0000043", "p0000099"] },
    Mutation("friends-are-others") { $0[0].friends = ["p0000043", "p0000040"] },
  ]

  private static let ofContacts = [
    Mutation("phone-reaches-nobody", 0, .phone, "07712 345678"),
    Mutation("work-phone-reaches-nobody", 0, .workPhone, "0113 234 5678"),
    Mutation("emergency-phone-reaches-nobody", 0, .emergencyContactPhone, "07712 345678"),
    Mutation("phone-is-personal", 0, .phone, "07700 900103"),
    Mutation("work-phone-is-another", 0, .workPhone, "07700 900100"),
    Mutation("emergency-contact-is-whole", 0, .emergencyContactPhone, nil),
    Mutation("emergency-contact-is-close", 0, .emergencyContactName, "Zed Ray"),
    Mutation("emergency-contact-is-close", 0, .emergencyContactName, "Anna Brook"),
    Mutation("emergency-phone-is-theirs", 0, .emergencyContactPhone, "07700 900777"),
    Mutation("email-reaches-nobody", 0, .email, "anna.0@gmail.com"),
    Mutation("work-email-reaches-nobody", 0, .workEmail, "a.brook@moor-dale-clinic.co.uk"),
    Mutation("email-well-formed", 0, .email, "anna..0@mail.example.com"),
    Mutation("email-well-formed", 0, .email, "ännä@mail.example.com"),
    Mutation("handle-well-formed", 0, .handle, "anna brook"),
    Mutation("handle-well-formed", 0, .handle, "ab"),
    Mutation("work-email-of-employer", 0, .workEmail, "a.brook@ash-clinic.example"),
    Mutation("work-email-needs-an-employer", 0, .employer, nil),
    Mutation("two-addresses", 0, .workEmail, "anna.0@mail.example.com"),
    Mutation("card-is-nobodys", 0, .paymentCard, "4539 1488 0343 6467"),
    Mutation("national-id-is-nobodys", 0, .nationalID, "AB 12 34 56 C"),
    Mutation("passport-is-nobodys", 0, .passport, "123456789"),
    Mutation("licence-is-nobodys", 0, .driversLicence, "BROOK 753107 AB9CD"),
    Mutation("driver-old-enough", 0, .age, "16"),
    Mutation("email-is-personal", 1, .email, "Anna.0@mail.example.com"),
    Mutation("handle-is-personal", 1, .handle, "anna_0"),
  ]

  private static let ofLives = [
    Mutation("life-begins-with-birth", 0, without: .birth),
    Mutation("life-begins-with-birth", 0, .birthDate, "1975-03-11"),
    Mutation("born-where-stated", 0, .birthCity, "Leeds"),
    Mutation("life-in-order") { $0[0].life?.swapAt(4, 5) },
    Mutation("life-within-life", 0, move: .graduation, to: "2027-01-01"),
    Mutation("events-end-after-start", 3) {
      $0[3].life?[5].end = SampleWorld.day("2000-01-01")
    },
    Mutation("move-of-the-last", 0, .movedDate, "1999-06-02"),
    Mutation("two-interests", 0, .secondInterest, "chess"),
    Mutation("two-interests", 0, .interest, "sailing"),
    Mutation("facet-locale", facet: .locale, "en_US"),
    Mutation("facet-sex", facet: .sex, "male"),
    Mutation("facet-age-band", facet: .ageBand, "35-44"),
    Mutation("facet-relationship", facet: .relationship, "single"),
    Mutation("facet-education", facet: .education, "master"),
    Mutation("facet-income-level", facet: .incomeLevel, "low"),
    Mutation("facet-parenthood", facet: .parenthood, "childless"),
    Mutation("facet-household", facet: .household, "alone"),
    Mutation("facet-occupation", facet: .occupation, "office"),
    Mutation("facet-pet", facet: .pet, "cat"),
  ]
}

extension Profile {
  /// Gives a child another birth date.
  fileprivate mutating func bear(_ child: Int, on day: String) {
    household?.children[child].birthDate = SampleWorld.day(day)
  }
}
