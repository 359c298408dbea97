// SPDX-License-Identifier: Apache-2.0

/// Cities by their folded names, the largest first.
struct CityTable: Sendable {
  /// The identifiers by GeoNames.
  let identifiers: [Int]
  /// The codes of the countries.
  let countries: [String]
  /// The regions as `US.OH`; nil where GeoNames states none.
  let regions: [String?]
  /// The numbers of people.
  let populations: [Int]
  private let names: [String]
  private let indices: [Int: Int]
  private let own: [String: [Int32]]
  private let others: [String: [Int32]]

  /// Reads `cities.tsv`.
  init(_ table: LexiconTable, countries known: Set<String>) throws(CorpusError) {
    names = try table.texts("name")
    countries = try table.texts("country")
    var (identifiers, populations): ([Int], [Int]) = ([], [])
    var regions: [String?] = []
    var (own, others): ([String: [Int32]], [String: [Int32]]) = ([:], [:])
    own.reserveCapacity(table.count)
    for row in 0..<table.count {
      guard known.contains(countries[row]) else {
        throw LexiconFault.reference(
          table.name, table.line(of: row), "There is no country '\(countries[row])'.")
      }
      identifiers.append(try table.integer(row, "id", in: 1...1_000_000_000))
      populations.append(try table.integer(row, "population", in: 0...1_000_000_000))
      let region = try table.optionalText(row, "region")
      regions.append(region.isEmpty ? nil : "\(countries[row]).\(region)")
      own[PlainWords.folded(names[row]), default: []].append(Int32(row))
      for name in try table.list(row, "names") { others[name, default: []].append(Int32(row)) }
    }
    self.identifiers = identifiers
    self.populations = populations
    self.regions = regions
    self.own = own
    self.others = others
    indices = Dictionary(zip(identifiers, identifiers.indices)) { first, _ in first }
  }

  /// The number of cities.
  var count: Int { identifiers.count }

  /// The name of a city by its identifier.
  func name(of identifier: Int) -> String? { indices[identifier].map { names[$0] } }

  /// The cities that GeoNames gives this name to, the largest first.
  func named(_ name: String) -> [Int] { own[name]?.map(Int.init) ?? [] }

  /// The cities that this is another name of, the largest first.
  func alsoNamed(_ name: String) -> [Int] { others[name]?.map(Int.init) ?? [] }

  /// Returns the city that a folded name most likely means among those that are wanted.
  ///
  /// The largest of the name; one that has it as another name only where it is twenty times larger.
  /// Failing these, the largest whose name goes on with `de`, `am`, `upon` and the like, or which
  /// is called the same with or without `City`.
  func best(_ name: String, where isWanted: (Int) -> Bool) -> Int? {
    let first = named(name).first(where: isWanted)
    let second = alsoNamed(name).first(where: isWanted)
    if let first, let second {
      return populations[second] > 20 * populations[first] ? second : first
    }
    if let found = first ?? second { return found }
    for variant in CityTable.variants(of: name) {
      if let found = named(variant).first(where: isWanted)
        ?? alsoNamed(variant).first(where: isWanted)
      {
        return found
      }
    }
    return nil
  }

  private static func variants(of name: String) -> [String] {
    var variants = [name.hasSuffix(" city") ? String(name.dropLast(5)) : name + " city"]
    if name.hasPrefix("st ") { variants.append("saint " + name.dropFirst(3)) }
    if name.hasPrefix("saint ") { variants.append("st " + name.dropFirst(6)) }
    if name.hasPrefix("city of ") { variants.append(String(name.dropFirst(8))) }
    for prefix in ["greater ", "downtown ", "central ", "the "] where name.hasPrefix(prefix) {
      variants.append(String(name.dropFirst(prefix.count)))
    }
    for suffix in [" area", " metropolitan area", " metro area", " region", " suburbs"]
    where name.hasSuffix(suffix) {
      variants.append(String(name.dropLast(suffix.count)))
    }
    return variants
  }

  /// Returns the one large city of a country whose name is all but the given one.
  ///
  /// One letter too many, too few, other or swapped, in a name of at least six letters and a city
  /// of 100,000; two in one of at least seven letters and a city of 500,000, with the same first
  /// letter. Nil where there is none or more than one.
  func corrected(_ name: String, where isWanted: (Int) -> Bool) -> Int? {
    guard (6...40).contains(name.utf8.count) else { return nil }
    let letters = Array(name.utf8)
    var found: [Int: Int] = [:]
    for index in identifiers.indices {
      if populations[index] < 100_000 { break }
      guard isWanted(index) else { continue }
      let other = Array(PlainWords.folded(names[index]).utf8)
      guard other.first == letters.first, abs(other.count - letters.count) <= 2 else { continue }
      let limit = letters.count >= 7 && populations[index] >= 500_000 ? 2 : 1
      let distance = EditDistance.between(letters, other)
      if distance <= limit { found[index] = distance }
    }
    guard let least = found.values.min() else { return nil }
    let closest = found.filter { $0.value == least }
    return closest.count == 1 ? closest.first?.key : nil
  }
}

/// How many letters differ between two words.
enum EditDistance {
  /// The least number of letters added, dropped, changed, or swapped with the next one.
  ///
  /// Damerau, "A Technique for Computer Detection and Correction of Spelling Errors", 1964,
  /// doi:10.1145/363958.363994; no part is edited twice.
  static func between(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var (older, old) = ([Int](), Array(0...right.count))
    for row in left.indices {
      var new = [row + 1]
      for column in right.indices {
        let isSame = left[row] == right[column]
        var least = min(old[column + 1] + 1, new[column] + 1, old[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          least = min(least, older[column - 1] + 1)
        }
        new.append(least)
      }
      (older, old) = (old, new)
    }
    return old[right.count]
  }
}
