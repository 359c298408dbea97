// SPDX-License-Identifier: Apache-2.0

/// Lays the checked rules of all kinds out in flat tables.
///
/// A shared rule is compiled once, unless it leads to one that a kind's own file hides: the tables of
/// all kinds together then fit in a core's second cache.
struct GrammarCompiler: ~Copyable {
  private(set) var steps: [GrammarStep] = []
  private(set) var alternatives: [CompiledAlternative] = []
  /// By alternative the first that opens with the same words: both are not to stand in one text.
  private(set) var wordings: [Int32] = []
  private var openings: [[UInt8]: Int32] = [:]
  /// For each alternative the sum of the weights of its rule up to and with it.
  private(set) var weightSums: [UInt32] = []
  /// What alternatives ask; the first asks nothing.
  private(set) var needs = [GrammarNeeds()]
  private(set) var rules: [CompiledRule] = []
  private(set) var otherRequirements: [(role: UInt8, requirement: GrammarRequirement)] = []
  private(set) var partialTargets: [Int32] = []
  private(set) var pool: [UInt8] = []
  private(set) var loweredOffset = 0
  private var loweredPool: [UInt8] = []
  private(set) var typos: TypoTable
  /// For `tell.` rules the rule of the alternatives that state the attribute.
  private(set) var statingRules: [Int: Int] = [:]
  /// The positions in `rules` of the rules of the kind that is compiled, by name.
  private var places: [String: Int] = [:]
  /// The positions of shared rules that lead to shared ones alone.
  private var sharedPlaces: [String: Int] = [:]
  private var literals: [ArraySlice<UInt8>: GrammarStep] = [:]

  init(typos: TypoTable) {
    self.typos = typos
  }

  /// Compiles what documents that begin with `roots` can come to.
  ///
  /// - Returns: The positions of the rules that can be come to, by name.
  mutating func compile(_ tree: GrammarRules, roots: [String]) -> [String: Int] {
    places = [:]
    let isReached = tree.reachable(from: roots)
    var isShared = [Bool](repeating: false, count: tree.rules.count)
    for place in tree.sorted().order where isReached[place] {
      let rule = tree.rules[place]
      isShared[place] =
        rule.file == GrammarSet.sharedName + ".grammar"
        && tree.namedTargets(ofRule: place).allSatisfy { isShared[$0] }
      if isShared[place], let known = sharedPlaces[rule.name] {
        places[rule.name] = known
        continue
      }
      compile(rule)
      places[rule.name] = rules.count - 1
      if isShared[place] { sharedPlaces[rule.name] = rules.count - 1 }
    }
    return places
  }

  /// Ends the pool, with the lowered literals behind the others, so that every literal can be copied
  /// by thirty-two bytes at a time.
  mutating func finish() {
    let padding = [UInt8](repeating: 0, count: 32)
    loweredOffset = pool.count
    pool += loweredPool + padding
    loweredPool = []
  }

  private mutating func compile(_ rule: GrammarRule) {
    let start = Int32(alternatives.count)
    let hinted = rule.name.hasPrefix("hint.") ? Attribute(name: rule.name.dropFirst(5)) : nil
    var states: [UInt64] = []
    for alternative in rule.alternatives {
      var stated: UInt64 = 0
      append(
        compile(alternative, hinted, &stated),
        wording: wording(of: alternative, at: wordings.count))
      states.append(stated)
    }
    let weights = rule.alternatives.map(\.weight)
    append(rule.name, start, weights, states)
    guard rule.name.hasPrefix("tell."), let told = Attribute(name: rule.name.dropFirst(5)) else {
      return
    }
    appendStating(told, of: rules.count - 1, weights, states)
  }

  private mutating func append(_ alternative: CompiledAlternative, wording: Int32) {
    var added = alternative
    added.opensAlike = Int(wording) != alternatives.count
    alternatives.append(added)
    wordings.append(wording)
  }

  /// Adds the rule of the alternatives from `start` on.
  private mutating func append(
    _ name: String, _ start: Int32, _ weights: [Int], _ states: [UInt64]
  ) {
    var sum: UInt32 = 0
    for weight in weights {
      sum += UInt32(weight)
      weightSums.append(sum)
    }
    let own = alternatives[Int(start)...]
    rules.append(
      CompiledRule(
        alternatives: start..<Int32(alternatives.count), weightSum: sum,
        isUniform: Set(weights).count == 1, isTotal: own.contains { $0.needs == 0 },
        isVaried: own.count > 1 && own.contains(where: \.isWording),
        isEmoji: name.hasPrefix("emoji") || name.hasPrefix("emoticon"),
        isTopic: name == "topic" || name.hasPrefix("topic."),
        stated: states.reduce(UInt64.max, &)))
  }

  /// Adds before a `tell.` rule, under the same steps, the rule of those of its alternatives that
  /// state the attribute, which a focus is told by; where there are none it is the rule itself.
  private mutating func appendStating(
    _ told: Attribute, of rule: Int, _ weights: [Int], _ states: [UInt64]
  ) {
    let all = rules[rule].alternatives
    let start = Int32(alternatives.count)
    let kept = states.indices.filter { states[$0] & 1 << UInt64(told.rawValue) != 0 }
    guard !kept.isEmpty, kept.count < states.count else {
      statingRules[rule] = rule
      return
    }
    for place in kept {
      append(
        alternatives[Int(all.lowerBound) + place],
        wording: wordings[Int(all.lowerBound) + place])
    }
    append("", start, kept.map { weights[$0] }, kept.map { states[$0] })
    // The rule that was asked for stays the last one.
    rules.swapAt(rule, rule + 1)
    statingRules[rule + 1] = rule
  }

  /// Returns the first alternative that opens with the same words, `place` where it is the first.
  private mutating func wording(of alternative: GrammarAlternative, at place: Int) -> Int32 {
    guard let opening = alternative.opening else { return Int32(place) }
    let first = openings[opening] ?? Int32(place)
    openings[opening] = first
    return first
  }

  /// What an alternative asks of people, gathered while its steps are laid out.
  private struct Needs {
    var roles = [GrammarRequirement](repeating: .init(), count: GrammarRole.count)
    var partialTargets: [Int32] = []
    /// The author's attributes that are stated, verbatim or normalized.
    var stated: UInt64 = 0
  }

  private mutating func compile(
    _ alternative: GrammarAlternative, _ hinted: Attribute?, _ stated: inout UInt64
  ) -> CompiledAlternative {
    var gathered = Needs()
    for condition in alternative.conditions { gathered.roles[condition.role.index].add(condition) }
    let start = steps.count
    if let hinted, let hardness = alternative.hardness {
      append(alternative.pieces, impliedOf: hinted, hardness, alternative.conditions, &gathered)
    } else {
      append(alternative.pieces, alternative.conditions, &gathered)
    }
    stated = gathered.stated
    return CompiledAlternative(
      steps: start..<steps.count, needs: place(of: gathered), isWording: alternative.isWording)
  }

  /// Returns the position of what an alternative asks, which others may ask as well.
  private mutating func place(of gathered: Needs) -> UInt16 {
    var asked = GrammarNeeds(author: gathered.roles[0])
    let firstOther = Int32(otherRequirements.count)
    for role in GrammarRole.allCases.dropFirst() where !gathered.roles[role.index].isEmpty {
      otherRequirements.append((role.rawValue, gathered.roles[role.index]))
    }
    asked.others = firstOther..<Int32(otherRequirements.count)
    let firstTarget = Int32(partialTargets.count)
    partialTargets += gathered.partialTargets
    asked.partialTargets = firstTarget..<Int32(partialTargets.count)
    if asked.isSimple {
      (asked.others, asked.partialTargets) = (0..<0, 0..<0)
      if let known = needs.firstIndex(of: asked) { return UInt16(known) }
    }
    needs.append(asked)
    return UInt16(needs.count - 1)
  }

  private mutating func append(
    _ pieces: [GrammarPiece], _ conditions: [GrammarCondition], _ needs: inout Needs
  ) {
    for piece in pieces {
      switch piece.content {
      case .literal(let bytes): append(literal: bytes)
      case .slot(let role, let label, let form):
        append(slot: label, role, form, &needs)
      case .decoy(let label, let form):
        steps.append(
          GrammarStep(action: .decoy, label: label.code, form: UInt8(form.index)))
      case .reference(let name, let isOptional):
        append(reference: name, isOptional: isOptional, &needs)
      case .implied(let attribute, let hardness, let inner):
        append(inner, impliedOf: attribute, hardness, conditions, &needs)
      }
    }
  }

  private mutating func append(
    _ pieces: [GrammarPiece], impliedOf attribute: Attribute, _ hardness: Int,
    _ conditions: [GrammarCondition], _ needs: inout Needs
  ) {
    needs.roles[0].needed |= 1 << UInt64(attribute.rawValue)
    let certainty = attribute.certainty(hardness: hardness, under: conditions)
    steps.append(
      GrammarStep(
        action: .beginImplied, role: UInt8(hardness), label: attribute.rawValue,
        form: UInt8(certainty)))
    append(pieces, conditions, &needs)
    steps.append(GrammarStep(action: .endImplied))
  }

  private mutating func append(
    slot label: SpanLabel, _ role: GrammarRole, _ form: AttributeForm, _ needs: inout Needs
  ) {
    guard case .attribute(let attribute) = label else {
      return steps.append(
        GrammarStep(action: .local, label: label.code, form: UInt8(form.index)))
    }
    needs.roles[role.index].needed |= 1 << UInt64(attribute.rawValue)
    if role == .author, form.disclosure != .partial {
      needs.stated |= 1 << UInt64(attribute.rawValue)
    }
    steps.append(
      GrammarStep(
        action: .slot, role: role.rawValue, label: attribute.rawValue, form: UInt8(form.index)))
  }

  private mutating func append(
    reference name: String, isOptional: Bool, _ needs: inout Needs
  ) {
    switch name {
    case "tell": steps.append(GrammarStep(action: isOptional ? .optionalTell : .tell))
    case "extra": steps.append(GrammarStep(action: isOptional ? .optionalExtra : .extra))
    case "hint": steps.append(GrammarStep(action: isOptional ? .optionalHint : .hint))
    default:
      guard let place = places[name] else { return }
      if !isOptional { needs.stated |= rules[place].stated }
      if !isOptional, !rules[place].isTotal { needs.partialTargets.append(Int32(place)) }
      steps.append(
        GrammarStep(action: isOptional ? .optionalRule : .rule, first: Int32(place)))
    }
  }

  /// Adds the steps of a literal; equal ones have their place in the pool in common.
  private mutating func append(literal bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = rest.prefix(GrammarStep.longestLiteral)
      rest = rest.dropFirst(part.count)
      if let known = literals[part] {
        steps.append(known)
        continue
      }
      let wordCount = typos.addWords(of: Array(part), at: pool.count)
      let step = GrammarStep.literal(at: pool.count, part, wordCount: wordCount)
      pool += part
      loweredPool += SentenceCase.lowered(Array(part))
      literals[part] = step
      steps.append(step)
    }
  }
}
