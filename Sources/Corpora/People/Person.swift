// SPDX-License-Identifier: Apache-2.0

/// A person as whole numbers: codes of facets, positions in the lexicon, day numbers.
///
/// Social identity (SPeCtrum's first part) is `sex`, `ageBand`, `relationship`, `education`, `work`
/// and the like; personal identity `interests` and `style`; life context the life line, the homes,
/// the household and the friends. Texts follow from these numbers and stand in `CommunityValues`.
public struct Person: Sendable {
  /// The index in the corpus.
  public var index = 0
  // Social identity.
  /// A code of `Facet.sex`.
  public var sex: UInt8 = 0
  /// A code of `Facet.ageBand`.
  public var ageBand: UInt8 = 0
  /// A code of `Facet.pet`.
  public var pet: UInt8 = 0
  /// The day of birth.
  public var birthDate = CivilDate(day: 0)
  /// The tie to a partner.
  public var relationship: Relationship = .single
  /// The highest education.
  public var education: EducationLevel = .highSchool
  /// The field of study as a position in `StudyFields`; -1 for those who chose none.
  var studyField: Int8 = -1
  /// The kind of household.
  public var householdKind: HouseholdKind = .alone
  /// The age in whole years on the corpus's day.
  public var age = 0
  /// What they do by day.
  public var work: WorkStatus = .employed
  /// The occupation of people at work: a code of `Facet.occupation`.
  public var occupation: UInt8 = 0
  // Names.
  /// The given name and the surname of today.
  public var name = PersonName()
  /// The surname at birth: a position in the locale's family names.
  public var birthSurname: UInt32 = 0
  /// The father's and the mother's names.
  public var father = PersonName()
  /// The mother's name.
  public var mother = PersonName()
  // Family.
  /// The present, late or former spouse's name.
  public var spouse = PersonName()
  /// The wedding's day; nil where there was none.
  public var wedding: CivilDate?
  /// The day of the divorce or of the spouse's death.
  public var weddingEnd: CivilDate?
  /// The children, oldest first, of which `childCount` places hold.
  public var children = InlineArray<4, Child>(repeating: Child())
  /// The number of children.
  public var childCount = 0
  // Work.
  /// The jobs, first one first, of which `jobCount` places hold.
  public var jobs = InlineArray<4, Job>(repeating: Job())
  /// The number of jobs.
  public var jobCount = 0
  /// The day of retirement; nil for people who have not retired.
  public var retirement: CivilDate?
  /// What comes in during a year, in the locale's currency.
  public var income = 0
  /// A code of `Facet.incomeLevel`.
  public var incomeLevel: UInt8 = 0
  /// PANORAMA's five statuses, from very low to very high.
  public var financeStatus: UInt8 = 0
  /// What is owned less what is owed, in the locale's currency.
  public var netWorth = 0
  /// A score from 300 to 850.
  public var creditScore = 0
  // Places.
  /// The home, shared by the household.
  public var home = Home()
  /// The city of birth and the country that it lies in.
  public var birthCity: Int32 = 0
  /// The locale of the country of birth: its position.
  public var birthLocale: UInt8 = 0
  /// The city lived in before the last move, in the same country; nil where it is the birth city.
  public var middleCity: Int32?
  /// The first and the last move between cities; nil where there was none.
  public var firstMove: CivilDate?
  /// The last move.
  public var lastMove: CivilDate?
  // Personal identity.
  /// Interests, of which `interestCount` places hold.
  public var interests = InlineArray<5, UInt16>(repeating: 0)
  /// The number of interests, 2 to 5.
  public var interestCount = 0
  /// How the person writes.
  public var style = WritingStyle()
  // The rest.
  /// The number of the household in the community.
  public var household = 0
  /// The seats of partner and parents in the household; -1 where there are none.
  var partner: Int16 = -1
  var firstParent: Int16 = -1
  var secondParent: Int16 = -1
  /// Random bits from which numbers of papers and accounts are made.
  public var word: UInt64 = 0
  /// The seat of a friend; -1 where there is none.
  var friend: Int16 = -1
  /// Whether a wedding changed the surname.
  var takesName = false
  var presence: AttributePresence = []
  var schooling = Schooling()

  /// The seat of the partner; nil where the partner has none or there is none.
  @inline(__always)
  public var partnerSeat: Int? { partner >= 0 ? Int(partner) : nil }

  /// Whether a household begins with this seat.
  var isHead = false

  /// A friend's seat; nil in communities of one.
  @inline(__always)
  var firstFriend: Int? { friend >= 0 ? Int(friend) : nil }

  /// The number of jobs that are over.
  @inline(__always)
  var pastJobCount: Int { work == .employed ? jobCount - 1 : jobCount }

  /// The seat of the first of the parents in the household.
  @inline(__always)
  public var parentSeat: Int? { firstParent >= 0 ? Int(firstParent) : nil }
}

/// A name as positions in a locale's tables.
public struct PersonName: Sendable, Equatable {
  /// The given name's position in the female or the male names.
  public var given: UInt16 = 0
  /// Whether the given name is among the female ones.
  public var isFemale = false
  /// The surname's position in the family names.
  public var surname: UInt32 = 0
}

/// A child, in the community or out of it.
public struct Child: Sendable {
  /// The given name's position in the female or the male names.
  public var given: UInt16 = 0
  /// Whether the given name is among the female ones.
  public var isFemale = false
  /// The day of birth.
  public var birthDate = CivilDate(day: 0)
  /// The seat of a grown child who lives with the parents.
  public var seat: Int16?

  /// The given name, without a surname.
  var name: PersonName {
    var name = PersonName()
    name.given = given
    name.isFemale = isFemale
    return name
  }
}

/// A job and when it was held.
public struct Job: Sendable {
  /// The job's position in `JobTable`.
  public var title: UInt16 = 0
  /// The employer's identity.
  public var employer: UInt64 = 0
  /// The first day.
  public var start = CivilDate(day: 0)
  /// The last day; nil for the present job.
  public var end: CivilDate?
}

/// Where a household lives.
public struct Home: Sendable {
  /// The city's position in the locale's places.
  public var city: Int32 = 0
  /// Random bits from which street, number, flat and postcode are made.
  public var word: UInt64 = 0
}

/// How somebody writes.
public struct WritingStyle: Sendable, Equatable {
  /// A code of `Facet.register`.
  public var register: UInt8 = 0
  /// Slips in 1000 words, 0 to 60.
  public var typoRate: UInt8 = 0
  /// Pictograms in 1000 sentences, 0 to 250.
  public var emojiRate: UInt8 = 0
  /// The length of texts in hundredths of the usual, 60 to 160.
  public var length: UInt8 = 100
}

/// The days of a person's education.
struct Schooling {
  /// The first day of school, and the last or the graduation.
  var start = CivilDate(day: 0)
  var end = CivilDate(day: 0)
  /// Studies after school, of which `count` places hold: first degree or course, master, doctorate.
  var studies = InlineArray<3, Study>(repeating: Study())
  var count = 0
  /// Whether the study is a course rather than one at a university.
  var isPractical = false
  var schoolWord: UInt64 = 0
  var collegeWord: UInt64 = 0
}

/// One course of study.
struct Study {
  var level: EducationLevel = .someCollege
  var start = CivilDate(day: 0)
  /// Nil while it goes on.
  var end: CivilDate?
  var hasDegree = true
}
