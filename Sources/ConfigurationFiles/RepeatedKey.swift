// SPDX-License-Identifier: Apache-2.0

internal import Yams

/// Finds where a key stands for the second time; the parser tells the first place alone.
///
/// The first of equal keys is renamed and the text read again, until no key stands twice. Then the
/// mapping is looked up in what was read, where every key has its place. Reads the text once for each
/// key that is too many, and gives up after `limit` of them.
struct RepeatedKey {
  /// A line and a column, from one, in Unicode scalars.
  struct Place: Comparable {
    var line: Int
    var column: Int

    static func < (one: Place, other: Place) -> Bool {
      (one.line, one.column) < (other.line, other.column)
    }
  }

  /// The largest number of keys that are renamed.
  private static let limit = 32
  /// Stands around the number in a new name; for private use, so that files hardly ever hold it.
  private static let sign: Character = "\u{E000}"

  private var scalars: [Unicode.Scalar]
  private var insertions: [(place: Place, count: Int)] = []

  private init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  /// The place of the second of equal keys.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - text: The document.
  ///   - first: Where the parser found the first of them.
  /// - Returns: The place; nil where it cannot be told.
  static func second(_ key: String, in text: String, first: Mark) -> Place? {
    var search = RepeatedKey(text)
    var next = Place(first)
    for _ in 0..<limit {
      guard search.rename(at: next) else { return nil }
      var again = String.UnicodeScalarView()
      again.append(contentsOf: search.scalars)
      do {
        let parser = try Parser(yaml: String(again), resolver: Resolver.basic, encoding: .utf8)
        // Nodes refer to their anchors weakly.
        defer { withExtendedLifetime(parser) {} }
        return try parser.singleRoot().flatMap { search.place(of: key, in: $0) }
      } catch YamlError.duplicatedKeysInMapping(_, let context) {
        next = Place(context.mark)
      } catch {
        return nil
      }
    }
    return nil
  }

  /// Gives the key at a place a name of its own; false where no plain or quoted key begins there.
  private mutating func rename(at place: Place) -> Bool {
    guard var index = index(of: place) else { return false }
    switch scalars[index] {
    case "'", "\"": index += 1
    case "&", "!", "*", "[", "{", "|", ">": return false
    default: break
    }
    let name = Array("\(RepeatedKey.sign)\(insertions.count)\(RepeatedKey.sign)".unicodeScalars)
    scalars.insert(contentsOf: name, at: index)
    insertions.append((place: place, count: name.count))
    return true
  }

  /// The position of the scalar at a place, by the line ends of YAML.
  private func index(of place: Place) -> Int? {
    var here = Place(line: 1, column: 1)
    for index in scalars.indices {
      if here == place { return index }
      let isEnd: Bool
      switch scalars[index] {
      case "\r": isEnd = index + 1 == scalars.count || scalars[index + 1] != "\n"
      case "\n", "\u{85}", "\u{2028}", "\u{2029}": isEnd = true
      default: isEnd = false
      }
      if isEnd { here = Place(line: here.line + 1, column: 1) } else { here.column += 1 }
    }
    return nil
  }

  /// The second place of a key in the mapping whose key was renamed first.
  private func place(of key: String, in node: Node) -> Place? {
    switch node {
    case .mapping(let mapping):
      var places: [Place] = []
      var isSought = false
      for (name, _) in mapping {
        guard case .scalar(let scalar) = name, let mark = scalar.mark else { continue }
        let (number, text) = RepeatedKey.original(scalar.string)
        if number == 0 { isSought = true }
        if text == key { places.append(original(Place(mark))) }
      }
      guard !isSought else { return places.count > 1 ? places.sorted()[1] : nil }
      for (_, value) in mapping {
        if let found = place(of: key, in: value) { return found }
      }
    case .sequence(let items):
      for item in items {
        if let found = place(of: key, in: item) { return found }
      }
    case .scalar, .alias: break
    }
    return nil
  }

  /// The number that a key got here, nil where it got none, and what it was before.
  private static func original(_ name: String) -> (number: Int?, name: String) {
    let parts = name.split(separator: sign, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].isEmpty, let number = Int(parts[1]) else { return (nil, name) }
    return (number, String(parts[2]))
  }

  /// Where a place lies in the text as it was given.
  private func original(_ place: Place) -> Place {
    var place = place
    for insertion in insertions.reversed()
    where insertion.place.line == place.line && insertion.place.column < place.column {
      place.column -= insertion.count
    }
    return place
  }
}

extension RepeatedKey.Place {
  fileprivate init(_ mark: Mark) {
    self.init(line: mark.line, column: mark.column)
  }
}
