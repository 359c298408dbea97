// SPDX-License-Identifier: Apache-2.0

/// Finds what a list holds, such as names or places; the list comes from the caller.
///
/// Of several entries at one place the longest counts. By default a span must begin with a capital or a
/// letter beyond ASCII, so that `Will` is found and `will` is not; a sentence that begins with such a word
/// still gives a false find.
public struct WordListDetector: PersonalDataDetector {
  /// The list's name.
  public let name: String
  /// The kind that the list is of.
  public let kinds: [PersonalDataKind]

  private let kind: PersonalDataKind
  private let wordLimit: Int
  private let needsCapital: Bool
  private let confidence: Double
  private let isListed: @Sendable (String) -> Bool

  /// Creates a detector that asks for every run of words.
  ///
  /// - Parameters:
  ///   - name: The list's name.
  ///   - kind: What the list holds.
  ///   - wordLimit: The most words of an entry.
  ///   - needsCapital: Whether a span must begin with a capital.
  ///   - confidence: How sure a find is, 0...1.
  ///   - isListed: Whether words are an entry; they come with A-Z in lower case and one space between.
  public init(
    name: String, kind: PersonalDataKind, wordLimit: Int, needsCapital: Bool = true,
    confidence: Double = 0.6, isListed: @escaping @Sendable (String) -> Bool
  ) {
    precondition(wordLimit > 0, "entries have words")
    self.name = name
    kinds = [kind]
    self.kind = kind
    self.wordLimit = wordLimit
    self.needsCapital = needsCapital
    self.confidence = confidence
    self.isListed = isListed
  }

  /// Creates a detector from a list's entries.
  ///
  /// - Parameters:
  ///   - name: The list's name.
  ///   - kind: What the list holds.
  ///   - entries: The entries; upper case is as good as lower case, and marks count as spaces.
  ///   - needsCapital: Whether a span must begin with a capital.
  ///   - confidence: How sure a find is, 0...1.
  public init(
    name: String, kind: PersonalDataKind, entries: [String], needsCapital: Bool = true,
    confidence: Double = 0.6
  ) {
    let words = entries.map { ScannedText($0).words.map(\.text) }.filter { !$0.isEmpty }
    let listed = Set(words.map { $0.joined(separator: " ") })
    self.init(
      name: name, kind: kind, wordLimit: words.map(\.count).max() ?? 1,
      needsCapital: needsCapital, confidence: confidence
    ) { listed.contains($0) }
  }

  /// Finds entries; O(words x the longest entry).
  public func spans(in text: ScannedText) -> [PersonalDataSpan] {
    var found: [PersonalDataSpan] = []
    var place = 0
    while place < text.words.count {
      let first = text.bytes[text.words[place].range.lowerBound]
      guard !needsCapital || ByteClass.isUpper(first) || first >= 0x80,
        let last = longest(text, place)
      else {
        place += 1
        continue
      }
      let range = text.words[place].range.lowerBound..<text.words[last].range.upperBound
      found.append(span(range, kind, confidence))
      place = last + 1
    }
    return found
  }

  /// The last word of the longest entry at a word.
  ///
  /// "Berlin's" is looked up without its ending.
  private func longest(_ text: ScannedText, _ place: Int) -> Int? {
    var words = ""
    var found: Int?
    for last in place..<min(place + wordLimit, text.words.count) {
      if last > place, !isJoined(text, last - 1) { break }
      let word = text.words[last].text
      if last > place { words += " " }
      if isListed(words + word) || (word.hasSuffix("'s") && isListed(words + word.dropLast(2))) {
        found = last
      }
      words += word
    }
    return found
  }

  /// Whether only spaces and `,`, `.` or `-` lie between a word and the next, three bytes at most.
  private func isJoined(_ text: ScannedText, _ word: Int) -> Bool {
    let gap = text.words[word].range.upperBound..<text.words[word + 1].range.lowerBound
    return gap.count <= 3
      && text.bytes[gap].allSatisfy { $0 == 32 || $0 == 44 || $0 == 46 || $0 == 45 }
  }
}
