// SPDX-License-Identifier: Apache-2.0

/// Reads one grammar file line by line and goes on after a mistake, so that all are found.
struct GrammarParser {
  let file: String
  private(set) var rules: [GrammarRule] = []
  private(set) var mistakes: [GrammarMistake] = []
  /// The attributes of the lines `focus:` and `extra:`, where they are there.
  private(set) var lists: [String: GrammarList] = [:]
  private var lineNumber = 0

  init(file: String) {
    self.file = file
  }

  /// The names that stand for a rule chosen while a document is written.
  static let reservedNames = ["tell", "extra", "hint"]

  /// What stands before the colon of a line that lists attributes.
  static let listNames = ["focus", "extra"]

  /// Reads all lines of a file.
  mutating func read(_ text: String) {
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      lineNumber += 1
      read(line: Array(line))
    }
  }

  private mutating func read(line: [UInt8]) {
    var line = line
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    guard let start = line.firstIndex(where: { !GrammarScanner.isBlank($0) }) else { return }
    if start > 0 {
      readAlternative(line, from: start)
    } else if line[0] != UInt8(ascii: "#") {
      readRule(line)
    }
  }

  private mutating func readRule(_ line: [UInt8]) {
    var scanner = GrammarScanner(line)
    let word = scanner.name()
    if GrammarParser.listNames.contains(word), scanner.take(":") {
      return readList(word, &scanner)
    }
    guard word == "rule", scanner.skipBlanks() > 0 else {
      return report(
        column: 1, "A line that is not indented begins a rule, lists attributes or is a comment.",
        "Write 'rule NAME', 'focus:' or 'extra:', or indent the line to make it an alternative.")
    }
    let column = scanner.column
    let name = scanner.name()
    scanner.skipBlanks()
    guard !name.isEmpty, scanner.isAtEnd else {
      return report(
        column: scanner.column, "This is no name of a rule.",
        "Use letters, digits, '-' and '.', and nothing after the name.")
    }
    if GrammarParser.reservedNames.contains(name) {
      report(
        column: column, "'\(name)' stands for a rule chosen while a document is written.",
        "Call the rule otherwise.")
    } else if rules.contains(where: { $0.name == name }) {
      report(
        column: column, "The rule '\(name)' stands twice in this file.",
        "Join the two, or rename one.")
    }
    checkSuffix(of: name, column: column)
    rules.append(GrammarRule(name: name, file: file, line: lineNumber, column: column))
  }

  /// Reads the attributes of a line such as `focus: full-name, city`.
  private mutating func readList(_ word: String, _ scanner: inout GrammarScanner) {
    var list = GrammarList(file: file, line: lineNumber)
    guard lists[word] == nil else {
      return report(
        column: 1, "'\(word):' stands twice in this file.", "Join the two lines.")
    }
    do throws(GrammarScanner.Failure) {
      repeat {
        scanner.skipBlanks()
        let column = scanner.column
        let names = Attribute.allCases.map(\.name)
        let attribute = try scanner.name("attribute", among: names) { Attribute(name: $0) }
        guard !list.attributes.contains(attribute) else {
          return report(
            column: column, "'\(attribute.name)' stands twice in the list.", "Drop one.")
        }
        list.attributes.append(attribute)
        scanner.skipBlanks()
      } while scanner.take(",")
      guard scanner.isAtEnd else {
        throw scanner.failure("A comma is missing.", "Part the attributes by commas.")
      }
      lists[word] = list
    } catch {
      report(column: error.column, error.reason, error.remedy)
    }
  }

  /// Reports `tell.` and `hint.` in front of something that is no attribute.
  private mutating func checkSuffix(of name: String, column: Int) {
    for prefix in ["tell.", "hint."] where name.hasPrefix(prefix) {
      let suffix = name.dropFirst(prefix.count)
      guard Attribute(name: suffix) == nil else { continue }
      report(
        column: column + prefix.count, "'\(suffix)' is no attribute.",
        GrammarScanner.remedy(among: Attribute.allCases.map(\.name)))
    }
  }

  private mutating func readAlternative(_ line: [UInt8], from start: Int) {
    guard let rule = rules.last else {
      return report(
        column: start + 1, "An alternative comes before the first rule.",
        "Begin with a line 'rule NAME'.")
    }
    var scanner = GrammarScanner(line, from: start)
    let isHint = rule.name.hasPrefix("hint.")
    do {
      let alternative = try scanner.alternative(line: lineNumber, isHint: isHint)
      rules[rules.count - 1].alternatives.append(alternative)
    } catch {
      mistakes.append(
        GrammarMistake(
          file: file, line: lineNumber, column: error.column, reason: error.reason,
          remedy: error.remedy))
    }
  }

  private mutating func report(column: Int, _ reason: String, _ remedy: String) {
    mistakes.append(
      GrammarMistake(
        file: file, line: lineNumber, column: column, reason: reason, remedy: remedy))
  }
}
