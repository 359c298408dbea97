// SPDX-License-Identifier: Apache-2.0

/// One step of writing out an alternative.
struct GrammarStep: Sendable {
  enum Action: UInt8, Sendable {
    case literal
    case slot
    case decoy
    case local
    case rule
    case optionalRule
    case beginImplied
    case endImplied
    case tell
    case extra
    case hint
    case optionalTell
    case optionalExtra
    case optionalHint
  }

  let action: Action
  /// The role of a slot, the hardness of an implied span, or 1 and 2 where a literal begins with a
  /// blank or a new line.
  var role: UInt8 = 0
  /// The code of a label.
  var label: UInt8 = 0
  /// The position of a form, the certainty of an implied span, or the number of a literal's words.
  var form: UInt8 = 0
  /// Where a literal begins in the pool, or a rule's position.
  var first: Int32 = 0
  /// The number of a literal's bytes.
  var length: Int32 = 0
  /// The first of a literal's words that can be mistyped.
  var firstWord: Int32 = 0
}

/// What a person must be like: one bit a category that is ruled out, one an attribute needed.
struct GrammarRequirement: Equatable, Sendable {
  var forbiddenLow: UInt64 = 0
  var forbiddenHigh: UInt64 = 0
  var needed: UInt64 = 0

  var isEmpty: Bool { forbiddenLow | forbiddenHigh | needed == 0 }

  /// Rules out what a condition does not allow.
  mutating func add(_ condition: GrammarCondition) {
    let start = PersonBits.firstBit(of: condition.facet)
    for (code, isAllowed) in condition.isAllowed.enumerated() where !isAllowed {
      let bit = start + code
      if bit < 64 {
        forbiddenLow |= 1 << UInt64(bit)
      } else {
        forbiddenHigh |= 1 << UInt64(bit - 64)
      }
    }
  }

  @inline(__always)
  func isMet(by person: PersonBits) -> Bool {
    person.low & forbiddenLow | person.high & forbiddenHigh | needed & ~person.has == 0
  }
}

/// A person's facets, one bit each of 65 categories, and which attributes they have.
package struct PersonBits: Equatable, Sendable {
  var low: UInt64
  var high: UInt64
  var has: UInt64

  /// Nobody: meets no condition and has nothing.
  static let nobody = PersonBits(low: .max, high: .max, has: 0)

  private static let firstBits: [Int] = {
    var bits: [Int] = []
    var next = 0
    for facet in Facet.allCases {
      bits.append(next)
      next += facet.categories.count
    }
    precondition(next <= 128, "the categories of all facets fit in 128 bits")
    return bits
  }()

  /// The bit of a facet's first category.
  static func firstBit(of facet: Facet) -> Int { firstBits[facet.index] }

  init(low: UInt64, high: UInt64, has: UInt64) {
    (self.low, self.high, self.has) = (low, high, has)
  }

  /// Gathers the bits of a seat; `facets` holds codes at seat * `Facet.count` + facet.
  package init(seat: Int, values: borrowing CommunityValues, facets: [UInt8]) {
    (low, high, has) = (0, 0, 0)
    let firstBits = PersonBits.firstBits
    for facet in 0..<Facet.count {
      let bit = firstBits[facet] &+ Int(facets[seat &* Facet.count &+ facet])
      if bit < 64 { low |= 1 << UInt64(bit) } else { high |= 1 << UInt64(bit &- 64) }
    }
    has = values.attributeMask(seat: seat)
  }
}

/// All that an alternative asks of the people of a scene; alternatives that ask the same share it.
struct GrammarNeeds: Equatable, Sendable {
  /// What the author must be like.
  var author = GrammarRequirement()
  /// What people in other roles must be like, in the grammar's `otherRequirements`.
  var others: Range<Int32> = 0..<0
  /// The rules it needs that not everybody can use, in the grammar's `partialTargets`.
  var partialTargets: Range<Int32> = 0..<0

  @inline(__always)
  var isSimple: Bool { others.isEmpty && partialTargets.isEmpty }
}

/// One alternative, compiled: sixteen bytes, because drawing one mostly costs a miss of the cache.
struct CompiledAlternative: Sendable {
  /// The first of its steps.
  var firstStep: Int32 = 0
  /// The number of its steps.
  var stepCount: UInt16 = 0
  /// The position of what it asks in the grammar's `needs`; 0 is nothing.
  var needs: UInt16 = 0
  /// The sum of the weights up to and with this one, within its rule.
  var weightSum: UInt32 = 0
  var weight: UInt32 = 1
}

/// One rule, compiled.
struct CompiledRule: Sendable {
  var alternatives: Range<Int32> = 0..<0
  var weightSum: UInt32 = 0
  /// Whether all weights are equal.
  var isUniform = true
  /// Whether everybody can use it.
  var isTotal = false
  /// How an optional reference to it is decided.
  var isEmoji = false
  /// Whether it names what a discussion is about.
  var isTopic = false
  /// The author's attributes that every alternative states, verbatim or normalized.
  var stated: UInt64 = 0
}
