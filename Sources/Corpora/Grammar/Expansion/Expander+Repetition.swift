// SPDX-License-Identifier: Apache-2.0

/// What a text holds already, so that it says nothing twice.
extension Expander {
  /// Whether an alternative with words of its own, or one that opens alike, stands in this text.
  @inline(__always)
  func isWritten(_ place: Int, _ grammar: Grammar) -> Bool {
    let wording = Int(grammar.wordings[place])
    return wording < lastTexts.count && lastTexts[wording] == textNumber
  }

  /// Notes that an alternative stands in this text.
  @inline(__always)
  mutating func note(_ place: Int, _ grammar: Grammar) {
    if place >= lastTexts.count { makeRoom(for: grammar.alternatives.count) }
    lastTexts[Int(grammar.wordings[place])] = textNumber
  }

  @inline(never)
  private mutating func makeRoom(for count: Int) {
    lastTexts += [UInt16](repeating: 0, count: count - lastTexts.count)
  }

  /// Begins a text that holds nothing yet.
  ///
  /// Numbers come again after 65,535 texts; what is noted is forgotten then, so that no text depends
  /// on those before it.
  mutating func beginNoting() {
    textNumber &+= 1
    guard textNumber == 0 else { return }
    for place in lastTexts.indices { lastTexts[place] = 0 }
    textNumber = 1
  }
}
