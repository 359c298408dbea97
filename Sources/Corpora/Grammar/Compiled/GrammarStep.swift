// SPDX-License-Identifier: Apache-2.0

/// One step of writing out an alternative, in eight bytes: the tables are to fit in the cache.
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
  /// The role of a slot, the hardness of an implied span, or of a literal what it begins with and, in
  /// the upper six bits, the number of its words that can be mistyped.
  var role: UInt8 = 0
  /// The code of a label, or the lower half of a literal's length.
  var label: UInt8 = 0
  /// The position of a form, the certainty of an implied span, or the upper half of a length.
  var form: UInt8 = 0
  /// Where a literal begins in the pool, or a rule's position.
  var first: Int32 = 0

  /// The most bytes of a literal.
  static let longestLiteral = 0xffff

  /// Creates the step of a literal of the pool.
  static func literal(at first: Int, _ bytes: ArraySlice<UInt8>, wordCount: Int) -> GrammarStep {
    let start: UInt8 = bytes.first == 0x20 ? 1 : bytes.first == 0x0a ? 2 : 0
    return GrammarStep(
      action: .literal, role: start | UInt8(wordCount) << 2, label: UInt8(bytes.count & 0xff),
      form: UInt8(bytes.count >> 8), first: Int32(first))
  }

  /// What a literal begins with: 1 for a blank, 2 for a new line, 0 for anything else.
  @inline(__always)
  var literalStart: UInt8 { role & 3 }

  /// The number of a literal's words that can be mistyped.
  @inline(__always)
  var wordCount: Int { Int(role >> 2) }

  /// The number of a literal's bytes.
  @inline(__always)
  var length: Int { Int(label) | Int(form) << 8 }
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

/// One alternative, compiled, in eight bytes; its weight stands in a table of its own.
struct CompiledAlternative: Sendable {
  /// The first of its steps.
  let firstStep: Int32
  /// The number of its steps, and in the two highest bits whether it has words of its own and whether
  /// it opens like one before it.
  private var lengthAndWording: UInt16
  /// The position of what it asks in the grammar's `needs`; 0 is nothing.
  let needs: UInt16

  init(steps: Range<Int>, needs: UInt16, isWording: Bool) {
    precondition(steps.count < 0x4000, "the length of an alternative fits in fourteen bits")
    firstStep = Int32(steps.lowerBound)
    lengthAndWording = UInt16(steps.count) | (isWording ? 0x8000 : 0)
    self.needs = needs
  }

  /// The number of its steps.
  @inline(__always)
  var stepCount: Int { Int(lengthAndWording & 0x3fff) }

  /// Whether it has words of its own, so that a text is not to hold it twice.
  @inline(__always)
  var isWording: Bool { lengthAndWording & 0x8000 != 0 }

  /// Whether its wording is that of one before it, which the grammar's `wordings` tells.
  @inline(__always)
  var opensAlike: Bool {
    get { lengthAndWording & 0x4000 != 0 }
    set { lengthAndWording = lengthAndWording & ~0x4000 | (newValue ? 0x4000 : 0) }
  }
}

/// One rule, compiled.
struct CompiledRule: Sendable {
  var alternatives: Range<Int32> = 0..<0
  var weightSum: UInt32 = 0
  /// Whether all weights are equal.
  var isUniform = true
  /// Whether everybody can use it.
  var isTotal = false
  /// Whether it has several alternatives, some of which a text is not to hold twice.
  var isVaried = false
  /// How an optional reference to it is decided.
  var isEmoji = false
  /// Whether it names what a discussion is about.
  var isTopic = false
  /// The author's attributes that every alternative states, verbatim or normalized.
  var stated: UInt64 = 0

  @inline(__always)
  var firstAlternative: Int { Int(alternatives.lowerBound) }

  @inline(__always)
  var alternativeCount: Int { Int(alternatives.upperBound &- alternatives.lowerBound) }
}
