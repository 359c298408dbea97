// SPDX-License-Identifier: Apache-2.0

import Evidence

/// Reads the tables of a lexicon's folder and keeps their bytes.
struct LexiconReader {
  /// The folder.
  let folder: String
  /// What was read so far, by name.
  private(set) var files: [LexiconFile] = []

  init(folder: String) {
    self.folder = folder
  }

  /// Reads the table of a file below the folder.
  mutating func table(_ name: String) throws(CorpusError) -> LexiconTable {
    let bytes: [UInt8]
    do throws(EvidenceError) {
      bytes = try StoredFile.read("\(folder)/\(name)")
    } catch {
      throw LexiconFault.missing("\(folder)/\(name)", cause: error.message)
    }
    let table = try LexiconTable(parsing: bytes, name: name)
    let place = files.firstIndex { $0.name > name } ?? files.count
    files.insert(LexiconFile(name: name, bytes: bytes), at: place)
    return table
  }

  /// Reads a table of different texts with weights.
  mutating func pool(_ name: String, _ column: String) throws(CorpusError) -> TextPool {
    let table = try table(name)
    return try LexiconReader.pool(table, column)
  }

  /// Reads a table of texts with weights that fall into categories.
  ///
  /// Where the categories are `expected`, no other may occur, and each needs a text.
  mutating func categorized(
    _ name: String, _ column: String, by category: String, expected: [String]? = nil
  ) throws(CorpusError) -> CategorizedPool {
    let table = try table(name)
    return try LexiconReader.categorized(table, column, by: category, expected: expected)
  }

  /// Makes a pool of a table's column, whose texts are different.
  static func pool(_ table: LexiconTable, _ column: String) throws(CorpusError) -> TextPool {
    let texts = try table.texts(column)
    try table.requireDistinct(texts)
    var weights: [UInt32] = []
    for row in 0..<table.count { weights.append(try table.weight(row)) }
    return TextPool(texts, weights: weights)
  }

  /// Makes a pool of some of a table's rows by category; a category's texts are different.
  ///
  /// The rows that `isWanted` marks are taken, all if it is nil.
  static func categorized(
    _ table: LexiconTable, _ column: String, by category: String, expected: [String]? = nil,
    where isWanted: [Bool]? = nil
  ) throws(CorpusError) -> CategorizedPool {
    var names = expected ?? []
    if expected == nil {
      for name in try table.texts(category) where !names.contains(name) { names.append(name) }
    }
    let codes = try table.codes(category, among: names)
    let texts = try table.texts(column)
    try table.requireDistinct(texts, codes: codes)
    var rows: [(text: String, weight: UInt32, category: Int)] = []
    var counts = [Int](repeating: 0, count: names.count)
    for row in 0..<table.count where isWanted?[row] ?? true {
      rows.append((texts[row], try table.weight(row), codes[row]))
      counts[codes[row]] += 1
    }
    if let code = counts.firstIndex(of: 0) {
      throw LexiconFault.empty(table.name, "There is no row of \(category) '\(names[code])'.")
    }
    return CategorizedPool(rows, categories: names)
  }
}

/// One file that a lexicon was read from.
public struct LexiconFile: Sendable {
  /// The path below the lexicon's folder, such as `en_US/cities.tsv`.
  public let name: String
  /// The whole content.
  public let bytes: [UInt8]
}
