// SPDX-License-Identifier: Apache-2.0

/// The rules that one kind of document can use, by name, and how they hang together.
struct GrammarRules {
  /// Shared rules first, then those of the kind's own file; a rule of the latter hides a shared one.
  private(set) var rules: [GrammarRule] = []
  private var places: [String: Int] = [:]
  /// By rule the positions that its alternatives may lead to.
  private var targets: [[Int]] = []

  init(_ files: [[GrammarRule]]) {
    for rule in files.joined() {
      if let place = places[rule.name] {
        rules[place] = rule
      } else {
        places[rule.name] = rules.count
        rules.append(rule)
      }
    }
    let tells = places(prefix: "tell.")
    let hints = places(prefix: "hint.")
    targets = rules.map { rule in
      var found: [Int] = []
      visitReferences(of: rule) { name in
        switch name {
        case "tell", "extra": found += tells
        case "hint": found += hints
        default: if let target = place(of: name) { found.append(target) }
        }
      }
      return found
    }
  }

  /// The position of a rule; nil where there is none of this name.
  func place(of name: String) -> Int? { places[name] }

  private func places(prefix: String) -> [Int] {
    rules.indices.filter { rules[$0].name.hasPrefix(prefix) }
  }

  /// The positions of the rules that a rule's alternatives refer to by their own names.
  func namedTargets(ofRule place: Int) -> [Int] {
    var found: [Int] = []
    visitReferences(of: rules[place]) { name in
      if let target = self.place(of: name) { found.append(target) }
    }
    return found
  }

  private func visitReferences(of rule: GrammarRule, _ body: (String) -> Void) {
    for alternative in rule.alternatives {
      alternative.pieces.visit { piece in
        if case .reference(let name, _) = piece.content { body(name) }
      }
    }
  }

  /// The positions of the rules that can be reached from some rules.
  func reachable(from roots: [String]) -> [Bool] {
    var isReached = [Bool](repeating: false, count: rules.count)
    var waiting = roots.compactMap(place(of:))
    while let next = waiting.popLast() {
      guard !isReached[next] else { continue }
      isReached[next] = true
      waiting += targets[next]
    }
    return isReached
  }

  /// All positions so that a rule comes after those that it refers to, and the cycles met.
  func sorted() -> (order: [Int], cycles: [[Int]]) {
    var state = [Int](repeating: 0, count: rules.count)
    var order: [Int] = []
    var cycles: [[Int]] = []
    var path: [Int] = []
    func visit(_ place: Int) {
      if state[place] == 1, let start = path.firstIndex(of: place) {
        cycles.append(Array(path[start...]))
      }
      guard state[place] == 0 else { return }
      state[place] = 1
      path.append(place)
      for target in targets[place] { visit(target) }
      path.removeLast()
      state[place] = 2
      order.append(place)
    }
    for place in rules.indices { visit(place) }
    return (order, cycles)
  }
}
