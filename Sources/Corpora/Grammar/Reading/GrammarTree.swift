// SPDX-License-Identifier: Apache-2.0

/// Who a slot or a condition is about.
public enum GrammarRole: UInt8, CaseIterable, Sendable {
  /// Who writes.
  case author
  case friend
  case partner
  case child
  case parent
  /// Who is written to: the counterpart in a thread or a chat.
  case other

  /// The number of roles.
  public static let count = allCases.count

  /// The position in tables.
  @inline(__always)
  var index: Int { Int(rawValue) }
}

/// Attributes that a kind's file lists.
struct GrammarList {
  let file: String
  let line: Int
  var attributes: [Attribute] = []
}

/// A rule of a grammar as it was read.
struct GrammarRule {
  let name: String
  let file: String
  let line: Int
  let column: Int
  var alternatives: [GrammarAlternative] = []
}

/// One way to write out a rule.
struct GrammarAlternative {
  let line: Int
  var weight = 1
  var conditions: [GrammarCondition] = []
  /// The hardness in front of the text of a hint.
  var hardness: Int?
  var pieces: [GrammarPiece] = []
}

extension GrammarAlternative {
  /// The least number of letters that make literals something that is noticed when said again.
  private static let leastLetterCount = 6

  /// The least number of letters that make a literal an opening.
  private static let leastOpeningCount = 12

  /// The first literal of some length, without blanks at its ends; nil where there is none.
  var opening: [UInt8]? {
    var first: [UInt8]?
    pieces.visit { piece in
      guard first == nil, case .literal(let bytes) = piece.content else { return }
      guard bytes.count(where: GrammarAlternative.isLetter) >= GrammarAlternative.leastOpeningCount
      else { return }
      first = Array(bytes.trimmingPrefix { $0 <= 0x20 })
      while let last = first?.last, last <= 0x20 { first?.removeLast() }
    }
    return first
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// Whether it has words of its own, or a hashtag, so that it is noticed where a text holds it twice.
  ///
  /// References, slots and a few letters between them differ from one time to the next.
  var isWording: Bool {
    var letterCount = 0
    var isTag = false
    pieces.visit { piece in
      guard case .literal(let bytes) = piece.content else { return }
      letterCount += bytes.count(where: GrammarAlternative.isLetter)
      isTag = isTag || bytes.contains(UInt8(ascii: "#"))
    }
    return isTag || letterCount >= GrammarAlternative.leastLetterCount
  }
}

/// What a person in some role must be like for an alternative to be taken.
struct GrammarCondition: Equatable {
  var role = GrammarRole.author
  var facet: Facet
  /// Whether each category of the facet is allowed.
  var isAllowed: [Bool]
}

/// A part of an alternative, and where it begins.
struct GrammarPiece {
  enum Content {
    case literal([UInt8])
    case slot(GrammarRole, SpanLabel, AttributeForm)
    case decoy(SpanLabel, AttributeForm)
    case reference(String, isOptional: Bool)
    case implied(Attribute, hardness: Int, [GrammarPiece])
  }

  let column: Int
  let content: Content
}

extension [GrammarPiece] {
  /// Calls `body` with each piece, those inside implied spans too.
  func visit(_ body: (GrammarPiece) -> Void) {
    for piece in self {
      body(piece)
      if case .implied(_, _, let inner) = piece.content { inner.visit(body) }
    }
  }
}
