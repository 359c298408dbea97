// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// What a command makes in a folder; tells its own files from those of others.
///
/// Only own files are ever removed: a folder in which anything else lies is refused as it stands.
enum CorpusProduct: Sendable {
  /// A corpus; it may replace any other.
  case corpus
  /// A corpus put together from parts; it may replace itself, of this identity, and other such ones.
  case joined(Digest)
  /// The files of `corpus split`.
  case split
  /// The files of `corpus export` in any form.
  case export

  /// Refuses to replace a folder that the command did not make, or in which other files lie.
  ///
  /// - Parameter folder: What stands where the command writes to.
  /// - Throws: `foreignFolder`, naming the first file of others.
  func requireReplaceable(_ folder: String) throws(CorpusError) {
    guard let own = ownNames(in: folder) else {
      throw CorpusError(
        .foreignFolder, "'\(folder)' \(refusal)",
        remedy: "Choose another folder with --out, or remove this one yourself.")
    }
    for name in try CorpusProduct.names(in: folder)
    where !own.contains(name) || StoredFile.isFolder("\(folder)/\(name)") {
      throw CorpusError(
        .foreignFolder,
        "'\(folder)' also holds '\(name)', which is none of the files that would be replaced; "
          + "nothing was touched.",
        remedy: "Move '\(name)' away, or choose another folder with --out.")
    }
  }

  /// Refuses to work in an unfinished folder in which other files lie.
  ///
  /// - Parameter folder: The unfinished folder.
  /// - Throws: `otherPartial`, naming the first file of others.
  func requireUnfinished(_ folder: String) throws(CorpusError) {
    let own = unfinishedNames
    for name in try CorpusProduct.names(in: folder)
    where !own.contains(name) || StoredFile.isFolder("\(folder)/\(name)") {
      throw CorpusError(
        .otherPartial,
        "'\(folder)' is in the way and holds '\(name)', which is no file of an unfinished run; "
          + "nothing was touched.",
        remedy: "Move it away, or choose another folder with --out.")
    }
  }

  private static func names(in folder: String) throws(CorpusError) -> [String] {
    try onDisk { () throws(EvidenceError) in try StoredFile.names(in: folder) }
  }
}

extension CorpusProduct {
  /// The names of the files that an earlier run made in a folder; nil where none made it.
  func ownNames(in folder: String) -> Set<String>? {
    guard StoredFile.isFolder(folder) else { return nil }
    switch self {
    case .corpus: return CorpusProduct.corpusNames(in: folder)
    case .joined(let identity):
      return isJoined(folder, identity) ? CorpusProduct.corpusNames(in: folder) : nil
    case .split: return isRecorded(folder, as: CorpusSplit.kind) ? Set(CorpusSplit.fileNames) : nil
    case .export:
      guard isRecorded(folder, as: CorpusExport.kind) else { return nil }
      return CorpusProduct.exportNames(in: folder)
    }
  }

  /// The names that an unfinished folder may hold.
  var unfinishedNames: Set<String> {
    var names: [String] = [CorpusDestination.marker]
    switch self {
    case .corpus, .joined:
      names += [CorpusFile.manifest, CorpusCheckpoint.name]
      for file in CorpusFile.allCases {
        names += [file.name(isCompressed: false), file.name(isCompressed: true)]
      }
    case .split: names += CorpusSplit.fileNames
    case .export:
      names += CorpusExport.Form.allCases.flatMap(\.fileNames)
      names += CorpusFile.allCases.map(LineStore.scratchName)
    }
    // Files that are written at once go by way of a temporary one.
    let temporary = [CorpusDestination.marker, CorpusFile.manifest, CorpusCheckpoint.name]
    return Set(names + temporary.filter(names.contains).map { "\($0).partial" })
  }

  /// The files that a corpus's manifest names, and the manifest.
  private static func corpusNames(in folder: String) -> Set<String>? {
    CorpusDestination.manifest(in: folder).map { manifest in
      Set(manifest.files.keys.map { manifest.name(of: $0) } + [CorpusFile.manifest])
    }
  }

  /// The files of the form that fits what stands in a folder best.
  private static func exportNames(in folder: String) -> Set<String> {
    let found = (try? names(in: folder)) ?? []
    let forms = CorpusExport.Form.allCases.map { Set($0.fileNames) }
    func fit(_ form: Set<String>) -> Int { 2 * found.count { form.contains($0) } - form.count }
    return forms.max { fit($0) < fit($1) } ?? []
  }

  /// Whether the record beside a folder says that it is of a kind.
  private func isRecorded(_ folder: String, as kind: String) -> Bool {
    (try? LineageRecord.read(beside: folder))?.kind == kind
  }

  /// Whether a folder holds the corpus of an identity, or one that was put together from parts.
  private func isJoined(_ folder: String, _ identity: Digest) -> Bool {
    guard let corpus = try? CorpusFolder(at: folder) else { return false }
    if (try? corpus.manifest.identity) == identity { return true }
    let record = try? LineageRecord.read(beside: folder)
    return record?.command == CorpusJoining.command && record?.digest == corpus.digest
  }

  /// Why a folder that the command did not make is left alone.
  private var refusal: String {
    switch self {
    case .corpus: "holds no corpus, and only a corpus is replaced by one."
    case .joined:
      "holds no corpus that 'corpus join' made, nor the one that it would make; nothing else is "
        + "replaced."
    case .split: "was not made by 'corpus split', and nothing else is replaced."
    case .export: "was not made by 'corpus export', and nothing else is replaced."
    }
  }
}
