// SPDX-License-Identifier: Apache-2.0

/// The rules that one kind of document can use, by name, and how they hang together.
struct GrammarRules {
  /// Shared rules first, then those of the kind's own file; a rule of the latter hides a shared one.
  private(set) var rules: [GrammarRule] = []
  private var places: [String: Int] = [:]

  init(_ files: [[GrammarRule]]) {
    for rule in files.joined() {
      if let place = places[rule.name] {
        rules[place] = rule
      } else {
        places[rule.name] = rules.count
        rules.append(rule)
      }
    }
  }

  /// The position of a rule; nil where there is none of this name.
  func place(of name: String) -> Int? { places[name] }

  /// The positions of the rules that a reference may lead to.
  func targets(of name: String) -> [Int] {
    switch name {
    case "tell", "extra": places(prefix: "tell.")
    case "hint": places(prefix: "hint.")
    default: place(of: name).map { [$0] } ?? []
    }
  }

  private func places(prefix: String) -> [Int] {
    rules.indices.filter { rules[$0].name.hasPrefix(prefix) }
  }

  /// The positions of the rules that a rule's alternatives refer to by their own names.
  func namedTargets(ofRule place: Int) -> [Int] {
    var found: [Int] = []
    for alternative in rules[place].alternatives {
      alternative.pieces.visit { piece in
        guard case .reference(let name, _) = piece.content else { return }
        if let target = self.place(of: name) { found.append(target) }
      }
    }
    return found
  }

  /// The positions of the rules that a rule's alternatives may lead to.
  func targets(ofRule place: Int) -> [Int] {
    var found: [Int] = []
    for alternative in rules[place].alternatives {
      alternative.pieces.visit { piece in
        guard case .reference(let name, _) = piece.content else { return }
        found += targets(of: name)
      }
    }
    return found
  }

  /// The positions of the rules that can be reached from some rules.
  func reachable(from roots: [String]) -> [Bool] {
    var isReached = [Bool](repeating: false, count: rules.count)
    var waiting = roots.compactMap(place(of:))
    while let next = waiting.popLast() {
      guard !isReached[next] else { continue }
      isReached[next] = true
      waiting += targets(ofRule: next)
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
      for target in targets(ofRule: place) { visit(target) }
      path.removeLast()
      state[place] = 2
      order.append(place)
    }
    for place in rules.indices { visit(place) }
    return (order, cycles)
  }
}
