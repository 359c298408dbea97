// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora

/// People with habits of their own, for tests of linkage.
enum LinkagePeople {
  private static let words = [
    "river", "stone", "lamp", "cloud", "bread", "train", "garden", "winter", "music", "paper",
    "bridge", "salt", "mirror", "candle", "forest", "engine", "window", "carpet", "silver", "ocean",
  ]

  /// People who each end sentences in their own way and like some words more than others.
  ///
  /// - Parameters:
  ///   - count: The number of people.
  ///   - textCount: The texts of each, one a thread out of `threadCount`.
  ///   - threadCount: The number of threads.
  ///   - habit: Whether they have habits at all; without, all write alike.
  ///   - seed: The seed of the draws.
  /// - Returns: The people.
  static func make(
    _ count: Int, textCount: Int = 12, threadCount: Int = 40, habit: Bool = true, seed: Seed
  ) -> [TextAuthor] {
    (0..<count).map { person in
      var generator = SeededGenerator(seed: seed.derive("person", person))
      let own = (0..<4).map { _ in words[generator.index(below: words.count)] }
      let mark = [".", "!", "...", "?!", " ;)"][generator.index(below: 5)]
      let texts = (0..<textCount).map { place -> AuthoredText in
        var line: [String] = []
        for _ in 0..<8 {
          let usesOwn = habit && generator.uniform() < 0.5
          line.append(
            usesOwn ? own[generator.index(below: 4)] : words[generator.index(below: words.count)])
        }
        return AuthoredText(
          identifier: "p\(person)t\(place)",
          text: line.joined(separator: " ") + (habit ? mark : "."),
          thread: "thread\(generator.index(below: threadCount))",
          time: nil)
      }
      return TextAuthor(identifier: "p\(person)", name: "name\(person)", texts: texts)
    }
  }
}
