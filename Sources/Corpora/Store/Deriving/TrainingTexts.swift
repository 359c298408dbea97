// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// What a model is to learn from a corpus: documents, and the order of examples.
///
/// The order is that of plan.jsonl. Twins and unseen people can never be part of it: a selection that
/// names them is refused, and so is a training order that does.
public struct TrainingTexts: Sendable {
  /// One document or canary.
  public struct Document: Equatable, Sendable {
    /// Its identifier.
    public let identifier: String
    /// What is learnt.
    public let text: String
  }

  /// The documents, by the places of their first examples.
  public let documents: [Document]
  /// Places in `documents`; a document stands here as often as it is repeated.
  public let order: [Int]
  /// The digest of the corpus.
  public let digest: Digest

  /// Reads the texts of a corpus; all of them are kept in memory.
  ///
  /// - Parameters:
  ///   - corpus: The corpus.
  ///   - selection: The sets to learn, of those that may be trained on.
  ///   - scratch: A folder in which compressed files are laid out, under no name.
  ///   - limit: The most examples, for a first look; nil for all.
  /// - Throws: `nonMember` for a set that must not be trained on, `changedCorpus` where a file is not
  ///   the one that the manifest names, `missingDocument`, and what reading throws.
  public init(
    of corpus: CorpusFolder, _ selection: CorpusSelection, scratch: String, limit: Int? = nil
  ) throws(CorpusError) {
    try selection.requireMembers()
    try corpus.requireUnchanged([.documents, .plan, .canaries])
    let store = try LineStore([.documents, .canaries], of: corpus, scratch: scratch)
    var (documents, order): ([Document], [Int]) = ([], [])
    var places: [String: Int] = [:]
    var lines = try CorpusLines(.plan, of: corpus)
    while order.count < limit ?? .max, try lines.advance() {
      try lines.scan()
      let id = try lines.text("document")
      if let place = places[id] {
        order.append(place)
        continue
      }
      let line = try corpus.member(id, in: store)
      guard selection.contains(line.set) else { continue }
      places[id] = documents.count
      order.append(documents.count)
      documents.append(Document(identifier: id, text: try line.line.text("text")))
    }
    (self.documents, self.order, digest) = (documents, order, corpus.digest)
  }
}

extension CorpusFolder {
  /// The line of a document that the training order names, which must be of a set to train on.
  func member(
    _ id: String, in store: LineStore
  ) throws(CorpusError) -> (line: StoredLine, set: CorpusSet) {
    guard let document = try store.line(id) else { throw unknownDocument(id) }
    guard let set = CorpusSet(rawValue: try document.text("set")) else {
      throw document.malformed("has no known set")
    }
    guard set.isMember else { throw CorpusSelection.refusal("The document '\(id)'") }
    return (document, set)
  }
}
