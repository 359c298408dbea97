// SPDX-License-Identifier: Apache-2.0

internal import Evidence

extension CorpusFolder {
  /// Refuses a place for output that is the corpus's folder or lies in it.
  ///
  /// What is written there would replace the corpus, or keep `corpus verify` from agreeing with it.
  ///
  /// - Parameter output: The file or folder to make; it need not be there.
  /// - Throws: `outputInCorpus`.
  public func requireOutside(_ output: String) throws(CorpusError) {
    guard StoredFile.lies(output, in: path) else { return }
    throw CorpusError(
      .outputInCorpus,
      StoredFile.isSame(output, path)
        ? "'\(output)' is the corpus that is read, which is never replaced."
        : "'\(output)' lies in the corpus '\(path)', to which nothing is added.",
      remedy: "Choose a place outside of it.")
  }

  /// Refuses a place for output that lies in any corpus, whatever it is made from.
  ///
  /// - Parameter output: The folder to make; it need not be there. A corpus that stands in the very
  ///   place is none of its business.
  /// - Throws: `outputInCorpus`.
  static func requireNoCorpus(around output: String) throws(CorpusError) {
    var place = StoredFile.folder(of: output)
    while !StoredFile.isFolder(place), StoredFile.folder(of: place) != place {
      place = StoredFile.folder(of: place)
    }
    while true {
      if let corpus = try? CorpusFolder(at: place) { try corpus.requireOutside(output) }
      let above = "\(place)/.."
      guard StoredFile.isFolder(above), !StoredFile.isSame(place, above) else { return }
      place = above
    }
  }
}
