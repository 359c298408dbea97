// SPDX-License-Identifier: Apache-2.0

/// What a text holds already, so that it says nothing twice.
///
/// One bit an alternative: the bits of all stay in a core's first cache, and the table of those that
/// open alike is asked for these alone.
extension Expander {
  /// Whether an alternative with words of its own, or one that opens alike, stands in this text.
  @inline(__always)
  func isWritten(_ place: Int, _ grammar: Grammar) -> Bool {
    let wording = Expander.wording(of: place, grammar)
    return wording &>> 6 < written.count && written[wording &>> 6] &>> UInt64(wording & 63) & 1 == 1
  }

  /// Notes that an alternative stands in this text.
  @inline(__always)
  mutating func note(_ place: Int, _ grammar: Grammar) {
    let wording = Expander.wording(of: place, grammar)
    if wording &>> 6 >= written.count { makeRoom(for: grammar.alternatives.count) }
    written[wording &>> 6] |= 1 << UInt64(wording & 63)
  }

  /// The first alternative that opens with the same words.
  @inline(__always)
  private static func wording(of place: Int, _ grammar: Grammar) -> Int {
    grammar.alternatives[place].opensAlike ? Int(grammar.wordings[place]) : place
  }

  @inline(never)
  private mutating func makeRoom(for count: Int) {
    written += [UInt64](repeating: 0, count: (count + 63) / 64 - written.count)
  }
}
