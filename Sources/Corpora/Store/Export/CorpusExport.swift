// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// Writes a corpus in the form of another tool: `corpus export`.
///
/// The forms that models are trained from follow the training order, example by example.
public struct CorpusExport: Sendable {
  /// The form.
  public enum Form: String, CaseIterable, Sendable {
    /// PANORAMA's profiles and rows.
    case panorama
    /// SynthPAI's comments with their authors and labels.
    case synthpai
    /// A dataset folder with a card.
    case huggingface
    /// Plain text, examples apart by two empty lines; within a text there is at most one.
    case text

    /// Whether the form is what a model is trained from.
    var isTraining: Bool { self != .synthpai }

    /// The files that are written.
    var fileNames: [String] {
      switch self {
      case .panorama: ["rows.csv", "rows.jsonl", "profiles.csv", "profiles.jsonl"]
      case .synthpai: ["synthpai.jsonl"]
      case .huggingface: ["train.jsonl", "README.md", "dataset_info.json"]
      case .text: ["train.txt"]
      }
    }

    /// The files of a corpus that it is made from.
    var files: [CorpusFile] {
      switch self {
      case .panorama: [.profiles, .documents, .plan, .canaries]
      case .synthpai: [.profiles, .documents]
      case .huggingface, .text: [.documents, .plan, .canaries]
      }
    }
  }

  /// What was written.
  public struct Outcome: Sendable {
    /// The digests of the files by name.
    public var files: [(name: String, digest: Digest)]
    /// The number of examples or comments.
    public var rowCount: Int
  }

  /// What lineage records call a folder that was written.
  static let kind = "corpus-export"

  let corpus: CorpusFolder
  let form: Form
  let selection: CorpusSelection
  private let path: String
  private let isReplacing: Bool

  /// Prepares to export.
  ///
  /// - Parameters:
  ///   - corpus: The corpus.
  ///   - form: The form.
  ///   - selection: The sets to write.
  ///   - path: The folder to make.
  ///   - isReplacing: Whether what an earlier export made there may be replaced.
  /// - Throws: `nonMember` where a set that must not be trained on was asked for in a form that
  ///   models are trained from.
  public init(
    _ corpus: CorpusFolder, as form: Form, _ selection: CorpusSelection, to path: String,
    isReplacing: Bool
  ) throws(CorpusError) {
    if form.isTraining { try selection.requireMembers() }
    self.corpus = corpus
    self.form = form
    self.selection = selection
    self.path = path
    self.isReplacing = isReplacing
  }

  /// Writes everything, or nothing.
  ///
  /// - Parameter tool: Name and version of the tool.
  /// - Returns: What was written.
  /// - Throws: `changedCorpus` where a file is not the one that the manifest names, `nonMember`
  ///   where the training order names a document that must not be trained on, `missingDocument`
  ///   where it names none, and what reading and writing throw.
  public func run(tool: String) throws(CorpusError) -> Outcome {
    try DerivedFolder.make(
      at: path, as: .export, from: [corpus], checking: form.files, isReplacing: isReplacing
    ) { folder throws(CorpusError) in
      let rowCount: Int
      switch form {
      case .panorama: rowCount = try PanoramaExport(self).write(to: folder)
      case .synthpai: rowCount = try SynthPAIExport(self).write(to: folder)
      case .huggingface: rowCount = try DatasetExport(self).write(to: folder)
      case .text: rowCount = try writeText(to: folder)
      }
      let files = try folder.publish(
        kind: CorpusExport.kind, from: corpus, tool: tool)
      return Outcome(files: files, rowCount: rowCount)
    }
  }

  private func writeText(to folder: DerivedFolder) throws(CorpusError) -> Int {
    let file = try folder.makeFile("train.txt")
    return try forEachExample(in: folder) { document, _ throws(CorpusError) in
      try file.write(try document.text("text"))
      try file.write("\n\n\n")
    }
  }

  /// Calls `body` with the wanted examples in the training order and returns how many there were.
  func forEachExample(
    in folder: DerivedFolder, _ body: (StoredLine, _ copy: Int) throws(CorpusError) -> Void
  ) throws(CorpusError) -> Int {
    let store = try LineStore([.documents, .canaries], of: corpus, scratch: folder.partial)
    var lines = try CorpusLines(.plan, of: corpus)
    var count = 0
    while try lines.advance() {
      try lines.scan()
      let (document, set) = try corpus.member(try lines.text("document"), in: store)
      guard selection.contains(set) else { continue }
      try body(document, try lines.integer("copy"))
      count += 1
    }
    return count
  }
}
