// SPDX-License-Identifier: Apache-2.0

public import Compute

/// Documents that were trained on beside their twins, drawn from a corpus.
///
/// Of each number of copies the same number of documents is drawn, as far as there are so many. The
/// draw is keyed by identifier, so that leaving a document out changes no other draw.
public struct LabelledPairs: Sendable {
  /// The pairs, by identifier of the member.
  public let pairs: [LabelledPair]
  /// How many documents with a twin the corpus has, by number of copies.
  public let available: [Int: Int]
  /// The locales of the people whose documents were drawn, such as `en_GB`, by profile.
  public let locales: [String: String]

  /// The most documents of one person that are trained on, each counted once.
  public let mostDocuments: Int

  /// Values of members that another document of theirs that is trained on holds, too, as places in
  /// `values` by the member's identifier: how often the model read them is not the document's copies.
  public let strayValues: [String: Set<Int>]

  /// A member with a twin, before its text is read.
  private struct Candidate {
    let member: String
    let twin: String
    let copies: Int
    let key: UInt64
  }

  /// Draws pairs.
  ///
  /// - Parameters:
  ///   - corpus: The corpus; its documents are read three times.
  ///   - limit: The most pairs of each number of copies, at least one.
  ///   - seed: The seed of the draw.
  /// - Throws: `changedCorpus` where the documents are not those that the manifest names, and what
  ///   reading throws.
  public init(of corpus: CorpusFolder, limit: Int, seed: Seed) throws(CorpusError) {
    precondition(limit > 0, "at least one pair")
    try corpus.requireUnchanged([.documents])
    let (candidates, most) = try LabelledPairs.candidates(of: corpus, seed: seed)
    mostDocuments = most
    var classes: [Int: [Candidate]] = [:]
    for candidate in candidates { classes[candidate.copies, default: []].append(candidate) }
    available = classes.mapValues(\.count)
    let chosen = classes.values.flatMap { members in
      members.sorted { ($0.key, $0.member) < ($1.key, $1.member) }.prefix(limit)
    }
    let documents = try LabelledPairs.read(
      Set(chosen.flatMap { [$0.member, $0.twin] }), of: corpus)
    pairs = chosen.sorted { $0.member < $1.member }.compactMap { candidate in
      guard let member = documents[candidate.member], let twin = documents[candidate.twin] else {
        return nil
      }
      return LabelledPair(member: member, twin: twin)
    }
    locales = try LabelledPairs.locales(of: Set(documents.values.map(\.profile)), in: corpus)
    strayValues = try LabelledPairs.strayValues(of: pairs.map(\.member), in: corpus)
  }

  private static func candidates(
    of corpus: CorpusFolder, seed: Seed
  ) throws(CorpusError) -> (candidates: [Candidate], mostDocuments: Int) {
    var copies: [String: Int] = [:]
    var people: [String: Int] = [:]
    var twins: [(twin: String, member: String)] = []
    var lines = try CorpusLines(.documents, of: corpus)
    while try lines.advance() {
      try lines.scan()
      let id = try lines.text("id")
      if let member = lines.optionalText("twinOf") {
        twins.append((id, member))
      } else if try lines.word("set", as: CorpusSet.self).isMember {
        copies[id] = try lines.integer("copies")
      }
      if copies[id] ?? 0 > 0 { people[try lines.text("profile"), default: 0] += 1 }
    }
    let draw = seed.derive("pairs")
    let candidates = twins.compactMap { twin, member in
      copies[member].map {
        Candidate(member: member, twin: twin, copies: $0, key: draw.key(for: member))
      }
    }
    return (candidates, people.values.max() ?? 0)
  }

  private static func read(
    _ wanted: Set<String>, of corpus: CorpusFolder
  ) throws(CorpusError) -> [String: LabelledDocument] {
    var documents: [String: LabelledDocument] = [:]
    var lines = try CorpusLines(.documents, of: corpus)
    while try lines.advance() {
      try lines.scan()
      let id = try lines.text("id")
      guard wanted.contains(id) else { continue }
      documents[id] = try LabelledDocument(StoredLine(Array(lines.line), name: id))
    }
    return documents
  }

  private static func locales(
    of profiles: Set<String>, in corpus: CorpusFolder
  ) throws(CorpusError) -> [String: String] {
    try corpus.requireUnchanged([.profiles])
    var locales: [String: String] = [:]
    var lines = try CorpusLines(.profiles, of: corpus)
    while try lines.advance() {
      try lines.scan()
      let id = try lines.text("id")
      if profiles.contains(id) { locales[id] = try lines.text("locale") }
    }
    return locales
  }

  /// A fact about a person.
  private struct Fact: Hashable {
    let profile: String
    let attribute: String
    let value: String
  }

  private static func strayValues(
    of members: [LabelledDocument], in corpus: CorpusFolder
  ) throws(CorpusError) -> [String: Set<Int>] {
    let people = Set(members.map(\.profile))
    var holders: [Fact: Set<String>] = [:]
    var lines = try CorpusLines(.documents, of: corpus)
    while try lines.advance() {
      try lines.scan()
      guard people.contains(try lines.text("profile")),
        try lines.word("set", as: CorpusSet.self).isMember
      else { continue }
      let id = try lines.text("id")
      let line = try StoredLine(Array(lines.line), name: id)
      for span in try line.objects("spans") {
        let fact = Fact(
          profile: try line.text("profile"), attribute: try span.text("attribute"),
          value: try span.text("value"))
        holders[fact, default: []].insert(id)
      }
    }
    var stray: [String: Set<Int>] = [:]
    for member in members {
      for (place, value) in member.values.enumerated() {
        let fact = Fact(
          profile: member.profile, attribute: value.attribute, value: value.canonical)
        guard (holders[fact]?.count ?? 0) > 1 else { continue }
        stray[member.identifier, default: []].insert(place)
      }
    }
    return stray
  }
}
