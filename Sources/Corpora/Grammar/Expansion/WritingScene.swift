// SPDX-License-Identifier: Apache-2.0

/// Who takes part in a document, and what it is to tell.
package struct WritingScene: Sendable {
  /// The seats by role; -1 where there is nobody.
  var seats: InlineArray<6, Int16> = .init(repeating: -1)
  /// What is known of them, by role.
  var people: InlineArray<6, PersonBits> = .init(repeating: .nobody)
  /// The attribute that the document is to disclose.
  package var focus: Attribute = .fullName
  /// Whether the focus is only to be implied, where the grammar can do so.
  package var isImplying = false
  package var style = AuthorStyle()
  /// What the discussion is about: a word that picks the alternative of the rules `topic` and
  /// `topic.` followed by anything; nil to draw them like others.
  package var topic: UInt64?
  /// The people from whom decoys are taken: seats of the decoys' values.
  package var decoySeats: Range<Int> = 0..<0
  /// The code of the author's locale.
  var locale = 0

  /// Creates a scene without people.
  package init() {}

  /// Puts somebody in a role.
  package mutating func cast(_ role: GrammarRole, _ seat: Int, _ bits: [PersonBits]) {
    seats[role.index] = Int16(seat)
    people[role.index] = seat < 0 ? .nobody : bits[seat]
  }
}
