// SPDX-License-Identifier: Apache-2.0

internal import Compute

/// Which of a rule's alternatives is written out.
extension Expander {
  /// How many alternatives are drawn by weight before those that can be used are counted.
  private static let drawLimit = 4

  /// Returns the position of an alternative that the people of the scene can use, drawn by weight
  /// among those; -1 where there is none.
  ///
  /// Wordings that this text holds already are left out as long as there are others. A few draws are
  /// made from all alternatives, and the first that will do is taken; after that all are looked at.
  /// Both follow the same distribution.
  @inline(__always)
  mutating func choose(
    _ rule: Int, _ grammar: Grammar, _ scene: borrowing WritingScene
  ) -> Int {
    let table = grammar.rules[rule]
    let (first, count) = (table.firstAlternative, table.alternativeCount)
    if table.isTopic, let topic = scene.topic {
      let place = first &+ topicPlace(topic, count)
      if grammar.isUsable(place, scene) { return place }
    }
    var writtenPlace = -1
    for _ in 0..<Expander.drawLimit {
      let place =
        table.isUniform
        ? first &+ draws.index(below: count)
        : Expander.place(
          of: draws.index(below: Int(table.weightSum)), from: first, count, grammar)
      guard grammar.isUsable(place, scene) else { continue }
      if !table.isVaried || !isWritten(place, grammar) { return place }
      writtenPlace = place
    }
    let places = first..<first &+ count
    if table.isVaried {
      let place = chooseByScan(places, grammar, scene, isRepeating: false)
      if place >= 0 || writtenPlace >= 0 { return place >= 0 ? place : writtenPlace }
    }
    return chooseByScan(places, grammar, scene, isRepeating: true)
  }

  /// Returns the place of a discussion's topic, and one time in four of one of two beside it.
  @inline(never)
  private mutating func topicPlace(_ topic: UInt64, _ count: Int) -> Int {
    let aside = max(0, draws.index(below: 8) - 5)
    return Int((topic &+ UInt64(aside) &* Seed.golden) % UInt64(count))
  }

  /// Returns the alternative within whose weights a number lies.
  @inline(__always)
  private static func place(
    of target: Int, from first: Int, _ count: Int, _ grammar: Grammar
  ) -> Int {
    var (low, high) = (first, first &+ count &- 1)
    while low < high {
      let middle = (low &+ high) / 2
      if Int(grammar.weightSums[middle]) > target {
        high = middle
      } else {
        low = middle &+ 1
      }
    }
    return low
  }

  /// Draws among all alternatives that can be used, or only those that this text does not hold yet.
  @inline(never)
  private mutating func chooseByScan(
    _ alternatives: Range<Int>, _ grammar: Grammar, _ scene: borrowing WritingScene,
    isRepeating: Bool
  ) -> Int {
    var sum = 0
    for place in alternatives where isRepeating || !isWritten(place, grammar) {
      if grammar.isUsable(place, scene) { sum &+= grammar.weight(place, from: alternatives) }
    }
    guard sum > 0 else { return -1 }
    var rest = draws.index(below: sum)
    for place in alternatives where isRepeating || !isWritten(place, grammar) {
      guard grammar.isUsable(place, scene) else { continue }
      rest &-= grammar.weight(place, from: alternatives)
      if rest < 0 { return place }
    }
    return -1
  }
}
