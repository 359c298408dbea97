// SPDX-License-Identifier: Apache-2.0

/// The table of modules and floors as `docs/architecture.md` states it.
///
/// The document is the only place that holds the table; this reads it, so that words and test
/// cannot drift apart.
struct ModuleTable {
  /// One row.
  struct Module: Equatable {
    /// The floor; a module may import any module of a lower one.
    var floor: Int
    /// Whether the module is announced and must not exist yet.
    var isPlanned: Bool
    /// Modules from elsewhere that this row, and only rows that name them too, may import.
    var outside: [String]
    /// The only folder of the module that may import one of these, where the row names one.
    var folders: [String: String] = [:]
    /// The only one of our modules that it may import, where the row says "imports `X` alone".
    var only: String?
  }

  /// Why the document could not be read.
  struct Unreadable: Error {
    /// What was missing.
    var reason: String
  }

  /// The rows by module name.
  private(set) var modules: [String: Module] = [:]
  /// Modules of the toolchain that any module may import.
  private(set) var toolchain: [String] = []

  /// Reads the document's text.
  init(markdown: String) throws {
    for line in markdown.split(separator: "\n") {
      if line.hasPrefix("From the toolchain any module may import") {
        toolchain = Self.quoted(line)
      }
      try readRow(line)
    }
    if modules.isEmpty { throw Unreadable(reason: "no row of modules") }
    if toolchain.isEmpty { throw Unreadable(reason: "no line about the toolchain") }
  }

  private mutating func readRow(_ line: Substring) throws {
    let cells = line.split(separator: "|", omittingEmptySubsequences: false)
      .map { $0.drop { $0 == " " } }
    guard cells.count == 6, let floor = Int(cells[1].filter { $0 != " " }) else { return }
    guard let name = Self.quoted(cells[2]).first, modules[name] == nil else {
      throw Unreadable(reason: "a row without a module, or a module twice: \(line)")
    }
    modules[name] = Module(
      floor: floor, isPlanned: cells[2].contains("(planned)"), outside: Self.quoted(cells[4]),
      folders: Self.folders(cells[4]),
      only: cells[3].firstMatch(of: /imports `(\w+)` alone/).map { String($0.1) })
  }

  /// The folders in cells such as "`X` (in `Folder/` alone)".
  private static func folders(_ text: Substring) -> [String: String] {
    let pairs = text.matches(of: /`(\w+)` \(in `(\w+)\/` alone\)/)
      .map { (String($0.1), String($0.2)) }
    return Dictionary(pairs) { $1 }
  }

  private static func quoted(_ text: Substring) -> [String] {
    text.matches(of: /`(\w+)`/).map { String($0.1) }
  }
}
