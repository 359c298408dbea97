// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// Writes one file of documents for each set, and the training order of those that are kept.
public struct CorpusSplit: Sendable {
  /// What was written.
  public struct Outcome: Sendable {
    /// The digests of the files by name.
    public var files: [(name: String, digest: Digest)]
    /// The number of documents by set.
    public var documentCounts: [CorpusSet: Int]
    /// The number of lines of the training order.
    public var exampleCount: Int
  }

  /// What lineage records call a folder that was written.
  static let kind = "corpus-split"

  /// The files that a split can write.
  static let fileNames: [String] =
    CorpusSet.allCases.map { CorpusSplit.name(of: $0) }
    + [CorpusFile.canaries, .plan].map { $0.name(isCompressed: false) }

  private static func name(of set: CorpusSet) -> String { "\(set.rawValue).jsonl" }

  private let corpus: CorpusFolder
  private let selection: CorpusSelection
  private let path: String
  private let isReplacing: Bool

  /// Prepares to split.
  ///
  /// - Parameters:
  ///   - corpus: The corpus.
  ///   - selection: The sets to write.
  ///   - path: The folder to make.
  ///   - isReplacing: Whether what an earlier split made there may be replaced.
  public init(
    _ corpus: CorpusFolder, _ selection: CorpusSelection, to path: String, isReplacing: Bool
  ) {
    self.corpus = corpus
    self.selection = selection
    self.path = path
    self.isReplacing = isReplacing
  }

  /// Writes SET.jsonl for each set, canaries.jsonl and plan.jsonl; lines are copied as they stand.
  ///
  /// - Parameter tool: Name and version of the tool.
  /// - Returns: What was written.
  /// - Throws: `changedCorpus` where a file is not the one that the manifest names, `nonMember`
  ///   where the training order names a document that must not be trained on, and what reading and
  ///   writing throw.
  public func run(tool: String) throws(CorpusError) -> Outcome {
    try DerivedFolder.make(
      at: path, as: .split, from: [corpus], checking: [.documents, .plan, .canaries],
      isReplacing: isReplacing
    ) { folder throws(CorpusError) in
      let table = try DocumentTable(of: corpus)
      var files: [CorpusSet: DerivedFile] = [:]
      for set in selection.sets { files[set] = try folder.makeFile(CorpusSplit.name(of: set)) }
      var lines = try CorpusLines(.documents, of: corpus)
      while try lines.advance() {
        try lines.scan()
        try files[try lines.word("set")]?.writeLine(lines.line)
      }
      try writeCanaries(folder)
      let plan = try writePlan(folder, table)
      return Outcome(
        files: try folder.publish(kind: CorpusSplit.kind, from: corpus, tool: tool),
        documentCounts: files.mapValues(\.lineCount), exampleCount: plan.lineCount)
    }
  }

  private func writeCanaries(_ folder: DerivedFolder) throws(CorpusError) {
    let file = try folder.makeFile(CorpusFile.canaries.name(isCompressed: false))
    guard corpus.manifest.files[.canaries] != nil else { return }
    var lines = try CorpusLines(.canaries, of: corpus)
    while try lines.advance() {
      try lines.scan()
      if selection.contains(try lines.word("set")) { try file.writeLine(lines.line) }
    }
  }

  private func writePlan(_ folder: DerivedFolder, _ table: DocumentTable) throws(CorpusError)
    -> DerivedFile
  {
    let file = try folder.makeFile(CorpusFile.plan.name(isCompressed: false))
    var lines = try CorpusLines(.plan, of: corpus)
    while try lines.advance() {
      try lines.scan()
      let id = try lines.text("document")
      // A shard's training order names documents of other shards, whose sets are not known here.
      guard let set = table.set(of: id) else { throw corpus.unknownDocument(id) }
      guard set.isMember else { throw CorpusSelection.refusal("The document '\(id)'") }
      if selection.contains(set) { try file.writeLine(lines.line) }
    }
    return file
  }
}

extension CorpusFolder {
  /// The error for a document that the training order names and the corpus does not have.
  func unknownDocument(_ id: String) -> CorpusError {
    CorpusError(
      .missingDocument, "The training order of '\(path)' names '\(id)', which is not there.",
      remedy: manifest.shard == .whole
        ? "Check the corpus with 'palimpsest corpus verify'."
        : "It is part \(manifest.shard.text): put all parts together with 'palimpsest corpus join', "
          + "and give the whole.")
  }
}
