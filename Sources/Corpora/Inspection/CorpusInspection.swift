// SPDX-License-Identifier: Apache-2.0

internal import Compute
public import Evidence

/// What a corpus holds, in numbers: `corpus inspect`.
public struct CorpusInspection: Sendable {
  /// The corpus.
  public let corpus: CorpusFolder
  /// Counts, lengths and variety.
  public private(set) var measures: [Measurement] = []
  /// Lengths as curves.
  public private(set) var series: [Series] = []
  private let limit: Int?

  /// The facets of people that are counted.
  static let facets: [Facet] = [
    .locale, .sex, .ageBand, .education, .relationship, .work, .occupation, .incomeLevel,
    .household, .register,
  ]

  /// Reads a corpus from end to end.
  ///
  /// - Parameters:
  ///   - corpus: The corpus.
  ///   - limit: The largest number of profiles and of documents to read; nil for all.
  /// - Throws: `changedCorpus` where a file is not the one that the manifest names, `malformedLine`,
  ///   and what reading throws.
  public init(_ corpus: CorpusFolder, limit: Int? = nil) throws(CorpusError) {
    self.corpus = corpus
    self.limit = limit
    try corpus.requireUnchanged([.profiles, .documents])
    try countPeople(limit ?? .max)
    countRecorded()
    try readDocuments(limit ?? .max)
  }

  /// Adds the figures of other texts beside those of the corpus.
  ///
  /// - Parameters:
  ///   - texts: Identifiers and texts.
  ///   - source: What they are called, such as `synthpai`.
  public mutating func compare(with texts: [(id: String, text: String)], source: String) {
    var sample = TextSample(seed: corpus.manifest.origin.seed)
    for (id, text) in texts { sample.add(id, text) }
    let group = ["source": source, "kind": "thread"]
    measures += sample.measures(group)
    series.append(sample.lengthSeries(group))
  }

  private mutating func countPeople(_ limit: Int) throws(CorpusError) {
    guard corpus.manifest.files[.profiles] != nil else { return }
    var counts = CorpusInspection.facets.map { [Int](repeating: 0, count: $0.categories.count) }
    var lines = try CorpusLines(.profiles, of: corpus)
    while lines.number < limit, try lines.advance() {
      try lines.scan()
      guard let raw = lines.raw("facets") else { continue }
      let facets = try StoredLine(Array(raw), name: "profiles.jsonl:\(lines.number)")
      for (place, facet) in CorpusInspection.facets.enumerated() {
        guard let name = facets.optionalText(name: facet.name),
          let code = facet.categories.firstIndex(of: name)
        else { continue }
        counts[place][code] += 1
      }
    }
    for (place, facet) in CorpusInspection.facets.enumerated() {
      for (code, category) in facet.categories.enumerated() where counts[place][code] > 0 {
        measures.append(
          Measurement(
            "profiles", Double(counts[place][code]), n: lines.number,
            group: [facet.name: category]))
      }
    }
  }

  /// The counts that the manifest records.
  private mutating func countRecorded() {
    let counts = corpus.manifest.counts
    for kind in DocumentKind.allCases {
      for set in CorpusSet.allCases where counts[kind, set] > 0 {
        measures.append(
          Measurement(
            "documents", Double(counts[kind, set]), n: counts.documents,
            group: ["kind": kind.name, "set": set.rawValue]))
      }
    }
    for label in SpanLabel.all {
      for disclosure in Disclosure.allCases where counts[label, disclosure] > 0 {
        measures.append(
          Measurement(
            "spans", Double(counts[label, disclosure]), n: counts.spans,
            group: ["attribute": label.name, "disclosure": disclosure.rawValue]))
      }
    }
  }

  private mutating func readDocuments(_ limit: Int) throws(CorpusError) {
    guard corpus.manifest.files[.documents] != nil else { return }
    let seed = corpus.manifest.origin.seed
    var samples = [TextSample](repeating: TextSample(seed: seed), count: DocumentKind.count)
    var copies: [Int: Int] = [:]
    var lines = try CorpusLines(.documents, of: corpus)
    while lines.number < limit, try lines.advance() {
      try lines.scan()
      guard let kind = DocumentKind(name: try lines.text("kind")) else {
        throw lines.malformed("has no known kind")
      }
      samples[kind.index].add(try lines.text("id"), try lines.text("text"))
      let set: CorpusSet = try lines.word("set")
      if set.isMember { copies[try lines.integer("copies"), default: 0] += 1 }
    }
    for count in copies.keys.sorted() {
      measures.append(
        Measurement(
          "documents-by-copies", Double(copies[count] ?? 0), n: lines.number,
          group: ["copies": String(count)]))
    }
    for kind in DocumentKind.allCases where !samples[kind.index].lengths.isEmpty {
      let group = ["source": "corpus", "kind": kind.name]
      measures += samples[kind.index].measures(group)
      series.append(samples[kind.index].lengthSeries(group))
    }
  }

  /// What was inspected, by stable name.
  public var facts: [String: String] {
    var facts = corpus.manifest.facts
    facts["corpus"] = corpus.path
    facts["corpus-digest"] = corpus.digest.hex
    facts["lines-read-at-most"] = limit.map(String.init)
    facts["notes"] = corpus.manifest.origin.notes
    return facts
  }
}
