// SPDX-License-Identifier: Apache-2.0

/// What a corpus is made of: how many people of which places, what they write, what is trained on.
///
/// Counts are those of the whole corpus, however many shards it is written in.
public struct CorpusRecipe: Equatable, Sendable {
  /// How many documents of a kind there are.
  public enum Quota: Equatable, Sendable {
    /// So many in all.
    case total(Int)
    /// So many for each person on average.
    case perPerson(Ratio)
  }

  /// The discussions that a community has among its people.
  public struct Threads: Equatable, Sendable {
    /// The number of threads in a community of full size.
    public var perCommunity = 0
    /// The number of comments in a thread, the opening one included.
    public var commentCount = 40
    /// How many replies deep a thread goes at most.
    public var deepest = 5
    /// The number of replies that a comment gets at most.
    public var mostReplies = 3

    /// Creates settings without threads.
    public init() {}
  }

  /// How many planted secrets there are of each format.
  public struct Canaries: Equatable, Sendable {
    /// The number that is trained on, for each replication class.
    public var perClass = 0
    /// The number that is never trained on.
    public var controlCount = 0

    /// Creates settings without canaries.
    public init() {}
  }

  /// The recipe's name.
  public var name = "custom"
  /// The number of people.
  public var profileCount = 1_000
  /// The places that people live in, each with as many pairs of communities as the others.
  public var locales: [LocaleCode] = [.enUS]
  /// The number of people in a community, at most 64.
  public var communitySize = 10
  /// The number of documents of the kinds that one person writes.
  public var documents: [DocumentKind: Quota] = [:]
  /// The discussions of a community.
  public var threads = Threads()
  /// How often a document that is trained on stands in the training order, one of these.
  public var replicationClasses = [1, 5, 10, 25, 50]
  /// The share of pairs of communities that are neither trained on nor twins.
  public var unseenShare = Ratio(1, 10)
  /// The share of people, among those trained on, who will have to be forgotten.
  public var forgetShare = Ratio(1, 20)
  /// The planted secrets.
  public var canaries = Canaries()
  /// The interaction log of the people; nil for none.
  public var interactions: SyntheticInteractionPlan?
  /// The day on which ages are counted and lives end.
  public var asOf = CivilDate(year: 2026, month: 1, day: 1)

  /// Creates a recipe of people who write nothing.
  public init() {}

  /// The same recipe for another number of people.
  ///
  /// Totals follow in proportion: floor(T N / N0 + 1/2), in whole numbers, so that the recipe's own
  /// number of people gives its own totals. What is counted by person or community stays.
  public func scaled(to newCount: Int) -> CorpusRecipe {
    precondition(newCount > 0, "a corpus has people")
    var recipe = self
    recipe.profileCount = newCount
    for (kind, quota) in documents {
      guard case .total(let total) = quota else { continue }
      recipe.documents[kind] = .total(Ratio(newCount, profileCount).rounded(times: total))
    }
    return recipe
  }

  /// The number of documents of a kind that are asked for.
  public func wantedCount(of kind: DocumentKind) -> Int {
    switch documents[kind] {
    case nil: 0
    case .total(let total): total
    case .perPerson(let rate): rate.rounded(times: profileCount)
    }
  }
}

/// A number as the quotient of two whole ones, so that products with it are exact.
public struct Ratio: Hashable, Sendable {
  /// The dividend, 0 or more.
  public let numerator: Int
  /// The divisor, 1 or more.
  public let denominator: Int

  /// Creates a quotient in lowest terms.
  public init(_ numerator: Int, _ denominator: Int = 1) {
    precondition(numerator >= 0 && denominator > 0, "a quotient that is not negative")
    var (large, small) = (numerator, denominator)
    while small != 0 { (large, small) = (small, large % small) }
    self.numerator = numerator / large
    self.denominator = denominator / large
  }

  /// Returns floor(count * numerator / denominator + 1/2).
  func rounded(times count: Int) -> Int {
    let product = UInt(count).multipliedFullWidth(by: UInt(numerator))
    let (quotient, rest) = UInt(denominator).dividingFullWidth((product.high, product.low))
    return Int(quotient) + (rest >= UInt(denominator) - rest ? 1 : 0)
  }

  /// Returns floor(count * numerator / denominator).
  func floor(times count: Int) -> Int {
    let narrow = UInt(count).multipliedReportingOverflow(by: UInt(numerator))
    // A division of 128 bits takes several times as long.
    if !narrow.overflow { return Int(narrow.partialValue / UInt(denominator)) }
    let product = UInt(count).multipliedFullWidth(by: UInt(numerator))
    return Int(UInt(denominator).dividingFullWidth((product.high, product.low)).quotient)
  }
}
