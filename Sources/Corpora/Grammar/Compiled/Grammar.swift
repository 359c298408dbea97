// SPDX-License-Identifier: Apache-2.0

/// A kind's grammar, checked and compiled to flat tables.
///
/// An alternative is a run of steps; a rule is a run of alternatives with running sums of weights;
/// literals lie in one pool of bytes, and once more behind all of them in the same layout, where
/// sentences begin in lower case. The kinds' grammars have the tables in common.
public final class Grammar: Sendable {
  /// The kind's name.
  public let name: String
  /// The attributes that the kind's documents may have as their focus, in the order of its file.
  public let focusAttributes: [Attribute]
  /// The attributes that may come along.
  public let extraAttributes: [Attribute]

  let steps: [GrammarStep]
  let alternatives: [CompiledAlternative]
  /// By alternative the first that opens with the same words.
  let wordings: [Int32]
  let weightSums: [UInt32]
  let needs: [GrammarNeeds]
  let rules: [CompiledRule]
  let otherRequirements: [(role: UInt8, requirement: GrammarRequirement)]
  let partialTargets: [Int32]
  let pool: [UInt8]
  /// How far behind a literal its form for those who begin sentences in lower case lies.
  let loweredOffset: Int
  let typos: TypoTable
  /// The positions of `tell.` rules by attribute; -1 where there is none.
  let tellRules: [Int32]
  /// The same, without alternatives that tell a part of the value only, where there are others.
  let focusRules: [Int32]
  let hintRules: [Int32]
  let extraMask: UInt64
  /// The rule that documents begin with.
  package let mainRule: Int
  /// The rule that replies begin with.
  let replyRule: Int
  private let places: [String: Int]

  /// The attributes that have a `tell.` rule, one bit each.
  public let tellMask: UInt64
  /// The attributes that have a `hint.` rule, one bit each.
  public let hintMask: UInt64

  /// The attributes that the grammar can tell, in their order.
  public var tellableAttributes: [Attribute] {
    Attribute.allCases.filter { tellMask & 1 << UInt64($0.rawValue) != 0 }
  }

  /// The weight of an alternative of a rule.
  @inline(__always)
  func weight(_ place: Int, from alternatives: Range<Int>) -> Int {
    let before = place == alternatives.lowerBound ? 0 : Int(weightSums[place &- 1])
    return Int(weightSums[place]) &- before
  }

  /// The position of a rule; not for inner loops; nil where there is none of this name.
  package func rule(_ name: String) -> Int? { places[name] }

  init(
    name: String, compiler: borrowing GrammarCompiler, places: [String: Int],
    lists: [String: GrammarList]
  ) {
    self.name = name
    steps = compiler.steps
    alternatives = compiler.alternatives
    wordings = compiler.wordings
    weightSums = compiler.weightSums
    needs = compiler.needs
    rules = compiler.rules
    otherRequirements = compiler.otherRequirements
    partialTargets = compiler.partialTargets
    pool = compiler.pool
    loweredOffset = compiler.loweredOffset
    typos = compiler.typos
    self.places = places
    mainRule = places["main"] ?? 0
    replyRule = places["reply"] ?? mainRule
    func table(_ prefix: String) -> [Int32] {
      Attribute.allCases.map { Int32(places[prefix + $0.name] ?? -1) }
    }
    func mask(_ table: [Int32]) -> UInt64 {
      table.enumerated().reduce(0) { $1.element < 0 ? $0 : $0 | 1 << UInt64($1.offset) }
    }
    tellRules = table("tell.")
    let stating = compiler.statingRules
    focusRules = tellRules.map { Int32(stating[Int($0)] ?? -1) }
    hintRules = table("hint.")
    tellMask = mask(tellRules)
    hintMask = mask(hintRules)
    let told = Attribute.allCases.filter { places["tell.\($0.name)"] != nil }
    focusAttributes = lists["focus"]?.attributes ?? told
    extraAttributes = lists["extra"]?.attributes ?? told
    extraMask = extraAttributes.reduce(0) { $0 | 1 << UInt64($1.rawValue) } & tellMask
  }
}
