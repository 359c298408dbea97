// SPDX-License-Identifier: Apache-2.0

public import Compute

/// Who is who in a corpus, and what is written and trained on, before anything is made.
///
/// Everything is a closed form of recipe and seed; memory is that of the strata (kinds times locales
/// times attributes), whatever the number of people and documents. The words are in
/// `CommunityRoles` (members, twins, unseen; locales), `KindShares` (numbers of documents, focus),
/// `Stratum` (copies) and `ForgetPlan` (sets).
public struct CorpusLayout: Sendable {
  /// The recipe.
  public let recipe: CorpusRecipe
  /// The corpus's seed.
  public let seed: Seed
  let roles: CommunityRoles
  /// The kinds that occur, in the order of the enumeration.
  let kinds: [KindShares]
  /// For each of `kinds` the position of its first stratum.
  let firstStrata: [Int]
  let strata: [Stratum]
  let cells: ExampleCells
  let forgetPlan: ForgetPlan
  let documentExampleCount: Int
  /// The planted secrets' numbers.
  public let canaries: CanaryCounts
  let trainingOrder: KeyedPermutation

  /// Lays out a corpus.
  ///
  /// - Parameters:
  ///   - recipe: What the corpus is made of.
  ///   - seed: The corpus's seed.
  ///   - focuses: For each kind the attributes of which its documents disclose one for certain.
  /// - Throws: `missingFocus` where a kind that occurs has no attribute, or one twice.
  public init(recipe: CorpusRecipe, seed: Seed, focuses: [DocumentKind: [Attribute]])
    throws(CorpusError)
  {
    let roles = CommunityRoles(
      personCount: recipe.profileCount, communitySize: recipe.communitySize,
      localeCount: recipe.locales.count, unseenShare: recipe.unseenShare)
    self.recipe = recipe
    self.seed = seed
    self.roles = roles
    kinds = try CorpusLayout.kinds(of: recipe, roles, focuses)
    (strata, documentExampleCount) = Stratum.all(
      of: kinds, classes: recipe.replicationClasses, seed: seed)
    cells = ExampleCells(
      strata, kinds, classes: recipe.replicationClasses, exampleCount: documentExampleCount)
    var firstStrata: [Int] = []
    var before = 0
    for shares in kinds {
      firstStrata.append(before)
      before += shares.attributes.count * recipe.locales.count
    }
    self.firstStrata = firstStrata
    forgetPlan = ForgetPlan(roles: roles, share: recipe.forgetShare, seed: seed)
    canaries = CanaryCounts(recipe)
    trainingOrder = KeyedPermutation(
      count: documentExampleCount + canaries.exampleCount,
      key: seed.derive("training order").value)
  }

  private static func kinds(
    of recipe: CorpusRecipe, _ roles: CommunityRoles, _ focuses: [DocumentKind: [Attribute]]
  ) throws(CorpusError) -> [KindShares] {
    var kinds: [KindShares] = []
    for kind in DocumentKind.allCases {
      let wanted =
        kind.isOfCommunity
        ? recipe.threads.perCommunity * recipe.threads.commentCount : recipe.wantedCount(of: kind)
      guard wanted > 0 else { continue }
      let attributes = focuses[kind] ?? []
      guard !attributes.isEmpty, Set(attributes).count == attributes.count else {
        throw CorpusError(
          .missingFocus,
          "Documents of kind '\(kind.name)' have no attribute to disclose, or one twice.",
          remedy: "Give the kind's grammar a rule 'tell.ATTRIBUTE' for each of its attributes.")
      }
      kinds.append(
        kind.isOfCommunity
          ? KindShares(communal: kind, perCommunity: wanted, attributes, roles)
          : KindShares(kind, total: wanted, attributes, roles))
    }
    return kinds
  }
}

extension CorpusLayout {
  /// The number of people.
  public var personCount: Int { roles.personCount }

  /// The number of communities.
  public var communityCount: Int { roles.communityCount }

  /// The number of people in a community.
  public func size(of community: Int) -> Int { roles.size(of: community) }

  /// The index of the first person of a community.
  public func firstPerson(of community: Int) -> Int { community * roles.communitySize }

  /// The community and the seat of a person.
  public func home(of person: Int) -> (community: Int, seat: Int) {
    precondition(person >= 0 && person < personCount, "a person of the corpus")
    return (person / roles.communitySize, person % roles.communitySize)
  }

  /// The pair of communities that a community belongs to.
  public func pair(of community: Int) -> Int { community / 2 }

  /// What a community is for.
  public func role(of community: Int) -> CommunityRole { roles.place(of: community).role }

  /// The member community that a twin community is alike to; nil for others.
  public func member(ofTwin community: Int) -> Int? {
    role(of: community) == .twin ? community - 1 : nil
  }

  /// Where the people of a community live.
  public func locale(of community: Int) -> LocaleCode {
    recipe.locales[roles.place(of: community).locale]
  }

  /// The number of people who live in one of the recipe's places; none in others.
  public func peopleCount(in locale: LocaleCode) -> Int {
    recipe.locales.firstIndex(of: locale).map { roles.peopleCount(inLocale: $0) } ?? 0
  }

  /// The number of documents of a kind.
  public func documentCount(_ kind: DocumentKind) -> Int {
    kinds.first { $0.kind == kind }?.documentCount ?? 0
  }

  /// The number of documents of all kinds, canaries not counted.
  public var documentCount: Int { kinds.reduce(0) { $0 + $1.documentCount } }

  /// The number of steps of the training order.
  public var exampleCount: Int { trainingOrder.count }

  /// The communities of a shard, so that shards are of about the same size.
  ///
  /// - Parameters:
  ///   - shard: The shard, from 0.
  ///   - shardCount: The number of shards.
  /// - Returns: The communities' indices.
  public func communities(inShard shard: Int, of shardCount: Int) -> Range<Int> {
    let shares = Apportionment(total: communityCount, over: shardCount)
    return shares.first(of: shard)..<shares.first(of: shard + 1)
  }

  /// The steps of the training order that a shard lists; all shards in a row give the whole order.
  ///
  /// - Parameters:
  ///   - shard: The shard, from 0.
  ///   - shardCount: The number of shards.
  /// - Returns: Positions of the whole order.
  public func positions(inShard shard: Int, of shardCount: Int) -> Range<Int> {
    let shares = Apportionment(total: exampleCount, over: shardCount)
    return shares.first(of: shard)..<shares.first(of: shard + 1)
  }
}
