// SPDX-License-Identifier: Apache-2.0

import Corpora

/// A small world and five people made by hand in whom every invariant holds.
///
/// Anna and Paul Brook are married and live with their grown daughter Mia, who studies; their son
/// Leo lives elsewhere. Dora Hale is divorced and lives alone. Evan Marsh is retired and widowed.
enum SampleWorld {
  static let asOf = CivilDate(year: 2026, month: 1, day: 1)

  static let facts = ProfileFacts(
    countries: [
      .enGB: .init(
        name: "United Kingdom", nationality: "British", drivingAge: 17, salaryPercent: 90,
        currencyPer100Dollars: 75,
        regions: [
          "Yorkshire": .init(cities: ["Leeds", "York"], areaCodes: ["113", "1904"]) {
            $0.hasPrefix("LS") || $0.hasPrefix("YO")
          }
        ])
    ],
    jobs: [
      "nurse": .init(minimumEducation: 3, minimumAge: 21, pay: 40...80, group: 4),
      "plumber": .init(minimumEducation: 1, minimumAge: 18, pay: 40...85, group: 0),
      "architect": .init(minimumEducation: 4, minimumAge: 24, pay: 70...200, group: 8),
    ],
    bloodTypes: ["A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-"])

  /// All five, in the order of their indices 40 to 44.
  static var community: [Profile] { [anna, paul, mia, dora, evan] }

  /// A day, which is a constant of the tests.
  static func day(_ text: String) -> CivilDate { CivilDate(text) ?? asOf }

  private static func person(_ place: Int, _ values: [Attribute: String]) -> Profile {
    var profile = Profile(
      id: "p00000\(40 + place)", index: 40 + place, community: 4, locale: .enGB)
    let common: [Attribute: String] = [
      .nationality: "British", .country: "United Kingdom", .birthCountry: "United Kingdom",
      .birthCity: "York", .region: "Yorkshire", .city: "Leeds", .phone: "07700 90010\(place)",
      .nationalID: "QQ 12 34 5\(place) A", .passport: "00123450\(place)",
      .paymentCard: "4539 1488 0343 6468", .bloodType: "O+", .creditScore: "700",
      .financeStatus: "medium", .interest: "chess", .secondInterest: "cycling",
    ]
    for (attribute, text) in common.merging(values, uniquingKeysWith: { $1 }) {
      profile[attribute] = text
    }
    let name = values[.firstName] ?? ""
    profile[.fullName] = "\(name) \(values[.lastName] ?? "")"
    profile[.email] = "\(name.lowercased()).\(place)@mail.example.com"
    profile[.handle] = "\(name.lowercased())_\(place)"
    profile.interests = ["chess", "cycling", "baking"]
    profile.facets[.locale] = "en_GB"
    profile.facets[.sex] = values[.sex]
    profile.facets[.pet] = "none"
    return profile
  }

  private static let brooks = ["p0000040", "p0000041", "p0000042"]
  private static let children = [
    Profile.Child(name: "Leo", birthDate: day("2001-02-03")),
    Profile.Child(name: "Mia", birthDate: day("2005-06-07")),
  ]
  private static let births = [
    LifeEvent(.childBirth, day("2001-02-03"), what: "Leo"),
    LifeEvent(.childBirth, day("2005-06-07"), what: "Mia"),
  ]

  /// A nurse of 50 who took her husband's name.
  private static var anna: Profile {
    var profile = person(
      0,
      [
        .firstName: "Anna", .lastName: "Brook", .birthName: "Vale", .fatherName: "Hugh Vale",
        .motherName: "Rose Vale", .sex: "female", .birthDate: "1975-03-10", .age: "50",
        .education: "associate degree in nursing", .relationshipStatus: "married",
        .spouseName: "Paul Brook", .weddingDate: "1999-05-01", .childrenCount: "2",
        .childName: "Leo", .jobTitle: "nurse", .employer: "Moor & Dale Clinic",
        .previousEmployer: "Ash Clinic", .workSince: "2004-02-01", .income: "£40,500",
        .incomeLevel: "middle", .netWorth: "£90,000", .workPhone: "0113 496 0123",
        .workEmail: "a.brook@moor-dale-clinic.example", .driversLicence: "BROOK 713107 AB9CD",
        .streetAddress: "5 Mill Lane", .postcode: "LS1 4AB", .movedFrom: "York",
        .movedDate: "1999-06-01", .emergencyContactName: "Paul Brook",
        .emergencyContactPhone: "07700 900101",
      ])
    profile.household = .init(
      kind: "family", partner: "p0000041", children: children, members: brooks)
    profile.friends = ["p0000043"]
    profile.life = [
      LifeEvent(.birth, day("1975-03-10"), what: "Anna Vale", place: "York"),
      LifeEvent(.schoolStart, day("1980-09-01"), end: day("1993-07-01"), what: "Dale School"),
      LifeEvent(.graduation, day("1993-07-01"), what: "high school diploma"),
      LifeEvent(.graduation, day("1996-07-01"), what: "associate degree"),
      LifeEvent(.jobStart, day("1996-09-01"), end: day("2003-12-31"), what: "nurse, Ash Clinic"),
      LifeEvent(.wedding, day("1999-05-01"), what: "Paul Brook"),
      LifeEvent(.move, day("1999-06-01"), what: "Leeds"), births[0],
      LifeEvent(.jobEnd, day("2003-12-31"), what: "nurse, Ash Clinic"),
      LifeEvent(.jobStart, day("2004-02-01"), what: "nurse, Moor & Dale Clinic"), births[1],
    ]
    profile.facets.merge(
      [
        .ageBand: "45-54", .relationship: "married", .education: "vocational",
        .incomeLevel: "middle", .occupation: "care", .work: "employed", .parenthood: "parent",
        .household: "family",
      ]) { $1 }
    return profile
  }

  /// A plumber of 52.
  private static var paul: Profile {
    var profile = person(
      1,
      [
        .firstName: "Paul", .lastName: "Brook", .fatherName: "Carl Brook",
        .motherName: "Jane Brook", .sex: "male", .birthDate: "1973-11-20", .age: "52",
        .education: "high school diploma", .relationshipStatus: "married",
        .spouseName: "Anna Brook", .weddingDate: "1999-05-01", .childrenCount: "2",
        .childName: "Leo", .jobTitle: "plumber", .employer: "Brook Pipes Ltd",
        .workSince: "1993-01-10", .income: "£45,000", .incomeLevel: "middle",
        .netWorth: "-£2,000", .streetAddress: "5 Mill Lane", .postcode: "LS1 4AB",
        .petName: "Rex",
      ])
    profile.household = .init(
      kind: "family", partner: "p0000040", children: children, members: brooks)
    profile.friends = ["p0000044"]
    profile.life =
      [
        LifeEvent(.birth, day("1973-11-20"), what: "Paul Brook", place: "York"),
        LifeEvent(.schoolStart, day("1979-09-01"), what: "Dale School"),
        LifeEvent(.graduation, day("1992-07-01"), what: "high school diploma"),
        LifeEvent(.jobStart, day("1993-01-10"), what: "plumber, Brook Pipes Ltd"),
        LifeEvent(.wedding, day("1999-05-01"), what: "Anna Vale"),
      ] + births
    profile.facets.merge(
      [
        .ageBand: "45-54", .relationship: "married", .education: "high-school",
        .incomeLevel: "middle", .occupation: "trades", .work: "employed", .parenthood: "parent",
        .household: "family", .pet: "dog",
      ]) { $1 }
    return profile
  }

  /// Their daughter, a student of 20.
  private static var mia: Profile {
    var profile = person(
      2,
      [
        .firstName: "Mia", .lastName: "Brook", .fatherName: "Paul Brook",
        .motherName: "Anna Brook", .sex: "female", .birthDate: "2005-06-07", .age: "20",
        .education: "some college", .relationshipStatus: "in a relationship",
        .childrenCount: "0", .jobTitle: "student", .income: "£5,000", .incomeLevel: "low",
        .netWorth: "£1,000", .streetAddress: "5 Mill Lane", .postcode: "LS1 4AB",
        .birthCity: "Leeds",
      ])
    profile.household = .init(kind: "family", partner: nil, children: [], members: brooks)
    profile.friends = ["p0000043"]
    profile.life = [
      LifeEvent(.birth, day("2005-06-07"), what: "Mia Brook", place: "Leeds"),
      LifeEvent(.schoolStart, day("2010-09-01"), what: "Mill School"),
      LifeEvent(.graduation, day("2023-07-01"), what: "high school diploma"),
    ]
    profile.facets.merge(
      [
        .ageBand: "18-24", .relationship: "in-relationship", .education: "some-college",
        .incomeLevel: "low", .occupation: "none", .work: "student", .parenthood: "childless",
        .household: "family",
      ]) { $1 }
    return profile
  }

  /// An architect of 45, divorced, who lives alone.
  private static var dora: Profile {
    var profile = person(
      3,
      [
        .firstName: "Dora", .lastName: "Hale", .fatherName: "Ian Hale", .motherName: "Eve Hale",
        .sex: "female", .birthDate: "1980-04-05", .age: "45",
        .education: "master's degree in architecture", .relationshipStatus: "divorced",
        .spouseName: "Ned Lowe", .childrenCount: "0", .jobTitle: "architect",
        .employer: "Pine Studio", .workSince: "2006-01-01", .income: "£101,200",
        .incomeLevel: "high", .netWorth: "£300,000", .streetAddress: "9 Hill Road",
        .postcode: "LS2 8XY", .emergencyContactName: "Eve Hale",
        .emergencyContactPhone: "07700 900555",
      ])
    profile.household = .init(kind: "alone", partner: nil, children: [], members: ["p0000043"])
    profile.friends = ["p0000040", "p0000042"]
    profile.life = [
      LifeEvent(.birth, day("1980-04-05"), what: "Dora Hale", place: "York"),
      LifeEvent(.schoolStart, day("1985-09-01"), what: "Dale School"),
      LifeEvent(.graduation, day("1998-07-01"), what: "high school diploma"),
      LifeEvent(.graduation, day("2005-07-01"), what: "master's degree"),
      LifeEvent(.jobStart, day("2006-01-01"), what: "architect, Pine Studio"),
      LifeEvent(.wedding, day("2008-08-08"), end: day("2015-03-03"), what: "Ned Lowe"),
      LifeEvent(.divorce, day("2015-03-03"), what: "Ned Lowe"),
    ]
    profile.facets.merge(
      [
        .ageBand: "45-54", .relationship: "divorced", .education: "master",
        .incomeLevel: "high", .occupation: "creative", .work: "employed",
        .parenthood: "childless", .household: "alone",
      ]) { $1 }
    return profile
  }

  /// A retired plumber of 70, widowed, who lives alone.
  private static var evan: Profile {
    var profile = person(
      4,
      [
        .firstName: "Evan", .lastName: "Marsh", .fatherName: "Luke Marsh",
        .motherName: "Ada Marsh", .sex: "male", .birthDate: "1955-01-15", .age: "70",
        .education: "no diploma", .relationshipStatus: "widowed", .spouseName: "Ivy Marsh",
        .childrenCount: "0", .jobTitle: "retired plumber", .previousEmployer: "Fell Works",
        .income: "£27,000", .incomeLevel: "middle", .netWorth: "£150,000",
        .streetAddress: "1 Low Street", .postcode: "YO1 7HT", .city: "York",
      ])
    profile.household = .init(kind: "alone", partner: nil, children: [], members: ["p0000044"])
    profile.friends = ["p0000041"]
    profile.life = [
      LifeEvent(.birth, day("1955-01-15"), what: "Evan Marsh", place: "York"),
      LifeEvent(.schoolStart, day("1960-09-01"), what: "Dale School"),
      LifeEvent(.jobStart, day("1973-05-01"), end: day("2019-06-30"), what: "plumber, Fell Works"),
      LifeEvent(.wedding, day("1980-01-01"), what: "Ivy Poole"),
      LifeEvent(.spouseDeath, day("2018-01-01"), what: "Ivy Marsh"),
      LifeEvent(.jobEnd, day("2019-06-30"), what: "plumber, Fell Works"),
      LifeEvent(.retirement, day("2019-06-30"), what: "plumber"),
    ]
    profile.facets.merge(
      [
        .ageBand: "65-plus", .relationship: "widowed", .education: "no-diploma",
        .incomeLevel: "middle", .occupation: "trades", .work: "retired",
        .parenthood: "childless", .household: "alone",
      ]) { $1 }
    return profile
  }
}
