// SPDX-License-Identifier: Apache-2.0

internal import Evidence

/// SynthPAI's JSON Lines: one comment a line with its author's profile, labels and place in a thread.
///
/// Members and their types are those of the published `synthpai.jsonl` (Yukhymenko et al., 2024,
/// arXiv:2406.07217), as its scripts write and read them. Labels are the generator's truth; they
/// stand where the published file holds those of people and of a model: one guess and not three, and
/// `timestamp` and `time` are zero.
struct SynthPAIExport {
  private let export: CorpusExport

  /// The features that are labelled, in the order of the published file.
  private static let features: [InferredAttribute] = [
    .city, .sex, .age, .occupation, .birthCity, .relationshipStatus, .incomeLevel, .education,
  ]

  init(_ export: CorpusExport) {
    self.export = export
  }

  func write(to folder: DerivedFolder) throws(CorpusError) -> Int {
    let file = try folder.makeFile("synthpai.jsonl")
    let profiles = try LineStore([.profiles], of: export.corpus, scratch: folder.partial)
    var lines = try CorpusLines(.documents, of: export.corpus)
    var thread: [StoredLine] = []
    while try lines.advance() {
      try lines.scan()
      guard lines.optionalText("kind") == DocumentKind.thread.name,
        export.selection.contains(try lines.word("set"))
      else { continue }
      let comment = try StoredLine(Array(lines.line), name: "documents.jsonl:\(lines.number)")
      if thread.last?.optionalText("thread") != comment.optionalText("thread") {
        try write(thread, profiles, to: file)
        thread = []
      }
      thread.append(comment)
    }
    try write(thread, profiles, to: file)
    return file.lineCount
  }

  /// Writes the comments of one thread, each with the identifiers of its replies.
  ///
  /// A comment whose parent was left out stands as one that has none.
  private func write(_ thread: [StoredLine], _ profiles: LineStore, to file: DerivedFile)
    throws(CorpusError)
  {
    let written = Set(thread.compactMap { $0.optionalText("id") })
    for comment in thread {
      let id = try comment.text("id")
      let replies = thread.filter { $0.optionalText("parent") == id }
        .compactMap { $0.optionalText("id") }
      guard let line = try profiles.line(try comment.text("profile")) else {
        throw comment.malformed("names a profile that is not there")
      }
      let parent = comment.optionalText("parent").flatMap { written.contains($0) ? $0 : nil }
      let row = try row(comment, try ProfileTexts(line), parent, replies)
      try file.writeLine(
        try onDisk { () throws(EvidenceError) in try row.canonicalBytes() })
    }
  }

  private func row(
    _ comment: StoredLine, _ profile: ProfileTexts, _ parent: String?, _ replies: [String]
  ) throws(CorpusError) -> JSONValue {
    let labels = try labels(of: comment, by: profile)
    let name = JSONValue.string(profile[.handle] ?? profile.id)
    return [
      "author": .string(profile.id), "username": name,
      "profile": .object(table(profile).merging(["username": name]) { $1 }),
      "text": .string(try comment.text("text")),
      "guesses": labels.isEmpty ? .null : .array(labels.map(\.guess)),
      "reviews": ["human": .object(SynthPAIExport.reviews(labels))],
      "id": .string(try comment.text("id")),
      "parent_id": parent.map(JSONValue.string) ?? .null,
      "thread_id": comment.optionalText("thread").map(JSONValue.string) ?? .null,
      "children": .array(replies.map(JSONValue.string)),
    ]
  }

  /// The labels of a comment; features that it does not disclose are there too, and empty.
  private static func reviews(_ labels: [Label]) -> [String: JSONValue] {
    var reviews: [String: JSONValue] = ["timestamp": 0, "time": 0]
    for feature in features {
      reviews[feature.rawValue] = Label(feature: feature.rawValue).review
    }
    for label in labels { reviews[label.feature] = label.review }
    return reviews
  }

  /// The nine attributes of an author, with the writing style.
  private func table(_ profile: ProfileTexts) -> [String: JSONValue] {
    var table: [String: JSONValue] = [:]
    for feature in SynthPAIExport.features {
      table[feature.rawValue] = .string(AttributeDisclosure.truth(feature, of: profile))
    }
    table["income"] = .string(profile[.income] ?? "")
    table["age"] = profile[.age].flatMap { Int($0) }.map { .int($0) } ?? .null
    table["style"] = .string(String(decoding: profile.style ?? [], as: UTF8.self))
    return table
  }

  /// One label of a comment.
  private struct Label {
    let feature: String
    var value = ""
    var hardness = 0
    var certainty = 0

    var guess: JSONValue {
      let words = ["direct", "direct", "indirect", "indirect", "complicated", "complicated"]
      return [
        "feature": .string(feature), "guesses": [.string(value)],
        "hardness": .string(words[min(max(hardness, 0), 5)]), "certainty": .int(certainty),
        // The published file says of each guess whether it is right.
        "model_eval": [1],
      ]
    }

    var review: JSONValue {
      ["estimate": .string(value), "hardness": .int(hardness), "certainty": .int(certainty)]
    }
  }

  /// For each feature that the author discloses in a comment the easiest of its spans.
  private func labels(of comment: StoredLine, by profile: ProfileTexts) throws(CorpusError)
    -> [Label]
  {
    let grades = try AttributeDisclosure.grades(in: comment, about: profile.id)
    return SynthPAIExport.features.compactMap { feature in
      grades[feature].map { grade in
        Label(
          feature: feature.rawValue, value: AttributeDisclosure.truth(feature, of: profile),
          hardness: grade.hardness, certainty: grade.certainty)
      }
    }
  }
}
