// SPDX-License-Identifier: Apache-2.0

/// All words that corpora are made of: names, places, jobs, schools, products, and so on.
///
/// It is read once, checked while it is read, and never changes, so any number of threads may share
/// it. Which files it came from, and their bytes, stay with it, for the corpus's manifest.
public struct Lexicon: Sendable {
  /// The files that the lexicon was read from, sorted by name.
  public let files: [LexiconFile]
  /// The tables of each locale, in the order of `LocaleCode.allCases`.
  public let locales: [LocaleTables]
  /// Job titles.
  public let jobs: JobTable
  /// Things people like to do, by field.
  public let interests: CategorizedPool
  /// Names of pets: the categories are those of `Facet.pet` but the first.
  public let petNames: CategorizedPool
  /// Substances that somebody may be allergic to.
  public let allergies: TextPool
  /// Disabilities.
  public let disabilities: TextPool
  /// Blood types with PANORAMA's weights.
  public let bloodTypes: TextPool
  /// Things people buy and sell.
  public let products: ProductTable
  /// What people talk about: `thread`, `forum` and `news`.
  public let topics: CategorizedPool
  /// Internet names.
  public let domains: DomainTable
  /// Invented social platforms, on which everybody has one handle.
  public let platforms: TextPool
  /// Words of which handles are made: `adjective` and `noun`.
  public let handleWords: CategorizedPool
  /// The 1024 words of which canaries are made: each stands for ten bits.
  public let canaryWords: TextPool

  /// How many words a canary's alphabet has.
  public static let canaryWordCount = 1024

  /// Reads a lexicon.
  ///
  /// - Parameter folder: The folder, such as `Corpora/lexicons`.
  /// - Throws: `CorpusError` with file and line if a table is missing or malformed.
  public init(contentsOf folder: String) throws(CorpusError) {
    var reader = LexiconReader(folder: folder)
    let industries = try reader.pool("industries.tsv", "name")
    jobs = try JobTable(try reader.table("jobs.tsv"), industries: industries)
    interests = try reader.categorized("interests.tsv", "name", by: "category")
    petNames = try reader.categorized(
      "pet-names.tsv", "name", by: "kind", expected: Array(Facet.pet.categories.dropFirst()))
    allergies = try reader.pool("allergies.tsv", "name")
    disabilities = try reader.pool("disabilities.tsv", "name")
    bloodTypes = try reader.pool("blood-types.tsv", "name")
    products = try ProductTable(try reader.table("products.tsv"))
    topics = try reader.categorized(
      "topics.tsv", "name", by: "kind", expected: Lexicon.topicKinds)
    domains = try DomainTable(try reader.table("domains.tsv"))
    platforms = try reader.pool("platforms.tsv", "name")
    handleWords = try reader.categorized(
      "handle-words.tsv", "name", by: "kind", expected: ["adjective", "noun"])
    canaryWords = try Lexicon.canaryWords(try reader.table("canary-words.tsv"))
    locales = try LocaleReader.locales(&reader, industries: industries.texts)
    files = reader.files
  }

  /// The categories of `topics`.
  public static let topicKinds = ["thread", "forum", "news"]

  /// The tables of a locale.
  public func locale(_ code: LocaleCode) -> LocaleTables { locales[code.index] }

  private static func canaryWords(_ table: LexiconTable) throws(CorpusError) -> TextPool {
    let words = try table.texts("word")
    try table.requireDistinct(words)
    guard words.count == canaryWordCount else {
      throw LexiconFault.empty(
        table.name, "There are \(words.count) words, not \(canaryWordCount).")
    }
    return TextPool(words)
  }
}
