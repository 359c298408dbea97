// SPDX-License-Identifier: Apache-2.0

import Evidence

extension AuthorCollection {
  /// Reads JSON Lines with `author` and `text`, and where they stand `id`, `thread`, `time`, `name`.
  ///
  /// What is true of an author stands under the attributes' names, in the line or in its member
  /// `profile`. A time is a number of seconds since 1970, or text such as `2026-01-31T12:00:00Z`.
  ///
  /// - Returns: The digest of the file.
  mutating func readLines(_ path: String) throws(CorpusError) -> Digest {
    files.append(path)
    var known = Set<String>()
    return try AuthorCollection.forEachObject(of: path) { object, place throws(CorpusError) in
      guard let author = AuthorCollection.identifier(object["author"]), !author.isEmpty else {
        throw AuthorCollection.malformed(place, "no 'author'")
      }
      guard let text = object["text"]?.text else {
        throw AuthorCollection.malformed(place, "no text 'text'")
      }
      let identifier =
        AuthorCollection.identifier(object["id"]) ?? "\(author)/line \(known.count)"
      guard known.insert(identifier).inserted else {
        throw AuthorCollection.malformed(place, "an 'id' that an earlier line has, too")
      }
      add(
        AuthoredText(
          identifier: identifier, text: text,
          thread: AuthorCollection.identifier(object["thread"] ?? object["thread_id"]),
          time: try object["time"].flatMap { value throws(CorpusError) in
            try AuthorCollection.seconds(value, place)
          }),
        by: author)
      name(author, object["name"]?.text ?? object["username"]?.text)
      let truth = AuthorCollection.truth(in: object["profile"])
        .merging(AuthorCollection.truth(in: object)) { $1 }
      if let other = contradiction(of: truth, author) {
        throw AuthorCollection.malformed(
          place, "a '\(other.rawValue)' that differs from an earlier line of the same author")
      }
      note(truth, of: author)
      for (attribute, label) in AuthorCollection.labels(in: object["reviews"]?["human"]) {
        note(label, attribute, of: author)
      }
    }
  }

  /// A text or a whole number as an identifier.
  private static func identifier(_ value: JSONValue?) -> String? {
    value?.text ?? value?.wholeNumber.map(String.init)
  }

  /// Seconds since 1970 of a number, or of a day with a time and a zone; nil for null.
  private static func seconds(
    _ value: JSONValue, _ place: String
  ) throws(CorpusError) -> Double? {
    if case .null = value { return nil }
    if let number = value.double { return number }
    guard let found = value.text.flatMap({ CivilTime($0) }) else {
      throw malformed(place, "a 'time' that is neither seconds nor such as 2026-01-31T12:00:00Z")
    }
    return Double(found.seconds)
  }
}
