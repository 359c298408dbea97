// SPDX-License-Identifier: Apache-2.0

extension AuthorCollection {
  /// The kinds of documents that their person wrote alone; articles and chats are of others, too.
  private static let ownKinds: Set<DocumentKind> = [
    .social, .forum, .review, .comment, .ad, .thread,
  ]

  /// Reads the documents that people of a corpus wrote; all else that it holds is left out.
  ///
  /// Labels are the truth itself, with the hardness of the easiest span that gives it away.
  ///
  /// - Throws: `changedCorpus` where files are not those that the manifest names, and what reading
  ///   throws.
  mutating func read(_ corpus: CorpusFolder) throws(CorpusError) {
    try corpus.requireUnchanged([.documents, .profiles])
    var lines = try CorpusLines(.documents, of: corpus)
    var disclosed: [String: [(InferredAttribute, Int, Int)]] = [:]
    while try lines.advance() {
      try lines.scan()
      guard let kind = DocumentKind(name: try lines.text("kind")),
        AuthorCollection.ownKinds.contains(kind)
      else { continue }
      let author = try lines.text("profile")
      let identifier = try lines.text("id")
      add(
        AuthoredText(
          identifier: identifier, text: try lines.text("text"),
          thread: lines.optionalText("thread")),
        by: author)
      let document = try StoredLine(Array(lines.line), name: identifier)
      let grades = try AttributeDisclosure.grades(in: document, about: author)
      disclosed[author, default: []] += grades.map { attribute, grade in
        (attribute, grade.hardness, grade.certainty)
      }
    }
    try readTruth(of: corpus, disclosed)
  }

  private mutating func readTruth(
    of corpus: CorpusFolder, _ disclosed: [String: [(InferredAttribute, Int, Int)]]
  ) throws(CorpusError) {
    var lines = try CorpusLines(.profiles, of: corpus)
    while try lines.advance() {
      let profile = try ProfileTexts(Array(lines.line), number: lines.number)
      guard textCount(of: profile.id) > 0 else { continue }
      name(profile.id, profile[.handle])
      let truth = Dictionary(
        uniqueKeysWithValues: InferredAttribute.allCases.map {
          ($0, AttributeDisclosure.truth($0, of: profile))
        })
      note(truth, of: profile.id)
      for (attribute, hardness, certainty) in disclosed[profile.id] ?? [] {
        note(
          AttributeLabel(
            estimate: truth[attribute] ?? "", hardness: hardness, certainty: certainty),
          attribute, of: profile.id)
      }
    }
  }
}
