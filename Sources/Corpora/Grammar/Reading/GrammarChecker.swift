// SPDX-License-Identifier: Apache-2.0

/// Finds what is wrong with the rules of one kind of document beyond their spelling.
struct GrammarChecker {
  let rules: GrammarRules
  let roots: [String]
  /// Whether documents may imply their focus instead of telling it.
  let isImplying: Bool
  private(set) var mistakes: [GrammarMistake] = []

  /// What holds whatever is drawn.
  private struct Promise {
    /// The author's attributes that are disclosed for certain.
    var disclosed: UInt64 = 0
    /// Whether the focus is.
    var tells = false
    /// Whether a span may come about.
    var mayHoldSpans = false
  }

  private var promises: [Promise]

  /// Checks rules of which those named `roots` begin a document; the first of them must be there.
  init(_ rules: GrammarRules, roots: [String], isImplying: Bool, kindFile: String) {
    self.rules = rules
    self.roots = roots
    self.isImplying = isImplying
    promises = Array(repeating: Promise(), count: rules.rules.count)
    guard let main = rules.place(of: roots[0]) else {
      mistakes.append(
        GrammarMistake(
          file: kindFile, line: 1, column: 1, reason: "There is no rule '\(roots[0])'.",
          remedy: "Add 'rule \(roots[0])'; documents begin with it."))
      return
    }
    checkReferences()
    let (order, cycles) = rules.sorted()
    for cycle in cycles { reportCycle(cycle) }
    guard cycles.isEmpty else { return }
    for place in order { check(place) }
    for place in Set([main] + roots.compactMap(rules.place(of:))).sorted() {
      checkRoot(place)
    }
  }

  private mutating func report(
    _ rule: Int, line: Int, column: Int, _ reason: String, _ remedy: String
  ) {
    mistakes.append(
      GrammarMistake(
        file: rules.rules[rule].file, line: line, column: column, reason: reason, remedy: remedy))
  }

  private mutating func report(_ rule: Int, _ reason: String, _ remedy: String) {
    report(
      rule, line: rules.rules[rule].line, column: rules.rules[rule].column, reason, remedy)
  }

  private mutating func checkReferences() {
    for (place, rule) in rules.rules.enumerated() {
      if rule.alternatives.isEmpty {
        report(
          place, "The rule '\(rule.name)' has no alternative.",
          "Indent at least one line below it, or drop it.")
      }
      for alternative in rule.alternatives {
        var unknown: [(name: String, column: Int)] = []
        alternative.pieces.visit { piece in
          guard case .reference(let name, _) = piece.content,
            !GrammarParser.reservedNames.contains(name), rules.place(of: name) == nil
          else { return }
          unknown.append((name, piece.column))
        }
        for (name, column) in unknown {
          report(
            place, line: alternative.line, column: column, "There is no rule '\(name)'.",
            "Add 'rule \(name)', or correct the name.")
        }
      }
    }
  }

  private mutating func reportCycle(_ cycle: [Int]) {
    let names = (cycle + cycle.prefix(1)).map { rules.rules[$0].name }.joined(separator: " > ")
    report(
      cycle[0], "The rule '\(rules.rules[cycle[0]].name)' leads back to itself: \(names).",
      "Break the circle; rules must not be recursive.")
  }

  /// Works out what a rule promises, and checks its alternatives by it.
  private mutating func check(_ place: Int) {
    let rule = rules.rules[place]
    var common = Promise(disclosed: .max, tells: true)
    for alternative in rule.alternatives {
      let promise = promise(of: alternative.pieces)
      common.disclosed &= promise.disclosed
      common.tells = common.tells && promise.tells
      common.mayHoldSpans = common.mayHoldSpans || promise.mayHoldSpans
      checkInner(of: alternative.pieces, place, line: alternative.line)
      check(alternative, promise, of: place)
    }
    promises[place] = common
  }

  private func promise(of pieces: [GrammarPiece]) -> Promise {
    var result = Promise()
    for piece in pieces {
      switch piece.content {
      case .literal: continue
      case .slot(.author, .attribute(let attribute), _), .implied(let attribute, _, _):
        result.disclosed |= 1 << UInt64(attribute.rawValue)
        result.mayHoldSpans = true
      case .slot, .decoy: result.mayHoldSpans = true
      case .reference(let name, let isOptional):
        let part = promise(ofReferenceTo: name)
        result.mayHoldSpans = result.mayHoldSpans || part.mayHoldSpans
        if isOptional { continue }
        result.disclosed |= part.disclosed
        result.tells = result.tells || part.tells
      }
    }
    return result
  }

  private func promise(ofReferenceTo name: String) -> Promise {
    switch name {
    case "tell": Promise(tells: true, mayHoldSpans: true)
    // Where the focus may be implied, a hint is one at the focus first.
    case "hint": Promise(tells: isImplying, mayHoldSpans: true)
    case "extra": Promise(mayHoldSpans: true)
    default: rules.place(of: name).map { promises[$0] } ?? Promise()
    }
  }

  /// Reports spans within implied spans.
  private mutating func checkInner(of pieces: [GrammarPiece], _ place: Int, line: Int) {
    for piece in pieces {
      guard case .implied(_, _, let inner) = piece.content, promise(of: inner).mayHoldSpans else {
        continue
      }
      report(
        place, line: line, column: piece.column,
        "A span lies within an implied span.",
        "Keep slots out of what stands between '|' and ']]', and out of its rules.")
    }
  }

  private mutating func check(
    _ alternative: GrammarAlternative, _ promise: Promise, of place: Int
  ) {
    let name = rules.rules[place].name
    if name.hasPrefix("tell."), let attribute = Attribute(name: name.dropFirst(5)),
      promise.disclosed & 1 << UInt64(attribute.rawValue) == 0
    {
      report(
        place, line: alternative.line, column: 1,
        "This alternative may leave out \(attribute.name), which its rule must tell.",
        "Write the slot '<\(attribute.name)>' or an implied span of it, not as an optional.")
    }
    if name.hasPrefix("hint."), promise.mayHoldSpans {
      report(
        place, line: alternative.line, column: 1, "A span lies within a hint.",
        "A hint is one implied span: keep slots out of it and of its rules.")
    }
  }

  private mutating func checkRoot(_ place: Int) {
    guard !promises[place].tells else { return }
    report(
      place, "The rule '\(rules.rules[place].name)' may leave out the document's focus.",
      isImplying
        ? "Let every alternative hold {tell} or {hint}, not as an optional."
        : "Let every alternative hold {tell}, not as an optional.")
  }
}
