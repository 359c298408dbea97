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
    var found: [(word: String, isSmall: Bool, place: GrammarMistake)] = []
    for rule in rules {
      for alternative in rule.alternatives {
        alternative.pieces.visit { piece in
          guard case .literal(let bytes) = piece.content else { return }
          for word in GrammarReader.words(in: bytes) {
            let place = GrammarMistake(
              file: rule.file, line: alternative.line, column: piece.column,
              reason: "'\(word)' may be taken for a value.",
              remedy: "Write a slot, or another word.")
            found.append((word, word.utf8.first.map(SentenceCase.isSmall) ?? false, place))
          }
        }
      }
    }
    commonWords = Set(found.lazy.filter(\.isSmall).map { $0.word.lowercased() })
    allWords = Set(found.lazy.map { $0.word.lowercased() })
    for (word, _, place) in found {
      let digits = word.utf8.count(where: SentenceCase.isDigit)
      let small = word.lowercased()
      let isName = small.count >= 5 && !commonWords.contains(small) && lexiconTokens.contains(small)
      if digits > 2 || isName, !mistakes.contains(place) { mistakes.append(place) }
    }
  }

  /// The runs of letters and digits of a literal.
  static func words(in literal: [UInt8]) -> [String] {
    literal.split { byte in
      !(SentenceCase.isCapital(byte) || SentenceCase.isSmall(byte) || SentenceCase.isDigit(byte))
    }.map { String(decoding: $0, as: UTF8.self) }
  }
}
