// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// What the reserved references stand for.
extension Expander {
  mutating func tell(
    _ grammar: Grammar, _ scene: borrowing WritingScene,
    _ values: borrowing CommunityValues
  ) {
    let focus = Int(scene.focus.rawValue)
    let direct = Int(grammar.focusRules[focus])
    let implied = Int(grammar.hintRules[focus])
    told |= 1 << UInt64(focus)
    isFocusTold = true
    var canState = false
    if direct >= 0 { canState = grammar.canExpand(direct, scene) }
    let isImplying = scene.isImplying || !canState
    if implied >= 0, isImplying, grammar.canExpand(implied, scene) {
      expand(implied, grammar, scene, values)
    } else if canState {
      expand(direct, grammar, scene, values)
    }
  }

  /// Tells the focus of a text whose rules did not, as a sentence of its own at the end.
  mutating func tellFocus(
    _ grammar: Grammar, _ scene: borrowing WritingScene,
    _ values: borrowing CommunityValues
  ) {
    if text.count > 0, text[text.count &- 1] > 0x20 { text.append(" ") }
    tell(grammar, scene, values)
  }

  mutating func tellExtra(
    _ grammar: Grammar, _ scene: borrowing WritingScene,
    _ values: borrowing CommunityValues
  ) {
    let focus: UInt64 = 1 << UInt64(scene.focus.rawValue)
    let mask = grammar.extraMask & scene.people[0].has & ~told & ~focus
    tellOne(of: mask, grammar.tellRules, grammar, scene, values)
  }

  mutating func hint(
    _ grammar: Grammar, _ scene: borrowing WritingScene,
    _ values: borrowing CommunityValues
  ) {
    let focus: UInt64 = 1 << UInt64(scene.focus.rawValue)
    if scene.isImplying, !isFocusTold { return tell(grammar, scene, values) }
    let mask = grammar.hintMask & scene.people[0].has & ~told & ~focus
    tellOne(of: mask, grammar.hintRules, grammar, scene, values)
  }

  /// Writes out the rule of one of some attributes that the author can use; nothing if there is none.
  mutating func tellOne(
    of candidates: UInt64, _ rules: [Int32], _ grammar: Grammar,
    _ scene: borrowing WritingScene, _ values: borrowing CommunityValues
  ) {
    var mask = candidates
    while mask != 0 {
      var rest = mask
      for _ in 0..<draws.index(below: mask.nonzeroBitCount) { rest &= rest &- 1 }
      let attribute = rest.trailingZeroBitCount
      let rule = Int(rules[attribute])
      if grammar.canExpand(rule, scene) {
        told |= 1 << UInt64(attribute)
        return expand(rule, grammar, scene, values)
      }
      mask &= ~(1 << UInt64(attribute))
    }
  }
}
