// SPDX-License-Identifier: Apache-2.0

/// One file below `Sources/`.
struct SourceFile {
  /// The path below `Sources/`, such as `Evidence/Verdict.swift`.
  var path: String
  /// The content.
  var text: String

  /// The module's name: the first folder.
  var module: String { String(path.prefix { $0 != "/" }) }
  /// Whether it is Swift; C files are held to length and licence only.
  var isSwift: Bool { path.hasSuffix(".swift") }
}

/// The rules of the house that a machine can hold; each complaint names file, line and rule.
struct HouseRules {
  /// The modules, floors and third parties.
  var table: ModuleTable

  /// The longest file allowed.
  static let longestFile = 300

  /// Forbidden in every Swift source: what crashes a user or draws without a seed.
  static let forbidden = [
    "fatalError(", "try!", "as!", "SystemRandomNumberGenerator", ".shuffled()",
    ".randomElement()", ".hashValue",
  ]

  /// Forbidden below the servers: clocks, identities and the terminal are parameters there.
  static let forbiddenInLibraries = ["Date()", "Date.now", "UUID()", "print("]

  /// The lowest floor that may read the clock and write to the terminal.
  static let outermostFloor = 8

  /// Returns every complaint about the files, by path and line.
  func complaints(about files: [SourceFile]) -> [String] {
    emptyModules(files)
      + files.sorted { $0.path < $1.path }.flatMap { file in
        shape(of: file) + (file.isSwift ? code(of: file) : [])
      }
  }

  /// Returns the imports of a source as line number and module name.
  static func imports(in code: CodeText) -> [(line: Int, module: String)] {
    let pattern =
      /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:public |package |internal |fileprivate |private )?\s*import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)/
    return code.lines.enumerated().compactMap { index, line in
      line.firstMatch(of: pattern).map { (index + 1, String($0.1)) }
    }
  }

  private func emptyModules(_ files: [SourceFile]) -> [String] {
    let filled = Set(
      files.filter { !$0.isSwift || !Self.isBlank($0.text) }.map(\.module))
    return table.modules.sorted { $0.key < $1.key }.compactMap { name, module in
      switch (filled.contains(name), module.isPlanned) {
      case (false, false): "\(name): an empty module; create it with its first real code"
      case (true, true): "\(name): exists, but docs/architecture.md marks it planned"
      default: nil
      }
    }
  }

  private static func isBlank(_ text: String) -> Bool {
    CodeText(text).lines.allSatisfy { $0.allSatisfy(\.isWhitespace) }
  }

  private func shape(of file: SourceFile) -> [String] {
    var found: [String] = []
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.first?.contains("SPDX-License-Identifier: Apache-2.0") != true {
      found.append("\(file.path):1: the first line is the SPDX licence line")
    }
    // The split yields one empty piece after the last newline.
    if lines.count - 1 > Self.longestFile {
      found.append("\(file.path): \(lines.count - 1) lines; at most \(Self.longestFile)")
    }
    return found
  }

  private func code(of file: SourceFile) -> [String] {
    guard let module = table.modules[file.module] else {
      return ["\(file.path): \(file.module) is no module of docs/architecture.md"]
    }
    let code = CodeText(file.text)
    let arrows = Self.imports(in: code).compactMap { line, name in
      (refusal(of: name, in: file.module, module) ?? misplacement(of: name, in: file, module))
        .map { "\(file.path):\(line): \($0)" }
    }
    let isLibrary = module.floor < Self.outermostFloor
    let words = Self.forbidden + (isLibrary ? Self.forbiddenInLibraries : [])
    let calls = code.lines.enumerated().flatMap { index, line in
      words.filter { Self.uses($0, in: line) }.map { "\(file.path):\(index + 1): uses \($0)" }
    }
    return arrows + calls
  }

  /// Why this file of a module may not import what others of it may; nil where it may.
  private func misplacement(
    of name: String, in file: SourceFile, _ module: ModuleTable.Module
  ) -> String? {
    guard let folder = module.folders[name],
      !file.path.hasPrefix("\(file.module)/\(folder)/")
    else { return nil }
    return "imports \(name), which belongs to the folder \(folder)"
  }

  /// Why a module may not import another; nil where it may.
  private func refusal(of name: String, in importer: String, _ module: ModuleTable.Module)
    -> String?
  {
    let hosts = table.modules.filter { $0.value.outside.contains(name) }.keys.sorted()
    if !hosts.isEmpty {
      return hosts.contains(importer)
        ? nil : "\(importer) imports \(name), which belongs to \(hosts.joined(separator: ", "))"
    }
    if table.toolchain.contains(name) { return nil }
    guard let imported = table.modules[name] else {
      return "\(importer) imports \(name), which docs/architecture.md does not know"
    }
    if let only = module.only, only != name {
      return "\(importer) imports \(only) alone, not \(name)"
    }
    return imported.floor < module.floor
      ? nil
      : "\(importer) (floor \(module.floor)) imports \(name) (floor \(imported.floor))"
  }

  /// Whether a line uses a forbidden word that is not the tail of a longer name.
  private static func uses(_ word: String, in line: Substring) -> Bool {
    line.ranges(of: word).contains { range in
      guard let first = word.first, first != ".", range.lowerBound > line.startIndex else {
        return true
      }
      let before = line[line.index(before: range.lowerBound)]
      return !(before.isLetter || before.isNumber || before == "_" || before == ".")
    }
  }
}
