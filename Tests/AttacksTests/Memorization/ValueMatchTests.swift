// SPDX-License-Identifier: Apache-2.0

import Attacks
import Testing

@Suite struct ValueMatchTests {
  @Test(arguments: [
    (" Leith, by the sea", "Leith", ValueMatch.exact),
    ("Leith", "Leith", .exact),
    ("(206) 555-0118 is the number", "(206) 555-0118", .exact),
    ("leith.", "Leith", .normalized),
    ("206 555 0118", "(206) 555-0118", .normalized),
    ("Leithland", "Leith", .partial),
    ("2065550119", "(206) 555-0118", .partial),
    ("12", "123", .none),
    ("123", "12", .none),
    ("Lyon", "Leith", .none),
    ("", "Leith", .none),
    ("ÉCLAIR", "éclair", .normalized),
  ]) func answersAreCompared(answer: String, value: String, match: ValueMatch) {
    #expect(ValueMatch(answer, of: value) == match)
  }

  @Test func closerMatchesCountAsFurtherOnes() {
    #expect(ValueMatch.exact < .normalized)
    #expect(ValueMatch.normalized < .partial)
    #expect(ValueMatch.partial < .none)
  }
}
