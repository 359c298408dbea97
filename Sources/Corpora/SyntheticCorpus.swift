// SPDX-License-Identifier: Apache-2.0

internal import Compute
internal import ConfigurationFiles
internal import Evidence

/// A corpus of people who never lived: recipe, seed and tables as a source of its files.
public struct SyntheticCorpus: CorpusSource {
  /// What the corpus is made from.
  public let origin: CorpusOrigin
  /// Who is who, and what is written and trained on.
  public let layout: CorpusLayout
  let people: CommunityGenerator
  let documents: DocumentGenerator
  let log: InteractionLog?
  private let canaries: CanaryWriter

  /// Prepares a corpus.
  ///
  /// - Parameters:
  ///   - recipe: What it is made of.
  ///   - seed: The seed of all draws.
  ///   - formats: Whether numbers are those that nobody can have.
  ///   - tables: The folder of lexicons and grammars.
  /// - Throws: What is wrong with a lexicon or a grammar, and what the recipe asks for that they lack.
  public init(recipe: CorpusRecipe, seed: UInt64, formats: FormatMode, tables: String)
    throws(CorpusError)
  {
    let lexicon = try Lexicon(contentsOf: "\(tables)/lexicons")
    let sources = try GrammarSet.sources(in: "\(tables)/grammars")
    let grammars = try GrammarSet(sources, lexiconTokens: Set(lexicon.tokens))
    let root = Seed(seed)
    layout = try CorpusLayout(recipe: recipe, seed: root, focuses: grammars.focuses)
    people = CommunityGenerator(
      lexicon: lexicon, seed: root, personCount: recipe.profileCount, asOf: recipe.asOf,
      formats: formats)
    documents = try DocumentGenerator(
      grammars: grammars, lexicon: lexicon, layout: layout, seed: root, formats: formats)
    canaries = try CanaryWriter(layout: layout, words: lexicon.canaryWords.texts)
    log = try recipe.interactions.map { plan throws(CorpusError) in
      try InteractionLog(plan, seed: root)
    }
    var origin = CorpusOrigin(
      seed: seed, recipe: recipe.json, tables: try SyntheticCorpus.digests(lexicon, sources),
      asOf: recipe.asOf.text, formats: formats.rawValue,
      files: SyntheticCorpus.files(of: layout, hasLog: log != nil))
    if formats == .reserved { origin.notes = SharedNumbers(layout, lexicon).note }
    self.origin = origin
  }

  /// Prepares the corpus that a manifest describes.
  ///
  /// - Parameters:
  ///   - origin: What the manifest says.
  ///   - tables: The folder of lexicons and grammars.
  /// - Throws: `changedCorpus` where the manifest's recipe is none, and what `init` throws.
  public init(_ origin: CorpusOrigin, tables: String) throws(CorpusError) {
    guard let formats = FormatMode(rawValue: origin.formats),
      let recipe = try? CorpusRecipe(json: origin.recipe, file: CorpusFile.manifest)
    else {
      throw CorpusError(
        .changedCorpus, "The manifest's recipe or formats are none of this version.",
        remedy: "Make the corpus again, or take an unchanged copy.")
    }
    try self.init(recipe: recipe, seed: origin.seed, formats: formats, tables: tables)
  }

  private static func digests(_ lexicon: Lexicon, _ sources: [GrammarSet.Source])
    throws(CorpusError) -> [String: Digest]
  {
    try onDisk { () throws(EvidenceError) in
      var digests: [String: Digest] = [:]
      for file in lexicon.files {
        digests["lexicons/\(file.name)"] = try Digest.sha256(file.bytes)
      }
      for source in sources {
        digests["grammars/\(source.name).grammar"] = try Digest.sha256(source.text)
      }
      return digests
    }
  }

  /// Questions are about private documents, so that other corpora have none.
  private static func files(of layout: CorpusLayout, hasLog: Bool) -> [CorpusFile] {
    let isPrivate = [DocumentKind.chat, .assistant, .purchase].contains {
      layout.documentCount($0) > 0
    }
    return CorpusFile.allCases.filter { file in
      switch file {
      case .questions: isPrivate
      case .interactions: hasLog
      case .profiles, .documents, .plan, .canaries: true
      }
    }
  }

  /// The number of communities.
  public var communityCount: Int { layout.communityCount }

  /// The number of lines of the training order.
  public var exampleCount: Int { layout.exampleCount }

  /// The number of canaries.
  public var canaryCount: Int { canaries.count }

  /// Appends lines of the training order.
  public func writePlan(_ positions: Range<Int>, into lines: inout ByteBuffer) {
    layout.examples(at: positions) { example in
      lines.append("{\"document\":\"")
      example.document.write(into: &lines)
      lines.append("\",\"copy\":")
      lines.append(decimal: example.copy)
      lines.append("}\n")
    }
  }

  /// Appends lines of canaries.
  public func writeCanaries(_ numbers: Range<Int>, into lines: inout ByteBuffer) {
    for number in numbers { canaries.writeLine(number, into: &lines) }
  }
}
