// SPDX-License-Identifier: Apache-2.0

public import ConfigurationFiles

extension CorpusRecipe {
  /// The numbers of people that a corpus can have.
  public static let profileCounts = 1...1_000_000_000
  /// The largest number of documents of a kind that a person writes on average.
  static let documentLimit = 10_000

  /// Reads a recipe file.
  ///
  /// - Parameter path: The YAML file.
  /// - Throws: `ConfigurationError` with file, line and column.
  public init(contentsOf path: String) throws(ConfigurationError) {
    try self.init(ConfigurationNode(contentsOf: path))
  }

  /// Reads a parsed recipe.
  ///
  /// Needed are `name`, `profiles` and `locales`; whatever else is left out is as in `CorpusRecipe()`.
  ///
  /// - Parameter node: The whole file.
  /// - Throws: What is unknown, missing, of the wrong type or out of range, and where.
  public init(_ node: ConfigurationNode) throws(ConfigurationError) {
    self.init()
    var top = try node.mapping()
    name = try CorpusRecipe.name(top.require("name"))
    profileCount = try top.require("profiles").int(in: CorpusRecipe.profileCounts)
    locales = try CorpusRecipe.locales(top.require("locales"))
    if let size = top.optional("community-size") { communitySize = try size.int(in: 2...64) }
    if let day = top.optional("as-of") { asOf = try CorpusRecipe.day(day) }
    if let table = top.optional("documents") { documents = try quotas(table) }
    if let settings = top.optional("threads") { threads = try Threads(settings) }
    if let list = top.optional("replication") {
      replicationClasses = try CorpusRecipe.classes(list)
    }
    if let share = top.optional("unseen-share") { unseenShare = try Ratio(share, in: 0...0.9) }
    if let share = top.optional("forget-share") { forgetShare = try Ratio(share, in: 0...0.5) }
    if let settings = top.optional("canaries") { canaries = try Canaries(settings) }
    if let settings = top.optional("interactions") {
      interactions = try SyntheticInteractionPlan(settings)
    }
    try top.finish()
  }

  private static func name(_ node: ConfigurationNode) throws(ConfigurationError) -> String {
    let name = try node.string()
    let isPlain = name.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains($0))
    }
    guard isPlain, (1...64).contains(name.count) else {
      throw node.error(
        "a name is 1 to 64 letters, digits, hyphens, points and underscores.",
        remedy: "Write a short name.")
    }
    return name
  }

  private static func locales(_ node: ConfigurationNode) throws(ConfigurationError)
    -> [LocaleCode]
  {
    var locales: [LocaleCode] = []
    for item in try node.list() {
      let locale: LocaleCode = try item.choice()
      guard !locales.contains(locale) else {
        throw item.error("'\(locale.rawValue)' stands here twice.", remedy: "Remove one of them.")
      }
      locales.append(locale)
    }
    guard !locales.isEmpty else {
      throw node.error("no locale is listed.", remedy: "List one at least, such as en_US.")
    }
    return locales
  }

  private static func day(_ node: ConfigurationNode) throws(ConfigurationError) -> CivilDate {
    let text = try node.string()
    guard let day = CivilDate(text), day >= CivilDate(year: 1970, month: 1, day: 1),
      day < CivilDate(year: 2200, month: 1, day: 1)
    else {
      throw node.error(
        "'\(text)' is no day from 1970 to 2199.", remedy: "Write it as \"2026-01-01\".")
    }
    return day
  }

  private static func classes(_ node: ConfigurationNode) throws(ConfigurationError) -> [Int] {
    var classes: [Int] = []
    for item in try node.list() {
      let copies = try item.int(in: 1...documentLimit)
      guard copies > classes.last ?? 0 else {
        throw item.error(
          "\(copies) is not more than the number before it.",
          remedy: "List the numbers of copies from least to most, each once.")
      }
      classes.append(copies)
    }
    guard (1...16).contains(classes.count) else {
      throw node.error(
        "\(classes.count) numbers of copies are listed.", remedy: "List 1 to 16, such as [1, 10].")
    }
    return classes
  }

  /// Reads how many documents of each kind there are.
  private func quotas(_ node: ConfigurationNode) throws(ConfigurationError)
    -> [DocumentKind: Quota]
  {
    var quotas: [DocumentKind: Quota] = [:]
    var table = try node.mapping()
    for kind in DocumentKind.allCases where !kind.isOfCommunity {
      guard let entry = table.optional(kind.name) else { continue }
      var quota = try entry.mapping()
      let total = quota.optional("total")
      let rate = quota.optional("per-person")
      try quota.finish()
      switch (total, rate) {
      case (let total?, nil):
        quotas[kind] = .total(try total.int(in: 1...profileCount * CorpusRecipe.documentLimit))
      case (nil, let rate?):
        quotas[kind] = .perPerson(
          try Ratio(rate, in: 0.0001...Double(CorpusRecipe.documentLimit)))
      default:
        throw entry.error(
          "either 'total' or 'per-person' must stand here.",
          remedy: "Write total: COUNT, or per-person: RATE.")
      }
    }
    try table.finish()
    return quotas
  }
}

extension Ratio {
  /// Reads a number with at most four decimals.
  init(_ node: ConfigurationNode, in range: ClosedRange<Double>) throws(ConfigurationError) {
    let value = try node.double(in: range)
    let ticks = (value * 10_000).rounded()
    // A decimal of four places is the double nearest to the quotient.
    guard ticks / 10_000 == value else {
      throw node.error("\(value) has more than four decimals.", remedy: "Round it.")
    }
    self.init(Int(ticks), 10_000)
  }
}

extension CorpusRecipe.Threads {
  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    self.init()
    var settings = try node.mapping()
    perCommunity = try settings.require("per-community").int(in: 1...1_000)
    let comments = try settings.require("comments")
    commentCount = try comments.int(in: 2...10_000)
    if let depth = settings.optional("depth") { deepest = try depth.int(in: 1...100) }
    if let replies = settings.optional("replies") { mostReplies = try replies.int(in: 1...1_000) }
    try settings.finish()
    guard commentCount <= room else {
      throw comments.error(
        "\(commentCount) comments do not fit under \(deepest) levels of \(mostReplies) replies.",
        remedy: "Write \(room) at most, or raise 'depth' or 'replies'.", code: .outOfRange)
    }
  }

  /// The number of comments that depth and replies leave room for, or a large number.
  private var room: Int {
    var (level, sum) = (1, 1)
    for _ in 0..<deepest where sum < 1_000_000 {
      level *= mostReplies
      sum += level
    }
    return sum
  }
}

extension CorpusRecipe.Canaries {
  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    self.init()
    var settings = try node.mapping()
    perClass = try settings.require("per-class").int(in: 1...100_000)
    controlCount = try settings.require("controls").int(in: 1...1_000_000)
    try settings.finish()
  }
}

extension SyntheticInteractionPlan {
  /// Reads the character of an interaction log; everything is optional.
  init(_ node: ConfigurationNode) throws(ConfigurationError) {
    self.init()
    var settings = try node.mapping()
    if let items = settings.optional("items") { itemCount = try items.int(in: 2...10_000_000) }
    if let least = settings.optional("least-picks") {
      leastPickCount = try least.int(in: 1...1_000_000)
    }
    if let mean = settings.optional("mean-picks") {
      meanPickCount = try mean.double(in: 1...1_000_000)
    }
    if let genres = settings.optional("genres") { genreCount = try genres.int(in: 1...1_000) }
    if let value = settings.optional("popularity-exponent") {
      popularityExponent = try value.double(in: 0...10)
    }
    if let value = settings.optional("attribute-tilt") {
      attributeTilt = try value.double(in: 0...10)
    }
    if let value = settings.optional("personal-taste") {
      personalTaste = try value.double(in: 0...10)
    }
    if let value = settings.optional("idiosyncratic-share") {
      idiosyncraticShare = try value.double(in: 0...1)
    }
    try settings.finish()
    do {
      try validate()
    } catch {
      throw node.error(error.message, remedy: error.remedy)
    }
  }
}
