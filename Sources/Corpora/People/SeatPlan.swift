// SPDX-License-Identifier: Apache-2.0

/// What a person has in common with their twin: drawn by the pair's key, before all else.
///
/// Everything else about a person is drawn given this and nothing of the twin's, so that a member
/// and their twin come from one conditional distribution and differ by chance alone.
struct SeatPlan {
  /// The number of the household in the community, and its kind as `Facet.household` counts.
  var household: UInt8 = 0
  var householdKind: HouseholdKind = .alone
  var role: HouseholdRole = .head
  var sex: UInt8 = 0
  var ageBand: UInt8 = 0
  var relationship: Relationship = .single
  /// The highest education that was finished, or begun by students.
  var education: EducationLevel = .highSchool
  var work: WorkStatus = .employed
  /// The group of the present or last job; `Occupation.none` for people who never had one.
  var group: UInt8 = SeatPlan.noGroup
  var register: UInt8 = 0
  var pet: UInt8 = 0
  var childCount: UInt8 = 0
  /// The seat of the partner, the parents, and a grown child in the household; -1 where none is.
  var partner: Int16 = -1
  var firstParent: Int16 = -1
  var secondParent: Int16 = -1
  var grownChild: Int16 = -1
  /// How many jobs came before the present or last one; of people out of work, how many in all.
  var pastJobCount: UInt8 = 0
  var moveCount: UInt8 = 0
  /// Which attributes are there that not everybody has.
  var presence: AttributePresence = []
  /// Whether a wedding changed the surname.
  var takesName = false

  /// The code of people without occupation in `Facet.occupation`.
  static let noGroup: UInt8 = 11

  /// Whether there is or was a wedding.
  var wasWed: Bool { relationship.rawValue >= Relationship.married.rawValue }

  /// Whether there is a partner now, in the community or out of it.
  var hasPartner: Bool {
    switch relationship {
    case .inRelationship, .engaged, .married: true
    case .single, .divorced, .widowed: false
    }
  }
}

/// The place of a seat in its household.
enum HouseholdRole: UInt8, Sendable {
  case head
  case partner
  case child
  case flatmate
}

/// How a household is made up, in the order of `Facet.household`.
public enum HouseholdKind: UInt8, CaseIterable, Sendable {
  case alone
  case couple
  case family
  case shared
}

/// Ties to a partner, in the order of `Facet.relationship`.
public enum Relationship: UInt8, CaseIterable, Sendable {
  case single
  case inRelationship
  case engaged
  case married
  case divorced
  case widowed
}

/// What somebody does by day, in the order of `Facet.work`.
public enum WorkStatus: UInt8, CaseIterable, Sendable {
  case student
  case employed
  case unemployed
  case homemaker
  case retired
}

/// Education as PANORAMA lists it.
public enum EducationLevel: UInt8, CaseIterable, Sendable {
  case noDiploma
  case highSchool
  case someCollege
  case associate
  case vocational
  case diploma
  case certificate
  case bachelor
  case master
  case doctorate

  /// The position in tables.
  @inline(__always)
  public var index: Int { Int(rawValue) }

  /// The code in `Facet.education`.
  public var category: UInt8 {
    switch self {
    case .noDiploma: 0
    case .highSchool: 1
    case .someCollege: 2
    case .associate, .vocational, .diploma, .certificate: 3
    case .bachelor: 4
    case .master: 5
    case .doctorate: 6
    }
  }

  /// The age by which everybody who gets so far has got there.
  var floorAge: Int {
    switch self {
    case .noDiploma, .highSchool: 18
    case .someCollege, .vocational, .diploma, .certificate: 20
    case .associate: 21
    case .bachelor: 23
    case .master: 25
    case .doctorate: 29
    }
  }

  /// The years of study after the school that all attend.
  var collegeYears: Int {
    switch self {
    case .noDiploma, .highSchool: 0
    case .someCollege, .vocational, .diploma, .certificate: 1
    case .associate: 2
    case .bachelor: 4
    case .master: 6
    case .doctorate: 10
    }
  }
}

/// The attributes that some people have and others have not.
struct AttributePresence: OptionSet {
  let rawValue: UInt16

  static let passport = AttributePresence(rawValue: 1)
  static let licence = AttributePresence(rawValue: 1 << 1)
  static let workPhone = AttributePresence(rawValue: 1 << 2)
  static let allergy = AttributePresence(rawValue: 1 << 3)
  static let disability = AttributePresence(rawValue: 1 << 4)
  static let card = AttributePresence(rawValue: 1 << 5)
  static let emergencyContact = AttributePresence(rawValue: 1 << 6)
  static let spouseName = AttributePresence(rawValue: 1 << 7)
}
