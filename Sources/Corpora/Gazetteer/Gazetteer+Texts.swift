// SPDX-License-Identifier: Apache-2.0

extension Gazetteer {
  /// A word of a text.
  private struct Word {
    let folded: String
    let range: Range<Int>
    let isCapital: Bool
    let isAllCapitals: Bool
    /// Whether nothing but blanks lies between it and the word before.
    let isJoined: Bool
    /// Whether a sentence starts with it.
    let isFirst: Bool
  }

  /// Returns the places that a running text mentions, in the order of the text.
  ///
  /// Takes the longest name at each word, of at most four words that start with a capital. Of
  /// cities, those of 100,000 people by their own name and those of 500,000 by others of at least
  /// five letters. A name that is a common word too (`Nice`, `Reading`) counts only after `in`,
  /// `from`, `to`, `near` or `at`. Linear in the length of the text.
  public func places(in text: String) -> [PlaceMention] {
    let words = Gazetteer.split(text)
    var mentions: [PlaceMention] = []
    var index = 0
    while index < words.count {
      guard words[index].isCapital else {
        index += 1
        continue
      }
      var length = 1
      while length < 4, index + length < words.count, words[index + length].isJoined { length += 1 }
      var found: (Place, PlaceMention.Kind)?
      while length > 0, found == nil {
        found = mention(words, index..<index + length)
        if found == nil { length -= 1 }
      }
      if let (place, kind) = found {
        let range = words[index].range.lowerBound..<words[index + length - 1].range.upperBound
        mentions.append(PlaceMention(place: place, kind: kind, range: range))
      }
      index += max(1, length)
    }
    return mentions
  }

  private func mention(_ words: [Word], _ range: Range<Int>) -> (Place, PlaceMention.Kind)? {
    guard let last = words[range].last, last.isCapital else { return nil }
    let name = words[range].map(\.folded).joined(separator: " ")
    if range.count == 1 {
      let word = words[range.lowerBound]
      if name.utf8.count <= 3 && !word.isAllCapitals { return nil }
      if commonWords.contains(name) {
        let before = range.lowerBound > 0 ? words[range.lowerBound - 1].folded : ""
        guard !word.isFirst, ["in", "from", "to", "near", "at"].contains(before) else {
          return nil
        }
      }
    }
    if let code = countriesByName[name] { return place(country: code).map { ($0, .name) } }
    if let index = cities.named(name).first, cities.populations[index] >= 100_000 {
      return place(city: index).map { ($0, .name) }
    }
    if name.utf8.count >= 5, let index = cities.alsoNamed(name).first,
      cities.populations[index] >= 500_000
    {
      return place(city: index).map { ($0, .name) }
    }
    if name.utf8.count > 3, let region = regionsByName[name]?.first {
      return place(region).map { ($0, .name) }
    }
    return countriesByDemonym[name].flatMap { place(country: $0) }.map { ($0, .demonym) }
  }

  /// The words of a text: runs of letters, digits and apostrophes, and points between capitals.
  private static func split(_ text: String) -> [Word] {
    var words: [Word] = []
    var (offset, start) = (0, 0)
    var current = ""
    var (isJoined, isFirst) = (false, true)
    func close(_ end: Int) {
      guard !current.isEmpty else { return }
      // `Berlin's` names Berlin.
      let isOwner = ["'s", "’s"].contains { current.hasSuffix($0) }
      let name = isOwner ? String(current.dropLast(2)) : current
      let folded = PlainWords.folded(name)
      if !folded.isEmpty {
        words.append(
          Word(
            folded: folded, range: start..<start + name.utf8.count,
            isCapital: name.first?.isUppercase ?? false,
            isAllCapitals: name.allSatisfy { $0.isUppercase || !$0.isLetter },
            isJoined: isJoined, isFirst: isFirst))
        (isJoined, isFirst) = (true, false)
      }
      current = ""
    }
    for character in text {
      let isPart = character.isLetter || character.isNumber || character == "'" || character == "’"
      if isPart {
        if current.isEmpty { start = offset }
        current.append(character)
      } else {
        close(offset)
        if character != " " && character != "-" { isJoined = false }
        if ".!?\n".contains(character) { isFirst = true }
      }
      offset += character.utf8.count
    }
    close(offset)
    return words
  }
}
