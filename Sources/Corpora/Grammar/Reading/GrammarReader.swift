// SPDX-License-Identifier: Apache-2.0

/// Reads, checks and compiles the grammars of all kinds together.
struct GrammarReader {
  private(set) var mistakes: [GrammarMistake] = []
  private(set) var warnings: [GrammarMistake] = []
  private(set) var commonWords: Set<String> = []
  private var trees: [GrammarRules?]
  private var lists: [[String: GrammarList]]
  private let lexiconTokens: Set<String>
  private var allWords: Set<String> = []

  init(_ sources: [GrammarSet.Source], lexiconTokens: Set<String>) {
    self.lexiconTokens = lexiconTokens
    trees = Array(repeating: nil, count: DocumentKind.count)
    lists = Array(repeating: [:], count: DocumentKind.count)
    var shared: [GrammarRule] = []
    var own: [(kind: DocumentKind, rules: [GrammarRule])] = []
    for source in sources {
      var parser = GrammarParser(file: source.file)
      parser.read(source.text)
      mistakes += parser.mistakes
      if source.name == GrammarSet.sharedName {
        shared += parser.rules
      } else if let kind = DocumentKind(name: source.name) {
        own.append((kind, parser.rules))
        lists[kind.index] = parser.lists
      } else {
        let names = [GrammarSet.sharedName] + DocumentKind.allCases.map(\.name)
        mistakes.append(
          GrammarMistake(
            file: source.file, line: 1, column: 1,
            reason: "'\(source.name)' is no kind of document.",
            remedy: GrammarScanner.remedy(among: names)))
      }
    }
    guard mistakes.isEmpty else { return }
    check(shared, own)
  }

  /// The rules that begin the documents of a kind: `main`, and others where the kind has them.
  static func roots(of kind: DocumentKind) -> [String] {
    kind == .thread ? ["main", "reply"] : ["main"]
  }

  private mutating func check(
    _ shared: [GrammarRule], _ own: [(kind: DocumentKind, rules: [GrammarRule])]
  ) {
    var isUsed = Set<String>()
    for (kind, rules) in own {
      let tree = GrammarRules([shared, rules])
      let roots = GrammarReader.roots(of: kind)
      let checker = GrammarChecker(
        tree, roots: roots, isImplying: kind == .thread, kindFile: kind.name + ".grammar")
      for name in GrammarParser.listNames {
        if let list = lists[kind.index][name] { check(list, tree, isImplying: kind == .thread) }
      }
      for mistake in checker.mistakes where !mistakes.contains(mistake) {
        mistakes.append(mistake)
      }
      for (place, isReached) in tree.reachable(from: roots).enumerated() where isReached {
        isUsed.insert(tree.rules[place].file + " " + tree.rules[place].name)
      }
      trees[kind.index] = tree
    }
    for rule in shared + own.flatMap(\.rules) where !isUsed.contains(rule.file + " " + rule.name) {
      warnings.append(
        GrammarMistake(
          file: rule.file, line: rule.line, column: rule.column,
          reason: "Nothing leads to the rule '\(rule.name)'.", remedy: "Refer to it, or drop it."))
    }
    checkWords(in: shared + own.flatMap(\.rules))
  }

  /// Reports listed attributes that no rule tells.
  private mutating func check(_ list: GrammarList, _ tree: GrammarRules, isImplying: Bool) {
    for attribute in list.attributes where tree.place(of: "tell.\(attribute.name)") == nil {
      if isImplying, tree.place(of: "hint.\(attribute.name)") != nil { continue }
      mistakes.append(
        GrammarMistake(
          file: list.file, line: list.line, column: 1,
          reason: "No rule tells '\(attribute.name)', which is listed.",
          remedy: "Add 'rule tell.\(attribute.name)', or drop it from the list."))
    }
  }

  /// Compiles the trees, which hold no mistake.
  func compiled() -> [Grammar?] {
    var compiler = GrammarCompiler(typos: TypoTable(taken: allWords.union(lexiconTokens)))
    var places: [[String: Int]?] = []
    for kind in DocumentKind.allCases {
      guard let tree = trees[kind.index] else {
        places.append(nil)
        continue
      }
      places.append(compiler.compile(tree, roots: GrammarReader.roots(of: kind)))
    }
    compiler.finish()
    var grammars: [Grammar?] = []
    for kind in DocumentKind.allCases {
      guard let places = places[kind.index] else {
        grammars.append(nil)
        continue
      }
      grammars.append(
        Grammar(name: kind.name, compiler: compiler, places: places, lists: lists[kind.index]))
    }
    return grammars
  }
}

/// Literals must not hold what could be a value.
extension GrammarReader {
  private mutating func checkWords(in rules: [GrammarRule]) {
    var words = Set<String>()
    GrammarReader.visitLiterals(of: rules) { bytes, _ in
      words.formUnion(GrammarReader.words(in: bytes))
    }
    let small = words.map { (word: $0, small: $0.lowercased()) }
    commonWords = Set(
      small.lazy.filter { $0.word.utf8.first.map(SentenceCase.isSmall) ?? false }.map(\.small))
    allWords = Set(small.lazy.map(\.small))
    let suspects = Set(small.lazy.filter(mayBeValue).map(\.word))
    if suspects.isEmpty { return }
    GrammarReader.visitLiterals(of: rules) { bytes, place in
      for word in GrammarReader.words(in: bytes) where suspects.contains(word) {
        let mistake = GrammarMistake(
          file: place.rule.file, line: place.line, column: place.column,
          reason: "'\(word)' may be taken for a value.", remedy: "Write a slot, or another word.")
        if !mistakes.contains(mistake) { mistakes.append(mistake) }
      }
    }
  }

  /// Whether a word looks like a number that means somebody, or is part of a lexicon's value and no
  /// common word.
  private func mayBeValue(_ word: String, small: String) -> Bool {
    word.utf8.count(where: SentenceCase.isDigit) > 2
      || small.utf8.count >= 5 && !commonWords.contains(small) && lexiconTokens.contains(small)
  }

  /// Calls `body` with each literal and where it stands.
  private static func visitLiterals(
    of rules: [GrammarRule],
    _ body: ([UInt8], (rule: GrammarRule, line: Int, column: Int)) -> Void
  ) {
    for rule in rules {
      for alternative in rule.alternatives {
        alternative.pieces.visit { piece in
          guard case .literal(let bytes) = piece.content else { return }
          body(bytes, (rule, alternative.line, piece.column))
        }
      }
    }
  }

  /// The runs of letters and digits of a literal.
  static func words(in literal: [UInt8]) -> [String] {
    literal.split { byte in
      !(SentenceCase.isCapital(byte) || SentenceCase.isSmall(byte) || SentenceCase.isDigit(byte))
    }.map { String(decoding: $0, as: UTF8.self) }
  }
}
