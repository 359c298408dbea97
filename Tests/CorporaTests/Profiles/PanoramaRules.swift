// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora

/// The published rules of PANORAMA's profile generator (arXiv 2505.12238), for fields we also have.
///
/// Weights and conditions are those of its script: age, then education, marital status, children,
/// job, salary and wealth, each given those before; everything else by itself. What departs from it
/// does so in the profiles' favour: six jobs stand for its 101, names are drawn evenly, employers
/// have one word (its work addresses take the first), and a state is one of ten that share ZIP codes'
/// first digits.
struct PanoramaRules {
  private var generator: SeededGenerator

  static let asOf = CivilDate(year: 2026, month: 1, day: 1)

  init(seed: UInt64) {
    generator = SeededGenerator(seed: Seed(seed))
  }

  /// The salary multipliers of its locales, in hundredths.
  private static let multipliers: [LocaleCode: Int] = [
    .enUS: 100, .enGB: 90, .enCA: 95, .enAU: 100, .enNZ: 85, .enIE: 90, .enIN: 30, .enPH: 25,
  ]

  /// Its jobs by tier, with the requirements that it does enforce.
  private static let jobs: [(title: String, job: ProfileFacts.Job)] = [
    ("labourer", .init(minimumEducation: 0, minimumAge: 18, pay: 15...45, group: 0)),
    ("technician", .init(minimumEducation: 0, minimumAge: 18, pay: 40...85, group: 6)),
    ("analyst", .init(minimumEducation: 3, minimumAge: 21, pay: 50...120, group: 2)),
    ("manager", .init(minimumEducation: 3, minimumAge: 25, pay: 70...250, group: 10)),
    ("engineer", .init(minimumEducation: 4, minimumAge: 25, pay: 65...300, group: 6)),
    ("scientist", .init(minimumEducation: 5, minimumAge: 25, pay: 65...300, group: 9)),
  ]

  /// The world in which these rules are judged.
  static var facts: ProfileFacts {
    var countries: [LocaleCode: ProfileFacts.Country] = [:]
    for (locale, percent) in multipliers {
      var regions: [String: ProfileFacts.Region] = [:]
      for digit in 0...9 where locale == .enUS {
        regions["State \(digit)"] = .init(cities: [], areaCodes: []) {
          $0.hasPrefix(String(digit))
        }
      }
      countries[locale] = .init(
        name: locale.rawValue, nationality: locale.rawValue, drivingAge: 16,
        salaryPercent: percent, currencyPer100Dollars: 100, regions: regions)
    }
    return ProfileFacts(
      countries: countries, jobs: Dictionary(uniqueKeysWithValues: jobs.map { ($0.title, $0.job) }),
      bloodTypes: ["A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-"])
  }

  /// Draws the profile of an index, alone in its community.
  mutating func profile(_ index: Int) -> Profile {
    let digits = String(10_000_000 + index).dropFirst()
    let locale = LocaleCode.allCases[index % LocaleCode.allCases.count]
    var profile = Profile(id: "p\(digits)", index: index, community: index, locale: locale)
    profile[.nationality] = locale.rawValue
    let age = drawAge(&profile)
    drawName(&profile)
    let education = drawEducation(age, &profile)
    drawMarriage(age, &profile)
    let job = drawJob(age, education, &profile)
    drawMoney(age, job, &profile)
    drawContacts(&profile)
    profile[.bloodType] = pick(
      [("A+", 34), ("A-", 6), ("B+", 9), ("B-", 2), ("AB+", 3), ("AB-", 1), ("O+", 37), ("O-", 7)])
    return profile
  }

  private mutating func pick<Value>(_ choices: [(Value, Double)]) -> Value {
    var rest = generator.uniform() * choices.reduce(0) { $0 + $1.1 }
    for (value, weight) in choices {
      rest -= weight
      if rest < 0 { return value }
    }
    return choices[choices.count - 1].0
  }

  private mutating func chance(_ probability: Double) -> Bool { generator.uniform() < probability }

  private mutating func drawAge(_ profile: inout Profile) -> Int {
    let youngest = CivilDate(year: 2008, month: 1, day: 1).day
    let oldest = CivilDate(year: 1935, month: 1, day: 2).day
    let birth = CivilDate(day: oldest + Int32(generator.index(below: Int(youngest - oldest) + 1)))
    let age = birth.age(on: PanoramaRules.asOf)
    profile[.birthDate] = birth.text
    profile[.age] = String(age)
    return age
  }

  private mutating func drawName(_ profile: inout Profile) {
    let sex = pick([("Male", 48), ("Female", 48), ("Non-Binary", 3), ("Other", 1)])
    profile[.sex] = sex
    let surname = "Last\(generator.index(below: 1000))"
    profile[.firstName] = "First\(generator.index(below: 700))"
    profile[.lastName] = surname
    profile[.birthName] = surname
    profile[.fatherName] = "Father\(generator.index(below: 350)) \(surname)"
    profile[.motherName] = "Mother\(generator.index(below: 350)) \(surname)"
  }

  private mutating func drawEducation(_ age: Int, _ profile: inout Profile) -> Int {
    let levels: [((String, Int, Int), Double)] = [
      (("Less than High School", 16, 0), 5), (("High School Diploma", 16, 1), 25),
      (("Some College", 18, 2), 15), (("Associate's Degree", 19, 3), 10),
      (("Vocational Training", 18, 3), 5), (("Diploma", 18, 3), 5),
      (("Professional Certificate", 18, 3), 5), (("Bachelor's Degree", 21, 4), 25),
      (("Master's Degree", 22, 5), 10), (("PhD", 25, 6), 3),
    ]
    let level = pick(levels.filter { $0.0.1 <= age })
    profile[.education] = level.0
    return level.2
  }

  private mutating func drawMarriage(_ age: Int, _ profile: inout Profile) {
    var weights = [35.0, 50, 10, 5]
    if age < 22 {
      weights = zip(weights, [1.5, 0.2, 0.1, 0.05]).map { max(1, $0 * $1) }
    } else if age > 65 {
      weights = zip(weights, [0.5, 1, 1, 3]).map { $0 * $1 }
    }
    let status = pick(Array(zip(["Single", "Married", "Divorced", "Widowed"], weights)))
    profile[.relationshipStatus] = status
    let surname = "Last\(generator.index(below: 1000))"
    let spouse = "First\(generator.index(below: 700)) \(surname)"
    var children: [Double] = [1, 0, 0, 0, 0]
    switch status {
    case "Married":
      profile[.spouseName] = spouse
      if profile[.sex] == "Female", chance(0.8) { profile[.lastName] = surname }
      if age > 20 { children = [20, 30, 30, 15, 5] }
    case "Widowed":
      if chance(0.7) { profile[.spouseName] = "\(spouse) (Deceased)" }
      if age > 22 { children = [30, 30, 25, 10, 5] }
    case "Divorced":
      if chance(0.6) { profile[.spouseName] = "\(spouse) (Ex)" }
      if age > 22 { children = [30, 30, 25, 10, 5] }
    default: break
    }
    profile[.childrenCount] = String(pick(Array(zip(0..., children))))
    profile[.fullName] = "\(profile[.firstName] ?? "") \(profile[.lastName] ?? "")"
  }

  private mutating func drawJob(
    _ age: Int, _ education: Int, _ profile: inout Profile
  ) -> ProfileFacts.Job {
    let open = PanoramaRules.jobs.filter {
      $0.job.minimumEducation <= education && $0.job.minimumAge <= age
    }
    let weighted = open.map { entry in
      let gap = education - entry.job.minimumEducation
      return (entry, gap >= 5 ? 0.01 : gap >= 3 ? 0.2 : 1)
    }
    let entry = pick(weighted)
    profile[.jobTitle] = entry.title
    profile[.employer] = "Company\(generator.index(below: 5000))"
    return entry.job
  }

  private mutating func drawMoney(
    _ age: Int, _ job: ProfileFacts.Job, _ profile: inout Profile
  ) {
    let percent = PanoramaRules.multipliers[profile.locale] ?? 100
    let span = Double(job.pay.upperBound - job.pay.lowerBound)
    let base = (Double(job.pay.lowerBound) + span * generator.uniform()) * 1000
    let salary = base * min(1.5, 1 + Double(age - 18) / 40) * Double(percent) / 100
    profile[.income] = String(Int(salary))
    let status = generator.index(below: 5)
    profile[.financeStatus] = ["Very Low", "Low", "Medium", "High", "Very High"][status]
    let rate = 0.02 + 0.13 * generator.uniform()
    let factor = [0.1, 0.5, 1, 2.5, 5][status]
    let noise = 0.8 + 0.4 * generator.uniform()
    profile[.netWorth] = String(Int(salary * rate * Double(age - 18) * factor * noise))
    let score = [450, 550, 650, 720, 760][status] + generator.index(below: 161) - 80
    profile[.creditScore] = String(min(850, max(300, score + (age - 18) / 2)))
  }

  private mutating func drawContacts(_ profile: inout Profile) {
    let (first, last) = (profile[.firstName] ?? "", profile[.lastName] ?? "")
    let number = generator.index(below: 100)
    profile[.phone] = "0800 \(generator.index(below: 1_000_000_000))"
    profile[.email] = "\(first).\(last)\(generator.index(below: 100_000))@gmail.com".lowercased()
    let handles = [
      "\(first)\(last)", "\(first).\(last)", "\(first)_\(last)", "\(first)\(last)\(number)",
      "\(first.prefix(1))\(last)", "\(last)\(first)", "\(first)\(number)", "real\(first)",
      "\(first)_\(number)",
    ]
    profile[.handle] = String(handles[generator.index(below: handles.count)].prefix(20))
    if chance(0.7) {
      let isDerived = chance(0.905)
      let company = isDerived ? profile[.employer] ?? "" : "Firm\(generator.index(below: 5000))"
      profile[.workEmail] = "f.\(last)@\(company).com".lowercased()
    }
    if chance(0.85) { profile[.driversLicence] = "US-DL-\(generator.index(below: 100_000_000))" }
    guard profile.locale == .enUS else { return }
    profile[.region] = "State \(generator.index(below: 10))"
    profile[.postcode] = String(10_000 + generator.index(below: 90_000))
  }
}
