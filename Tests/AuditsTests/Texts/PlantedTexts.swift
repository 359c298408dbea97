// SPDX-License-Identifier: Apache-2.0

import Compute
import Foundation
import TestSupport

/// JSON Lines of authors whose words are drawn; a part of them gives sex and occupation away, or nothing.
struct PlantedTexts {
  /// The number of authors, half of each sex.
  var authorCount = 60
  /// The texts of each.
  var textCount = 6
  /// How often a text holds a word that only one sex uses, in 0...1.
  var signal = 1.0
  /// Whether each author has a word of their own in every text.
  var hasHabits = false
  var seed: UInt64 = 1

  /// The lines, one text each.
  var lines: String {
    var generator = SeededGenerator(seed: Seed(seed), stream: 0)
    var lines: [String] = []
    for author in 0..<authorCount {
      let isFemale = author % 2 == 0
      for text in 0..<textCount {
        var words = (0..<12).map { _ in "word\(generator.index(below: 40))" }
        if generator.uniform() < signal { words.append(isFemale ? "petal" : "gravel") }
        if hasHabits { words += ["habit\(author)", "habit\(author)"] }
        lines.append(
          #"{"author":"a\#(author)","text":"\#(words.joined(separator: " "))","#
            + #""thread":"t\#(author * textCount + text)","sex":"\#(isFemale ? "female" : "male")"}"#
        )
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
