// SPDX-License-Identifier: Apache-2.0

extension LabelledDocument {
  /// Hands over every document of a corpus, in its order, one at a time.
  ///
  /// - Parameters:
  ///   - corpus: The corpus.
  ///   - receive: Given each document.
  /// - Throws: `changedCorpus` where the documents are not those that the manifest names, and what
  ///   reading and `receive` throw.
  public static func forEach(
    of corpus: CorpusFolder, _ receive: (LabelledDocument) throws(CorpusError) -> Void
  ) throws(CorpusError) {
    try corpus.requireUnchanged([.documents])
    var lines = try CorpusLines(.documents, of: corpus)
    while try lines.advance() {
      try lines.scan()
      try receive(LabelledDocument(StoredLine(Array(lines.line), name: try lines.text("id"))))
    }
  }

  /// Hands over the text of every document of a corpus, in its order, without its values.
  ///
  /// - Parameters:
  ///   - corpus: The corpus, whose documents are taken to be those that the manifest names.
  ///   - receive: Given each text, and whether the document may be trained on.
  /// - Throws: What reading throws.
  public static func forEachText(
    of corpus: CorpusFolder, _ receive: (_ text: String, _ isMember: Bool) -> Void
  ) throws(CorpusError) {
    var lines = try CorpusLines(.documents, of: corpus)
    while try lines.advance() {
      try lines.scan()
      receive(
        try lines.text("text"), try lines.word("set", as: CorpusSet.self).isMember)
    }
  }
}
