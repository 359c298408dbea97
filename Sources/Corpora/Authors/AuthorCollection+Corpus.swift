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
      let document = try StoredLine(Array(lines.line), name: identifier)
      let text = try lines.text("text")
      add(
        AuthoredText(
          identifier: identifier, text: text, thread: lines.optionalText("thread"),
          values: try AuthorCollection.values(in: document, of: text)),
        by: author)
      let grades = try AttributeDisclosure.grades(in: document, about: author)
      disclosed[author, default: []] += grades.map { attribute, grade in
        (attribute, grade.hardness, grade.certainty)
      }
    }
    try readTruth(of: corpus, disclosed)
  }

  /// Every value that the document's spans place in its text, whomever it is about; decoys are nobody's.
  private static func values(
    in document: StoredLine, of text: String
  ) throws(CorpusError) -> [AuthoredText.PlacedValue] {
    let count = text.utf8.count
    var values: [AuthoredText.PlacedValue] = []
    for span in try document.objects("spans") {
      guard let start = span.integer("start"), let end = span.integer("end"), start < end,
        (0...count).contains(start), end <= count
      else {
        throw span.malformed("has a span outside of its text")
      }
      guard span.optionalText("disclosure") != Disclosure.decoy.rawValue else { continue }
      values.append(.init(range: start..<end, attribute: try span.text("attribute")))
    }
    return values.sorted { $0.range.lowerBound < $1.range.lowerBound }
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
