// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// A person as a line of profiles.jsonl describes them: all facts as text, with ties and life line.
///
/// Parts that a source does not have are nil, so that profiles of other generators can be checked
/// too: an invariant about a part that is not there holds.
public struct Profile: Sendable {
  /// The identifier, such as `p0000123`.
  public var id: String
  /// The position in the corpus.
  public var index: Int
  /// The community's number.
  public var community: Int
  /// Where the person lives.
  public var locale: LocaleCode
  private var texts: [String?]
  /// The categories of facets by name; empty where the source has none.
  public var facets: [Facet: String]
  /// The household; nil where the source has none.
  public var household: Household?
  /// The identifiers of friends; nil where the source has none.
  public var friends: [String]?
  /// The dated events; nil where the source has none.
  public var life: [LifeEvent]?
  /// What the person likes to do.
  public var interests: [String]
  /// How the person writes.
  public var style: JSONValue

  /// Creates a profile without any value.
  public init(id: String, index: Int, community: Int, locale: LocaleCode) {
    self.id = id
    self.index = index
    self.community = community
    self.locale = locale
    texts = Array(repeating: nil, count: Attribute.count)
    facets = [:]
    interests = []
    style = .null
  }

  /// The canonical text of an attribute; nil where the person has none.
  public subscript(attribute: Attribute) -> String? {
    get { texts[attribute.index] }
    set { texts[attribute.index] = newValue.flatMap { $0.isEmpty ? nil : $0 } }
  }

  /// Who lives together.
  public struct Household: Equatable, Sendable {
    /// A category of `Facet.household`.
    public var kind: String
    /// The identifier of the partner, where that is a person of the corpus.
    public var partner: String?
    /// The children, wherever they live.
    public var children: [Child]
    /// The identifiers of those of the corpus who live there, with or without the person.
    public var members: [String]

    /// Creates a household.
    public init(kind: String, partner: String?, children: [Child], members: [String]) {
      self.kind = kind
      self.partner = partner
      self.children = children
      self.members = members
    }
  }

  /// A child, who need not be a person of the corpus.
  public struct Child: Equatable, Sendable {
    /// The name, first or full.
    public var name: String
    /// The day of birth.
    public var birthDate: CivilDate

    /// Creates a child.
    public init(name: String, birthDate: CivilDate) {
      self.name = name
      self.birthDate = birthDate
    }
  }
}

/// Something that happened in a person's life.
public struct LifeEvent: Equatable, Sendable {
  /// The kinds of events.
  public enum Kind: String, CaseIterable, Sendable {
    case birth, graduation, retirement, wedding, divorce, move
    case schoolStart = "school-start"
    case jobStart = "job-start"
    case jobEnd = "job-end"
    case spouseDeath = "spouse-death"
    case childBirth = "child-birth"
  }

  /// What kind of event it is.
  public var kind: Kind
  /// The day.
  public var date: CivilDate
  /// The last day, where the event lasts.
  public var end: CivilDate?
  /// The school, employer, job, person, or whatever the event is about.
  public var what: String
  /// Where it happened.
  public var place: String?

  /// Creates an event.
  public init(
    _ kind: Kind, _ date: CivilDate, end: CivilDate? = nil, what: String, place: String? = nil
  ) {
    self.kind = kind
    self.date = date
    self.end = end
    self.what = what
    self.place = place
  }
}
