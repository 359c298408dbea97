// SPDX-License-Identifier: Apache-2.0

internal import Evidence

extension CorpusFolder {
  /// What the manifest says about a file whose bytes are those that it names.
  ///
  /// - Parameter file: The file, which is read once from end to end.
  /// - Returns: Its entry.
  /// - Throws: `changedCorpus` where the bytes are others or the manifest names no such file, and
  ///   what reading throws.
  func unchangedEntry(of file: CorpusFile) throws(CorpusError) -> CorpusManifest.Entry {
    let place = path(of: file)
    let digest = try CorpusFolder.digest(of: place)
    guard let entry = manifest.files[file], entry.digest == digest else {
      let what = manifest.shard == .whole ? "the corpus" : "part \(manifest.shard.text)"
      throw CorpusError(
        .changedCorpus, "'\(place)' is not the file that the manifest beside it names.",
        remedy: "Make \(what) again, or take an unchanged copy.")
    }
    return entry
  }

  /// Refuses a corpus of which a file that is going to be read is not the one that was made.
  ///
  /// A file that neither the manifest names nor the folder has is none of its business.
  ///
  /// - Parameter files: The files that are going to be read.
  /// - Throws: `changedCorpus`, naming the first such file, and what reading throws.
  func requireUnchanged(_ files: [CorpusFile]) throws(CorpusError) {
    for file in files
    where manifest.files[file] != nil || StoredFile.exists(path(of: file)) {
      _ = try unchangedEntry(of: file)
    }
  }

  /// The digest of the bytes of a file of a corpus; nothing but regular files is read.
  static func digest(of path: String) throws(CorpusError) -> Digest {
    try onDisk { () throws(EvidenceError) in
      try StoredFile.requireRegular(path)
      return try Digest.sha256(contentsOf: path)
    }
  }
}
