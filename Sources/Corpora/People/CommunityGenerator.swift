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
  let openings: JobOpenings
  let locales: [LocaleBox]
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
    openings = JobOpenings(lexicon.jobs)
    locales = lexicon.locales.map(LocaleBox.init)
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
    community.plan.draw(seed: seed.derive("pair", frame.pair), size: frame.size, openings)
    let own = OwnDraws(seed.derive("community", frame.index))
    let locale = locales[frame.localeIndex]
    fill(&community, locale.sheet, own, &workspace)
  }

  private func fill(
    _ community: inout Community, _ sheet: borrowing LocaleSheet, _ own: OwnDraws,
    _ workspace: inout PeopleWorkspace
  ) {
    drawPeople(&community, sheet, own)
    drawHomes(&community, sheet, own)
    for seat in 0..<community.frame.size {
      let plan = community.plan.seats[seat]
      drawCareer(of: &community.people[seat], plan, sheet, seat, own)
      drawMoves(of: &community.people[seat], plan, sheet, seat, own)
      drawMoney(of: &community.people[seat], sheet, seat, own)
      drawCharacter(of: &community.people[seat], seat, own)
    }
    for seat in 0..<community.frame.size { drawFamily(of: seat, in: &community, sheet, own) }
    drawParents(&community, sheet, own)
    fillFacets(&community)
    writeLife(&community)
    render(&community, sheet, own, &workspace)
  }
}

/// The draws of one community that its twin does not share.
struct OwnDraws {
  /// What is drawn; one subject's draws do not shift another's.
  enum Subject: UInt64 {
    case birth = 1
    case names, parents, family, homes, moves, schooling, title, career, money, character
    case papers, contacts, traits, accounts
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
