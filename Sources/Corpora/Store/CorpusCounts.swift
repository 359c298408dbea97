// SPDX-License-Identifier: Apache-2.0

public import Evidence

/// How much of everything a corpus or a part of it holds.
public struct CorpusCounts: Equatable, Sendable {
  /// People.
  public var profiles = 0
  /// Questions with answers.
  public var questions = 0
  /// Interactions of people with items.
  public var interactions = 0
  /// Lines of the training order.
  public var examples = 0
  /// Canaries.
  public var canaries = 0
  /// Documents by kind and set: `kind.index * CorpusSet.count + set.column`.
  private var documentTable: [Int]
  /// Spans by label and disclosure: the label's code times the number of disclosures, plus theirs.
  private var spanTable: [Int]

  private static let sets = CorpusSet.allCases
  private static let disclosures = Disclosure.allCases

  /// Creates counts of nothing.
  public init() {
    documentTable = [Int](repeating: 0, count: DocumentKind.count * CorpusCounts.sets.count)
    spanTable = [Int](repeating: 0, count: SpanLabel.all.count * CorpusCounts.disclosures.count)
  }

  /// The number of documents of a kind in a set.
  public subscript(kind: DocumentKind, set: CorpusSet) -> Int {
    get { documentTable[kind.index * CorpusCounts.sets.count + set.column] }
    set(count) { documentTable[kind.index * CorpusCounts.sets.count + set.column] = count }
  }

  /// The number of spans of a label, such as an attribute, with a disclosure.
  public subscript(label: SpanLabel, disclosure: Disclosure) -> Int {
    get { spanTable[Int(label.code) * CorpusCounts.disclosures.count + disclosure.column] }
    set(count) {
      spanTable[Int(label.code) * CorpusCounts.disclosures.count + disclosure.column] = count
    }
  }

  /// The number of spans of an attribute with a disclosure.
  public subscript(attribute: Attribute, disclosure: Disclosure) -> Int {
    get { self[.attribute(attribute), disclosure] }
    set(count) { self[.attribute(attribute), disclosure] = count }
  }

  /// The number of documents.
  public var documents: Int { documentTable.reduce(0, +) }

  /// The number of spans.
  public var spans: Int { spanTable.reduce(0, +) }

  /// The number of lines that a file has.
  public func lines(of file: CorpusFile) -> Int {
    switch file {
    case .profiles: profiles
    case .documents: documents
    case .questions: questions
    case .interactions: interactions
    case .plan: examples
    case .canaries: canaries
    }
  }

  /// Forgets everything counted.
  mutating func reset() {
    self = CorpusCounts()
  }

  /// Adds what the writers of documents counted.
  mutating func add(_ other: DocumentCounts) {
    questions += other.questions
    for place in documentTable.indices { documentTable[place] += other.documentsBySet[place] }
    for place in spanTable.indices { spanTable[place] += other.spansByLabel[place] }
  }

  /// Adds the counts of another part.
  public mutating func add(_ other: CorpusCounts) {
    profiles += other.profiles
    questions += other.questions
    interactions += other.interactions
    examples += other.examples
    canaries += other.canaries
    for place in documentTable.indices { documentTable[place] += other.documentTable[place] }
    for place in spanTable.indices { spanTable[place] += other.spanTable[place] }
  }
}

extension CorpusSet {
  /// The column in tables of counts.
  fileprivate var column: Int {
    switch self {
    case .retain: 0
    case .forget: 1
    case .neighbour: 2
    case .twin: 3
    case .unseen: 4
    }
  }
}

extension Disclosure {
  /// The column in tables of counts.
  fileprivate var column: Int {
    switch self {
    case .verbatim: 0
    case .normalized: 1
    case .partial: 2
    case .implied: 3
    case .decoy: 4
    }
  }
}

extension CorpusCounts {
  /// The counts as they stand in a manifest; rows of zeros are left out.
  public var json: JSONValue {
    [
      "profiles": .int(profiles), "questions": .int(questions),
      "interactions": .int(interactions), "examples": .int(examples),
      "canaries": .int(canaries),
      "documents": CorpusCounts.table(DocumentKind.allCases, CorpusCounts.sets) { self[$0, $1] },
      "spans": CorpusCounts.table(SpanLabel.all, CorpusCounts.disclosures) { self[$0, $1] },
    ]
  }

  private static func table<Row: NamedCase, Column: RawRepresentable<String>>(
    _ rows: [Row], _ columns: [Column], _ count: (Row, Column) -> Int
  ) -> JSONValue {
    var table: [String: JSONValue] = [:]
    for row in rows {
      var members: [String: JSONValue] = [:]
      for column in columns where count(row, column) != 0 {
        members[column.rawValue] = .int(count(row, column))
      }
      if !members.isEmpty { table[row.name] = .object(members) }
    }
    return .object(table)
  }

  /// Reads the counts of a manifest; `path` says in messages where they stand.
  public init(json: JSONValue, path: String) throws(EvidenceError) {
    self.init()
    let fields = try JSONFields(json, path: path)
    profiles = try fields.optionalInteger("profiles") ?? 0
    questions = try fields.optionalInteger("questions") ?? 0
    interactions = try fields.optionalInteger("interactions") ?? 0
    examples = try fields.optionalInteger("examples") ?? 0
    canaries = try fields.optionalInteger("canaries") ?? 0
    let documents = try fields.object("documents")
    for kind in DocumentKind.allCases where documents.optional(kind.name) != nil {
      let row = try documents.object(kind.name)
      for set in CorpusCounts.sets { self[kind, set] = try row.optionalInteger(set.rawValue) ?? 0 }
    }
    let spans = try fields.object("spans")
    for label in SpanLabel.all where spans.optional(label.name) != nil {
      let row = try spans.object(label.name)
      for disclosure in CorpusCounts.disclosures {
        self[label, disclosure] = try row.optionalInteger(disclosure.rawValue) ?? 0
      }
    }
  }
}

/// A case with the name that it has in files.
private protocol NamedCase {
  var name: String { get }
}

extension DocumentKind: NamedCase {}
extension SpanLabel: NamedCase {}
