// SPDX-License-Identifier: Apache-2.0

/// What the people of a scene can say.
extension Grammar {
  /// Whether the people of the scene are such that an alternative can be written out.
  @inline(__always)
  func isUsable(_ place: Int, _ scene: borrowing WritingScene) -> Bool {
    let asked = Int(alternatives[place].needs)
    if asked == 0 { return true }
    guard needs[asked].author.isMet(by: scene.people[0]) else { return false }
    if needs[asked].isSimple { return true }
    return isUsableWithOthers(needs[asked], scene)
  }

  @inline(never)
  private func isUsableWithOthers(
    _ asked: GrammarNeeds, _ scene: borrowing WritingScene
  ) -> Bool {
    for other in asked.others {
      let (role, requirement) = otherRequirements[Int(other)]
      guard requirement.isMet(by: scene.people[Int(role)]) else { return false }
    }
    for target in asked.partialTargets {
      let rule = Int(partialTargets[Int(target)])
      if !canExpand(rule, scene) { return false }
    }
    return true
  }

  /// Whether some alternative of a rule can be written out.
  @inline(__always)
  func canExpand(_ rule: Int, _ scene: borrowing WritingScene) -> Bool {
    if rules[rule].isTotal { return true }
    return isAnyUsable(rules[rule], scene)
  }

  @inline(never)
  private func isAnyUsable(_ rule: CompiledRule, _ scene: borrowing WritingScene) -> Bool {
    for place in rule.firstAlternative..<rule.firstAlternative &+ rule.alternativeCount {
      if isUsable(place, scene) { return true }
    }
    return false
  }
}

/// What a document can be about.
extension Grammar {
  /// Whether the author of a scene can tell an attribute, or imply it where that is allowed.
  func canTell(
    _ attribute: Attribute, _ scene: borrowing WritingScene, isImplying: Bool
  ) -> Bool {
    let place = attribute.index
    let isThere = scene.people[0].has & 1 << UInt64(place) != 0
    guard isThere else { return false }
    let direct = Int(focusRules[place])
    if direct >= 0, canExpand(direct, scene) { return true }
    let implied = Int(hintRules[place])
    guard isImplying, implied >= 0 else { return false }
    return canExpand(implied, scene)
  }

  /// Returns the wanted focus, or where the author has nothing of it the next one of the kind's list,
  /// and then any attribute that can be told.
  func focus(
    _ wanted: Attribute, _ scene: borrowing WritingScene, isImplying: Bool
  ) -> Attribute {
    if canTell(wanted, scene, isImplying: isImplying) { return wanted }
    let list = focusAttributes
    let start = list.firstIndex(of: wanted) ?? 0
    for step in 0..<list.count {
      let next = list[(start + step) % list.count]
      if canTell(next, scene, isImplying: isImplying) { return next }
    }
    for attribute in Attribute.allCases {
      if canTell(attribute, scene, isImplying: true) { return attribute }
    }
    return wanted
  }
}
