// SPDX-License-Identifier: Apache-2.0

/// What the parts of a corpus are called on its page, and their order.
enum CorpusWords {
  /// Whose texts those of a source are.
  static func source(_ source: String) -> String {
    switch source {
    case "corpus": "this corpus"
    case "synthpai": "SynthPAI"
    default: source
    }
  }

  /// A name of hyphens as words, such as `age-band`.
  static func spelled(_ name: String) -> String {
    name.split(separator: "-").joined(separator: " ")
  }

  /// Values in the order in which a reader expects them; unknown ones behind, as they come.
  static func ordered(_ values: [String]) -> [String] {
    known.filter(values.contains) + values.filter { !known.contains($0) }
  }

  private static let known = [
    "retain", "forget", "neighbour", "twin", "unseen",
    "verbatim", "normalized", "partial", "implied", "decoy",
  ]

  /// How much there is of everything, in one or two sentences; empty where no counts are known.
  static func summary(_ facts: [String: String]) -> String {
    func count(_ name: String, _ one: String, _ many: String) -> String? {
      guard let count = facts[name].flatMap(Int.init), count > 0 else { return nil }
      return "\(NumberText.count(count)) \(count == 1 ? one : many)"
    }
    let written = [
      count("profiles", "person", "people"), count("documents", "document", "documents"),
      count("spans", "marked span", "marked spans"),
    ].compactMap(\.self)
    let more = [
      count("examples", "training example", "training examples"),
      count("canaries", "canary", "canaries"), count("questions", "question", "questions"),
      count("interactions", "interaction", "interactions"),
    ].compactMap(\.self)
    return [written, more].filter { !$0.isEmpty }.map { listed($0) + "." }.joined(separator: " ")
  }

  private static func listed(_ words: [String]) -> String {
    words.count < 2
      ? words.joined()
      : words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
  }
}
