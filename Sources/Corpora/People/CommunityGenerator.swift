// SPDX-License-Identifier: Apache-2.0

public import Compute

/// Makes communities, each a pure function of seed and index.
///
/// What a community has in common with its twin is drawn by the pair's seed (`CommunityPlan`); all
/// else by its own, and given the plan only. So the two come from one conditional distribution.
public struct CommunityGenerator: Sendable {
  /// The words.
  public let lexicon: Lexicon
  /// The corpus's seed.
  public let seed: Seed
  /// The day on which ages are taken.
  public let asOf: CivilDate
  /// Whether numbers are those that nobody can have.
  public let formats: FormatMode
  let groups: OccupationWeights
  let locales: [LocaleSheet]
  let handleSuffixes: KeyedPermutation
  let mailSuffixes: KeyedPermutation
  let suffixWidth: Int
  let keys = ProfileKeys()

  /// Creates a generator.
  ///
  /// - Parameters:
  ///   - lexicon: The words.
  ///   - seed: The corpus's seed.
  ///   - personCount: How many people the corpus has, for the length of handles.
  ///   - asOf: The day on which ages are taken.
  ///   - formats: Whether numbers are those that nobody can have.
  public init(
    lexicon: Lexicon, seed: Seed, personCount: Int, asOf: CivilDate, formats: FormatMode = .reserved
  ) {
    self.lexicon = lexicon
    self.seed = seed
    self.asOf = asOf
    self.formats = formats
    groups = OccupationWeights(lexicon.jobs)
    locales = lexicon.locales.map(LocaleSheet.init)
    var (width, room) = (2, 100)
    while room < personCount { (width, room) = (width + 1, room * 10) }
    suffixWidth = width
    handleSuffixes = KeyedPermutation(count: room, key: seed.derive("handle").value)
    mailSuffixes = KeyedPermutation(count: room, key: seed.derive("mail").value)
  }

  /// Makes a community.
  public func community(_ frame: CommunityFrame) -> Community {
    var workspace = PeopleWorkspace()
    var community = Community(frame: frame)
    fill(&community, frame, &workspace)
    return community
  }

  /// Makes a community in the place of another and keeps its room.
  public func fill(
    _ community: inout Community, _ frame: CommunityFrame, _ workspace: inout PeopleWorkspace
  ) {
    community.frame = frame
    community.plan.draw(seed: seed.derive("pair", frame.pair), size: frame.size, groups: groups)
    let own = OwnDraws(seed.derive("community", frame.index))
    drawPeople(&community, own)
    drawHomes(&community, own)
    for seat in community.people.indices {
      drawCareer(of: seat, in: &community, own)
      drawMoves(of: seat, in: &community, own)
      drawMoney(of: seat, in: &community, own)
      drawCharacter(of: seat, in: &community, own)
    }
    for seat in community.people.indices { drawFamily(of: seat, in: &community, own) }
    drawParents(&community, own)
    fillFacets(&community)
    writeLife(&community)
    render(&community, own, &workspace)
  }
}

/// The draws of one community that its twin does not share.
struct OwnDraws {
  /// What is drawn; one subject's draws do not shift another's.
  enum Subject: UInt64 {
    case birth = 1
    case names, parents, family, homes, moves, schooling, title, career, money, character
    case papers, contacts
  }

  private let seed: UInt64

  init(_ seed: Seed) {
    self.seed = seed.value
  }

  /// The stream of a subject and a seat; the community's own where none is given.
  @inline(__always)
  func callAsFunction(_ subject: Subject, _ seat: Int = 255) -> DrawStream {
    DrawStream(key: seed ^ subject.rawValue << 56, seat)
  }
}

/// Room that a thread keeps from community to community.
public struct PeopleWorkspace: ~Copyable {
  var arena = ByteBuffer(capacity: 1 << 16)
  var scratch = ByteBuffer(capacity: 256)

  /// Creates the room.
  public init() {}
}

/// What a locale's tables say, in the shape in which people are drawn.
struct LocaleSheet: Sendable {
  let tables: LocaleTables
  let areaCodes: [UInt16]
  let calendar: SchoolCalendar
  /// For each female and male given name a number; one text has one number in both.
  let femaleNumbers: [Int32]
  let maleNumbers: [Int32]

  init(_ tables: LocaleTables) {
    self.tables = tables
    areaCodes = tables.places.areaCodes.texts.map { UInt16($0) ?? 0 }
    calendar = SchoolCalendar(tables)
    var numbers: [String: Int32] = [:]
    for text in tables.femaleNames.texts + tables.maleNames.texts where numbers[text] == nil {
      numbers[text] = Int32(numbers.count)
    }
    femaleNumbers = tables.femaleNames.texts.map { numbers[$0] ?? 0 }
    maleNumbers = tables.maleNames.texts.map { numbers[$0] ?? 0 }
  }

  /// The number of a given name's text.
  @inline(__always)
  func number(of name: PersonName) -> Int32 {
    name.isFemale ? femaleNumbers[name.given] : maleNumbers[name.given]
  }

  /// Draws a given name; of people who are neither female nor male, from either table.
  func givenName(sex: UInt8, _ draws: inout DrawStream) -> PersonName {
    var name = PersonName()
    name.isFemale = sex == 0 || sex > 1 && draws.word() & 1 == 0
    let pool = name.isFemale ? tables.femaleNames : tables.maleNames
    name.given = pool.index(for: draws.word())
    return name
  }

  /// Draws a given name that is neither of two others.
  func givenName(
    sex: UInt8, but first: PersonName, or second: PersonName, _ draws: inout DrawStream
  ) -> PersonName {
    let (left, right) = (number(of: first), number(of: second))
    var name = givenName(sex: sex, &draws)
    for _ in 0..<64 {
      let number = number(of: name)
      if number != left && number != right { break }
      name = givenName(sex: sex, &draws)
    }
    return name
  }
}
