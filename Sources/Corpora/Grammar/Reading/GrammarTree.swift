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
