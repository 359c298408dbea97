// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Authors while their texts are being read.
struct AuthorCollection {
  private struct Entry {
    var name: String?
    var truth: [InferredAttribute: String] = [:]
    var labels: [InferredAttribute: AttributeLabel] = [:]
    var texts: [AuthoredText] = []
  }

  /// The files that were read so far.
  var files: [String] = []
  private var entries: [String: Entry] = [:]

  /// The authors who wrote something, by identifier.
  var authors: [TextAuthor] {
    entries.filter { !$0.value.texts.isEmpty }.sorted { $0.key < $1.key }.map { key, entry in
      TextAuthor(
        identifier: key, name: entry.name, truth: entry.truth, labels: entry.labels,
        texts: entry.texts)
    }
  }

  /// Notes a text; a blank one is left out.
  mutating func add(_ text: AuthoredText, by author: String) {
    guard !text.text.allSatisfy(\.isWhitespace) else { return }
    entries[author, default: Entry()].texts.append(text)
  }

  /// How many texts an author has so far.
  func textCount(of author: String) -> Int { entries[author]?.texts.count ?? 0 }

  /// Notes the name that somebody writes under.
  mutating func name(_ author: String, _ name: String?) {
    if let name, !name.isEmpty { entries[author, default: Entry()].name = name }
  }

  /// Notes what is true of an author; blank values say nothing.
  mutating func note(_ truth: [InferredAttribute: String], of author: String) {
    for (attribute, value) in truth where !value.allSatisfy(\.isWhitespace) {
      entries[author, default: Entry()].truth[attribute] = value
    }
  }

  /// The first attribute of which something else is known already; nil where nothing contradicts.
  func contradiction(
    of truth: [InferredAttribute: String], _ author: String
  ) -> InferredAttribute? {
    let known = entries[author]?.truth ?? [:]
    return InferredAttribute.allCases.first { attribute in
      guard let own = truth[attribute], let other = known[attribute] else { return false }
      return own != other && !own.allSatisfy(\.isWhitespace)
    }
  }

  /// Notes what a reader took an attribute for; of several labels the one of lowest hardness counts.
  ///
  /// Of equally hard ones the surest, then the first. A hardness of 0 is no label.
  mutating func note(
    _ label: AttributeLabel, _ attribute: InferredAttribute, of author: String
  ) {
    guard label.hardness > 0, !label.estimate.isEmpty else { return }
    if let known = entries[author]?.labels[attribute],
      (known.hardness, -known.certainty) <= (label.hardness, -label.certainty)
    {
      return
    }
    entries[author, default: Entry()].labels[attribute] = label
  }

  /// Adds what SynthPAI's file of profiles knows of authors who wrote something, by their names.
  mutating func readProfiles(_ path: String) throws(CorpusError) {
    let json = try onDisk { () throws(EvidenceError) in
      try StoredFile.requireRegular(path)
      return try StoredFile.readJSON(path)
    }
    guard case .object(let people) = json else {
      throw CorpusError(
        .unreadableAuthors, "'\(path)' is no table of profiles.",
        remedy: "Name SynthPAI's file of profiles: one object, a profile a member.")
    }
    files.append(path)
    for (identifier, profile) in people.sorted(by: { $0.key < $1.key }) {
      for author in [profile["username"]?.text, identifier].compactMap(\.self)
      where entries[author] != nil {
        note(AuthorCollection.truth(in: profile), of: author)
      }
    }
  }

  /// The attributes that stand in an object under their names; ages may be numbers.
  static func truth(in object: JSONValue?) -> [InferredAttribute: String] {
    var truth: [InferredAttribute: String] = [:]
    for attribute in InferredAttribute.allCases {
      switch object?[attribute.rawValue] {
      case .string(let text): truth[attribute] = text
      case .integer(let number): truth[attribute] = String(number)
      default: continue
      }
    }
    return truth
  }

  /// The labels that stand in an object under the attributes' names.
  static func labels(in object: JSONValue?) -> [(InferredAttribute, AttributeLabel)] {
    InferredAttribute.allCases.compactMap { attribute in
      guard let review = object?[attribute.rawValue] else { return nil }
      let estimate = review["estimate"]
      return (
        attribute,
        AttributeLabel(
          estimate: estimate?.text ?? estimate?.wholeNumber.map(String.init) ?? "",
          hardness: review["hardness"]?.wholeNumber ?? 0,
          certainty: review["certainty"]?.wholeNumber ?? 0)
      )
    }
  }
}

extension AuthorCollection {
  /// The error for a line that texts cannot be taken from.
  static func malformed(_ place: String, _ problem: String) -> CorpusError {
    CorpusError(
      .unreadableAuthors, "\(place): \(problem).",
      remedy: "Give one JSON object a line in UTF-8, such as "
        + "{\"author\": \"a1\", \"text\": \"...\"}.")
  }

  /// Reads the objects of a file of JSON Lines one after the other.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - receive: Given each object and its place in words; blank lines are passed over.
  /// - Returns: The digest of the file.
  /// - Throws: `unreadableAuthors` for a line that is no JSON, and what `receive` throws.
  static func forEachObject(
    of path: String, _ receive: (JSONValue, String) throws(CorpusError) -> Void
  ) throws(CorpusError) -> Digest {
    let digest = try CorpusFolder.digest(of: path)
    var lines = try CorpusLines(path, isCompressed: false)
    while try lines.advance() {
      let isBlank = lines.line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
      guard !isBlank else { continue }
      let place = "\(path):\(lines.number)"
      guard let object = try? JSONValue(parsing: Array(lines.line), name: place) else {
        throw malformed(place, AuthorCollection.fault(of: lines.line))
      }
      try receive(object, place)
    }
    return digest
  }

  /// What keeps a line from being read, without any of its content.
  private static func fault(of line: ArraySlice<UInt8>) -> String {
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { return "a byte-order mark" }
    return String(validating: line, as: UTF8.self) == nil ? "not UTF-8" : "no strict JSON object"
  }
}
