// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Corpora

@Suite struct WordSearchTests {
  @Test(arguments: [
    ("Ann", "Joanna, Ann!", true), ("Ann", "Joanna Annable", false), ("Ann", "Ann", true),
    ("Ann", "an Anné", false), ("(514) 555-0143", "x(514) 555-0143", false),
    ("555-0143", "(514) 555-0143.", true), ("0143", "01430143 0143", true), ("Ann", "", false),
    ("Ann Lee", "Ann", false),
  ])
  func wordsStandBetweenOtherSigns(word: String, text: String, isThere: Bool) {
    #expect(Array(text.utf8).holds(word: Array(word.utf8)[...]) == isThere)
  }
}
