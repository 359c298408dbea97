// SPDX-License-Identifier: Apache-2.0

/// Lays the checked rules of all kinds out in flat tables.
///
/// A shared rule is compiled once, unless it leads to one that a kind's own file hides: the tables of
/// all kinds together then fit in a core's second cache.
struct GrammarCompiler: ~Copyable {
  private(set) var steps: [GrammarStep] = []
  private(set) var alternatives: [CompiledAlternative] = []
  /// What alternatives ask; the first asks nothing.
  private(set) var needs = [GrammarNeeds()]
  private(set) var rules: [CompiledRule] = []
  private(set) var otherRequirements: [(role: UInt8, requirement: GrammarRequirement)] = []
  private(set) var partialTargets: [Int32] = []
  private(set) var pool: [UInt8] = []
  private(set) var loweredPool: [UInt8] = []
  private(set) var typos: TypoTable
  /// For `tell.` rules the rule of the alternatives that state the attribute.
  private(set) var statingRules: [Int: Int] = [:]
  /// The positions in `rules` of the rules of the kind that is compiled, by name.
  private var places: [String: Int] = [:]
  /// The positions of shared rules that lead to shared ones alone.
  private var sharedPlaces: [String: Int] = [:]

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

  /// Ends the pools so that every literal can be copied by thirty-two bytes at a time.
  mutating func finish() {
    let padding = [UInt8](repeating: 0, count: 32)
    pool += padding
    loweredPool += padding
  }

  private mutating func compile(_ rule: GrammarRule) {
    let start = Int32(alternatives.count)
    let hinted = rule.name.hasPrefix("hint.") ? Attribute(name: rule.name.dropFirst(5)) : nil
    var states: [UInt64] = []
    for alternative in rule.alternatives {
      var stated: UInt64 = 0
      var compiled = compile(alternative, hinted, &stated)
      compiled.weight = UInt32(alternative.weight)
      alternatives.append(compiled)
      states.append(stated)
    }
    append(rule.name, start, states)
    guard rule.name.hasPrefix("tell."), let told = Attribute(name: rule.name.dropFirst(5)) else {
      return
    }
    appendStating(told, of: rules.count - 1, states)
  }

  /// Adds the rule of the alternatives from `start` on.
  private mutating func append(_ name: String, _ start: Int32, _ states: [UInt64]) {
    var sum: UInt32 = 0
    var isTotal = false
    var weights = Set<UInt32>()
    for place in Int(start)..<alternatives.count {
      sum += alternatives[place].weight
      alternatives[place].weightSum = sum
      weights.insert(alternatives[place].weight)
      isTotal = isTotal || alternatives[place].needs == 0
    }
    rules.append(
      CompiledRule(
        alternatives: start..<Int32(alternatives.count), weightSum: sum,
        isUniform: weights.count == 1, isTotal: isTotal,
        isEmoji: name.hasPrefix("emoji") || name.hasPrefix("emoticon"),
        isTopic: name == "topic" || name.hasPrefix("topic."),
        stated: states.reduce(UInt64.max, &)))
  }

  /// Adds before a `tell.` rule, under the same steps, the rule of those of its alternatives that
  /// state the attribute, which a focus is told by; where there are none it is the rule itself.
  private mutating func appendStating(_ told: Attribute, of rule: Int, _ states: [UInt64]) {
    let all = rules[rule].alternatives
    let start = Int32(alternatives.count)
    let kept = states.indices.filter { states[$0] & 1 << UInt64(told.rawValue) != 0 }
    guard !kept.isEmpty, kept.count < states.count else {
      statingRules[rule] = rule
      return
    }
    for place in kept { alternatives.append(alternatives[Int(all.lowerBound) + place]) }
    append("", start, kept.map { states[$0] })
    // The rule that was asked for stays the last one.
    rules.swapAt(rule, rule + 1)
    statingRules[rule + 1] = rule
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
    let start = Int32(steps.count)
    if let hinted, let hardness = alternative.hardness {
      append(alternative.pieces, impliedOf: hinted, hardness, alternative.conditions, &gathered)
    } else {
      append(alternative.pieces, alternative.conditions, &gathered)
    }
    var compiled = CompiledAlternative()
    compiled.firstStep = start
    compiled.stepCount = UInt16(steps.count - Int(start))
    compiled.needs = place(of: gathered)
    stated = gathered.stated
    return compiled
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

  private mutating func append(literal bytes: [UInt8]) {
    let start = pool.count
    let words = typos.words(in: bytes)
    pool += bytes
    loweredPool += SentenceCase.lowered(bytes)
    steps.append(
      GrammarStep(
        action: .literal, role: bytes[0] == 0x20 ? 1 : bytes[0] == 0x0a ? 2 : 0,
        form: UInt8(words.count), first: Int32(start),
        length: Int32(bytes.count), firstWord: Int32(words.lowerBound)))
  }
}

extension Attribute {
  /// The facet whose categories tell this attribute's values apart; nil where there is none.
  var facet: Facet? {
    switch self {
    case .sex: .sex
    case .age, .birthDate: .ageBand
    case .relationshipStatus: .relationship
    case .education: .education
    case .incomeLevel, .income: .incomeLevel
    case .jobTitle: .occupation
    case .childrenCount: .parenthood
    case .country: .locale
    default: nil
    }
  }

  /// The certainty of an implied span: 6 less the hardness, and one less for each further category
  /// that fits the conditions; at least 1.
  func certainty(hardness: Int, under conditions: [GrammarCondition]) -> Int {
    var fitting = 1
    if let facet {
      var isAllowed = facet.categories.map { _ in true }
      for condition in conditions where condition.role == .author && condition.facet == facet {
        isAllowed = zip(isAllowed, condition.isAllowed).map { $0 && $1 }
      }
      fitting = isAllowed.count { $0 }
    }
    return max(1, 6 - hardness - max(0, fitting - 1))
  }
}
