// SPDX-License-Identifier: Apache-2.0

/// What somebody does, as exactly as a table of occupations knows it.
public struct Occupation: Hashable, Sendable {
  /// The title; nil where only the head of what was named is known (`traffic engineer`).
  public let title: String?
  /// The minor group.
  public let minorGroup: String
  /// The major group.
  public let majorGroup: String
  /// What a retired person did; nil for others, and where it is not said or not known.
  public let former: String?
}

/// Occupations in eight major groups, minor groups and titles with what else they are called.
///
/// Made for Palimpsest. `none` is the group of those who do not work: students, retired,
/// unemployed, at home. A part-time, junior or freelance worker is one of the trade.
public struct OccupationTable: Sendable {
  /// The major groups, in the order of classes.
  public static let majorGroups = [
    "technology", "health", "education", "business", "arts", "trades", "service", "none",
  ]

  private let entries: [String: Occupation]
  /// The number of titles.
  public let titleCount: Int

  /// Reads `occupations.tsv` of a lexicon's folder.
  public init(folder: String) throws(CorpusError) {
    var reader = LexiconReader(folder: folder)
    let table = try reader.table("occupations.tsv")
    _ = try table.codes("major", among: OccupationTable.majorGroups)
    var entries: [String: Occupation] = [:]
    for row in 0..<table.count {
      let title = try table.text(row, "title")
      let entry = Occupation(
        title: title, minorGroup: try table.text(row, "minor"),
        majorGroup: try table.text(row, "major"), former: nil)
      for name in [title] + (try table.list(row, "names")) {
        guard entries.updateValue(entry, forKey: PlainWords.folded(name)) == nil else {
          throw LexiconFault.duplicate(table.name, table.line(of: row), "'\(name)' stands twice.")
        }
      }
    }
    self.entries = entries
    titleCount = table.count
  }

  /// Returns what a text names as somebody's occupation; nil where the table does not know it.
  ///
  /// Tries the whole, then without words such as `part-time` or `senior`, in the singular, what
  /// stands before `at`, `in`, `for` or `of`, and last the longest known end or part of it, which
  /// gives the groups alone. `retired` and `former` make somebody retired; a `student` is one
  /// whatever the subject. Texts of more than 200 bytes name nothing.
  public func resolve(_ text: String) -> Occupation? {
    guard text.utf8.count <= 200 else { return nil }
    var words = PlainWords.words(of: FreeAnswer.cleaned(text))
    if words == ["none"] || words == ["no"] { return entries["unemployed"] }
    if let entry = entries[words.joined(separator: " ")] { return entry }
    let retired: Set<String> = ["retired", "former", "formerly", "ex", "retiree", "pensioner"]
    if words.contains(where: retired.contains) {
      words.removeAll(where: retired.contains)
      let former = active(words)
      guard let group = entries["retired"] else { return former }
      return Occupation(
        title: group.title, minorGroup: group.minorGroup, majorGroup: group.majorGroup,
        former: former?.title)
    }
    return active(words)
  }

  private func active(_ all: [String]) -> Occupation? {
    let words = OccupationTable.withoutModifiers(all)
    guard !words.isEmpty else {
      return all.isEmpty ? nil : entries[all.joined(separator: " ")] ?? entries["part time worker"]
    }
    if let entry = exact(words) { return entry }
    if let place = words.firstIndex(where: OccupationTable.prepositions.contains), place > 0 {
      let head = Array(words[..<place])
      let object = Array(words[(place + 1)...].filter { $0 != "the" && $0 != "a" })
      // `Professor of Physics` is a physics professor.
      if words[place] == "of", let entry = exact(object + head) { return entry }
      if let entry = exact(OccupationTable.withoutModifiers(head)) { return entry }
      if let entry = part(head) { return entry }
    }
    return part(words)
  }

  private func exact(_ words: [String]) -> Occupation? {
    if let entry = entries[words.joined(separator: " ")] { return entry }
    guard let last = words.last, last.hasSuffix("s"), last.utf8.count > 3 else { return nil }
    return entries[(words.dropLast() + [String(last.dropLast())]).joined(separator: " ")]
  }

  /// The groups of the longest known end, or else of the longest known part, of some words.
  private func part(_ words: [String]) -> Occupation? {
    if words.contains("student") || words.contains("students") { return entries["student"] }
    for start in words.indices.dropFirst() {
      if let entry = exact(Array(words[start...])) { return OccupationTable.groups(of: entry) }
    }
    for length in stride(from: words.count - 1, to: 0, by: -1) {
      for start in 0...(words.count - length) {
        if let entry = exact(Array(words[start..<start + length])) {
          return OccupationTable.groups(of: entry)
        }
      }
    }
    return nil
  }

  private static func groups(of entry: Occupation) -> Occupation {
    Occupation(
      title: nil, minorGroup: entry.minorGroup, majorGroup: entry.majorGroup, former: nil)
  }

  /// Drops words about how, where on the ladder and how long somebody works.
  private static func withoutModifiers(_ words: [String]) -> [String] {
    var rest: [String] = []
    var index = 0
    while index < words.count {
      let isTime = ["part", "full"].contains(words[index])
      if isTime, index + 1 < words.count, words[index + 1] == "time" {
        index += 2
        continue
      }
      if !modifiers.contains(words[index]) { rest.append(words[index]) }
      index += 1
    }
    return rest
  }

  private static let modifiers: Set<String> = [
    "senior", "junior", "freelance", "self", "employed", "aspiring", "professional", "experienced",
    "lead", "chief", "principal", "independent", "parttime", "fulltime", "local", "young", "a",
    "an", "the", "probably", "likely", "works", "working", "as", "some", "kind", "type", "trained",
    "certified", "licensed", "qualified", "successful", "skilled", "entry", "level", "mid",
    "seasonal", "temporary",
  ]
  private static let prepositions: Set<String> = [
    "at", "in", "for", "of", "with", "on", "e", "eg", "such", "who", "specializing", "focusing",
    "from", "by", "or", "and",
  ]
}
