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
      note(AuthorCollection.truth(in: object["profile"]), of: author)
      note(AuthorCollection.truth(in: object), of: author)
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
    guard let text = value.text, let found = seconds(text) else {
      throw malformed(place, "a 'time' that is neither seconds nor such as 2026-01-31T12:00:00Z")
    }
    return found
  }

  /// Seconds since 1970 of `YYYY-MM-DDTHH:MM:SS`, then `Z` or an offset such as `+01:00`.
  static func seconds(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, [UInt8(ascii: "T"), UInt8(ascii: " ")].contains(bytes[10]),
      let day = CivilDate(String(decoding: bytes[..<10], as: UTF8.self)),
      let clock = clock(bytes[11..<19])
    else { return nil }
    var rest = bytes[19...]
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst().drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    guard let zone = zone(rest) else { return nil }
    return Double(day.day) * 86_400 + Double(clock - zone)
  }

  private static func zone(_ bytes: ArraySlice<UInt8>) -> Int? {
    if bytes.elementsEqual([UInt8(ascii: "Z")]) { return 0 }
    guard bytes.count == 6, let sign = bytes.first,
      [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(sign)
    else { return nil }
    let seconds = clock(bytes.dropFirst() + Array(":00".utf8))
    return seconds.map { sign == UInt8(ascii: "-") ? -$0 : $0 }
  }

  /// Seconds of `HH:MM:SS`.
  private static func clock(_ bytes: ArraySlice<UInt8>) -> Int? {
    let parts = String(decoding: bytes, as: UTF8.self)
      .split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ $0.utf8.count == 2 }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), let second = Int(parts[2]),
      (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
    else { return nil }
    return 3_600 * hour + 60 * minute + second
  }
}
