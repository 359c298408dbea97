// SPDX-License-Identifier: Apache-2.0

/// What a document can be about.
extension Expander {
  /// Whether the author of a scene can tell an attribute, or imply it where that is allowed.
  func canTell(
    _ attribute: Attribute, _ grammar: Grammar, _ scene: borrowing WritingScene,
    isImplying: Bool
  ) -> Bool {
    let place = attribute.index
    let isThere = scene.people[0].has & 1 << UInt64(place) != 0
    guard isThere else { return false }
    let direct = Int(grammar.focusRules[place])
    if direct >= 0, canExpand(direct, grammar, scene) { return true }
    let implied = Int(grammar.hintRules[place])
    guard isImplying, implied >= 0 else { return false }
    return canExpand(implied, grammar, scene)
  }

  /// Returns the wanted focus, or where the author has nothing of it the next one of the kind's list,
  /// and then any attribute that can be told.
  func focus(
    _ wanted: Attribute, _ grammar: Grammar, _ scene: borrowing WritingScene,
    isImplying: Bool
  ) -> Attribute {
    if canTell(wanted, grammar, scene, isImplying: isImplying) { return wanted }
    let list = grammar.focusAttributes
    let start = list.firstIndex(of: wanted) ?? 0
    for step in 0..<list.count {
      let next = list[(start + step) % list.count]
      if canTell(next, grammar, scene, isImplying: isImplying) { return next }
    }
    for attribute in Attribute.allCases {
      if canTell(attribute, grammar, scene, isImplying: true) { return attribute }
    }
    return wanted
  }
}
