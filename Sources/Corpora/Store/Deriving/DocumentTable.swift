// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// Which documents and canaries a corpus has and which of them are wanted, by a hash of their ids.
///
/// Eight bytes and one for each document: ten million take 90 MB. Two ids with one hash are looked
/// for and refused, since they could not be told apart.
struct DocumentTable {
  private var hashes: [UInt64] = []
  private var sets: [UInt8] = []

  init(of folder: CorpusFolder) throws(CorpusError) {
    var entries: [(hash: UInt64, set: UInt8)] = []
    entries.reserveCapacity(folder.manifest.counts.documents + folder.manifest.counts.canaries)
    for file in [CorpusFile.documents, .canaries] where folder.manifest.files[file] != nil {
      var lines = try CorpusLines(file, of: folder)
      while try lines.advance() {
        try lines.scan()
        let set: CorpusSet = try lines.word("set")
        let place = CorpusSet.allCases.firstIndex(of: set) ?? 0
        entries.append((Seed.fingerprint(try lines.text("id")), UInt8(place)))
      }
    }
    entries.sort { $0.hash < $1.hash }
    for (one, other) in zip(entries, entries.dropFirst()) where one.hash == other.hash {
      throw CorpusError(
        .malformedLine, "Two documents of '\(folder.path)' have one identifier.",
        remedy: "Check the corpus with 'palimpsest corpus verify'.")
    }
    hashes = entries.map(\.hash)
    sets = entries.map(\.set)
  }

  /// The set of a document or canary; nil where the corpus has none of that id.
  func set(of id: String) -> CorpusSet? {
    place(of: Seed.fingerprint(id)).map { CorpusSet.allCases[Int(sets[$0])] }
  }

  /// The place of a hash in the order of hashes.
  private func place(of hash: UInt64) -> Int? {
    var (low, high) = (0, hashes.count)
    while low < high {
      let middle = (low + high) / 2
      if hashes[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low < hashes.count && hashes[low] == hash ? low : nil
  }
}
