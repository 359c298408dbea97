// SPDX-License-Identifier: Apache-2.0

/// Known values, found wherever they stand in a text: the recognizer of personal data by a list.
///
/// It knows what it was given and nothing else, so it finds every value of the list and no value that
/// a model made up.
public struct ValueLexicon: Sendable {
  /// The values.
  public let values: [String]
  /// The fewest letters and digits of a value that is looked for: shorter ones stand anywhere.
  public static let leastCount = 4

  /// Places in `values` by letters and digits in lower case.
  private let places: [String: [Int]]
  /// The numbers of letters and digits that values have.
  private let lengths: [Int]

  /// Where values were found.
  public struct Found: Equatable, Sendable {
    /// Places of values that stand there as they are, in ascending order.
    public var exact: [Int] = []
    /// Places of values that stand there but for case, blanks and punctuation, exact ones included.
    public var normalized: [Int] = []
  }

  /// Prepares the search.
  ///
  /// - Parameter values: The values; those with fewer than `leastCount` letters and digits are never
  ///   found.
  public init(_ values: [String]) {
    self.values = values
    var places: [String: [Int]] = [:]
    for (place, value) in values.enumerated() {
      let bare = ValueLexicon.characters(value).map(\.lowered)
      guard bare.count >= ValueLexicon.leastCount else { continue }
      places[bare.joined(), default: []].append(place)
    }
    self.places = places
    lengths = Set(places.keys.map { ValueLexicon.characters($0).count }).sorted()
  }

  /// Whether a value is long enough to be looked for.
  public static func isFindable(_ value: String) -> Bool {
    characters(value).count >= leastCount
  }

  /// A letter or digit of a text.
  private struct Character {
    let lowered: String
    let index: String.Index
    let beginsWord: Bool
    let endsWord: Bool
  }

  private static func characters(_ text: String) -> [Character] {
    var found: [Character] = []
    var wasWordly = false
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      let isWordly = isWordly(text[index])
      if isWordly {
        found.append(
          Character(
            lowered: text[index].lowercased(), index: index, beginsWord: !wasWordly,
            endsWord: next == text.endIndex || !ValueLexicon.isWordly(text[next])))
      }
      wasWordly = isWordly
      index = next
    }
    return found
  }

  private static func isWordly(_ character: Swift.Character) -> Bool {
    character.isLetter || character.isNumber
  }

  /// Finds the values that stand in a text as whole words.
  ///
  /// O(characters of the text times different lengths of values).
  ///
  /// - Parameter text: The text.
  /// - Returns: The values' places.
  public func search(_ text: String) -> Found {
    let characters = ValueLexicon.characters(text)
    var exact: Set<Int> = []
    var normalized: Set<Int> = []
    for start in characters.indices where characters[start].beginsWord {
      for length in lengths {
        let end = start + length
        guard end <= characters.count else { break }
        guard characters[end - 1].endsWord else { continue }
        let bare = characters[start..<end].map(\.lowered).joined()
        guard let found = places[bare] else { continue }
        normalized.formUnion(found)
        for place in found where stands(values[place], in: text, from: characters[start].index) {
          exact.insert(place)
        }
      }
    }
    return Found(exact: exact.sorted(), normalized: normalized.sorted())
  }

  /// Whether a value stands in a text such that its first letter or digit has this place.
  private func stands(_ value: String, in text: String, from index: String.Index) -> Bool {
    let lead = value.prefix { !ValueLexicon.isWordly($0) }.count
    guard let start = text.index(index, offsetBy: -lead, limitedBy: text.startIndex) else {
      return false
    }
    return text[start...].hasPrefix(value)
  }
}
