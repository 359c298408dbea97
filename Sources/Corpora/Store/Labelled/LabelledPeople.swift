// SPDX-License-Identifier: Apache-2.0

/// Whom the documents of a corpus tell of, and what stands of them in these documents verbatim.
///
/// A person's documents are all trained on or all are not, so that people fall into those whom a
/// model read of and those whom it never did.
public struct LabelledPeople: Sendable {
  /// A person with what the documents of one side tell of them.
  public struct Person: Equatable, Sendable {
    /// The identifier.
    public let profile: String
    /// The full name; nil where the profile has none.
    public let name: String?
    /// Whether the documents may be trained on.
    public let isMember: Bool
    /// What stands verbatim in the documents, by attribute, in ascending order of values.
    public let facts: [String: [String]]
  }

  /// The people, members first, then by identifier; who has facts on both sides stands in both.
  public let people: [Person]

  private struct Key: Hashable {
    let profile: String
    let isMember: Bool
  }

  /// Reads the facts of all people; memory grows with the number of different facts.
  ///
  /// Only attributes of people count: what a shop's receipt tells is left out.
  ///
  /// - Parameter corpus: The corpus; documents and profiles are read once.
  /// - Throws: `changedCorpus` where files are not those that the manifest names, and what reading
  ///   throws.
  public init(of corpus: CorpusFolder) throws(CorpusError) {
    var facts: [Key: [String: Set<String>]] = [:]
    try LabelledDocument.forEach(of: corpus) { document throws(CorpusError) in
      for value in document.values where Attribute(name: value.attribute) != nil {
        let key = Key(profile: value.subject, isMember: document.set.isMember)
        facts[key, default: [:]][value.attribute, default: []].insert(value.canonical)
      }
    }
    let names = try LabelledPeople.names(of: Set(facts.keys.map(\.profile)), in: corpus)
    let order = facts.keys.sorted {
      $0.isMember == $1.isMember ? $0.profile < $1.profile : $0.isMember
    }
    people = order.map { key in
      Person(
        profile: key.profile, name: names[key.profile], isMember: key.isMember,
        facts: (facts[key] ?? [:]).mapValues { $0.sorted() })
    }
  }

  private static func names(
    of profiles: Set<String>, in corpus: CorpusFolder
  ) throws(CorpusError) -> [String: String] {
    try corpus.requireUnchanged([.profiles])
    var names: [String: String] = [:]
    var lines = try CorpusLines(.profiles, of: corpus)
    while try lines.advance() {
      try lines.scan()
      let id = try lines.text("id")
      guard profiles.contains(id), let values = lines.raw("values") else { continue }
      names[id] = try StoredLine(Array(values), name: id).optionalText("full-name")
    }
    return names
  }
}
