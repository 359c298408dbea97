// SPDX-License-Identifier: Apache-2.0

internal import Evidence

extension CorpusJoining {
  /// The manifest of the corpus that some parts make up, without its files.
  ///
  /// - Parameter parts: The parts in the order of their numbers.
  /// - Returns: The manifest.
  /// - Throws: `unfitParts`.
  static func manifest(of parts: [CorpusFolder]) throws(CorpusError) -> CorpusManifest {
    guard let first = parts.first, let last = parts.last else {
      throw unfit("No part was named.")
    }
    for part in parts.dropFirst() {
      guard let difference = first.manifest.difference(from: part.manifest) else { continue }
      throw unfit(
        "'\(first.path)' and '\(part.path)' are no parts of one corpus: they differ in "
          + "\(difference).")
    }
    try requireEachOnce(parts, of: first.manifest.shard.count)
    var whole = first.manifest
    whole.shard = .whole
    whole.files = [:]
    whole.counts = CorpusCounts()
    for part in parts { whole.counts.add(part.manifest.counts) }
    let (start, end) = (first.manifest.coverage, last.manifest.coverage)
    whole.coverage = CorpusManifest.Coverage(
      communities: start.communities.lowerBound..<end.communities.upperBound,
      examples: start.examples.lowerBound..<end.examples.upperBound,
      canaries: start.canaries.lowerBound..<end.canaries.upperBound)
    return whole
  }

  /// Refuses parts of which one is missing or there twice.
  private static func requireEachOnce(_ parts: [CorpusFolder], of count: Int) throws(CorpusError) {
    for (one, other) in zip(parts, parts.dropFirst())
    where one.manifest.shard == other.manifest.shard {
      throw unfit("'\(one.path)' and '\(other.path)' are both part \(one.manifest.shard.text).")
    }
    guard parts.count < count else { return }
    let present = Set(parts.map(\.manifest.shard.number))
    let missing = (1...count).lazy.filter { !present.contains($0) }.prefix(3)
      .map { "\($0)/\(count)" }
    let more = count - parts.count - missing.count
    throw unfit(
      (missing.count == 1 ? "Part " : "Parts ") + missing.joined(separator: ", ")
        + (more > 0 ? " and \(more) more" : "") + (missing.count == 1 ? " is" : " are")
        + " missing.")
  }

  private static func unfit(_ message: String) -> CorpusError {
    CorpusError(
      .unfitParts, message,
      remedy: "Name each part of one corpus once: folders that 'palimpsest corpus generate' made "
        + "with the same arguments but --shard and --out.")
  }
}

extension CorpusManifest {
  /// What keeps two parts from being parts of one corpus, in words; nil where nothing does.
  fileprivate func difference(from other: CorpusManifest) -> String? {
    let comparisons: [(name: String, isSame: Bool)] = [
      ("the number of parts", shard.count == other.shard.count),
      ("the seed", origin.seed == other.origin.seed),
      ("the recipe, its people or locales", origin.recipe == other.origin.recipe),
      ("lexicons or grammars", origin.tables == other.origin.tables),
      ("the day of reference", origin.asOf == other.origin.asOf),
      ("--realistic-formats", origin.formats == other.origin.formats),
      ("the files that they have", origin.files == other.origin.files),
      ("--gzip", isCompressed == other.isCompressed),
      ("the version of the program", tool == other.tool),
      ("the version of the generator", origin.generation == other.origin.generation),
    ]
    return comparisons.first { !$0.isSame }?.name
  }
}
