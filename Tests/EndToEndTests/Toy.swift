// SPDX-License-Identifier: Apache-2.0

import Evidence
import TestSupport

/// A small set of interactions with two tastes, and commands on it that end in a blink.
enum Toy {
  /// The flags that make a training short.
  static let short = ["--factors", "4", "--epochs", "5", "--jobs", "1"]

  /// The pairs of 30 users and 40 items; users like their own half of the items.
  static let rows: [(user: String, item: String)] = (0..<30).flatMap { user in
    (0..<14).map { pick in
      let half = user % 2 * 20
      let item = pick < 11 ? half + (user * 3 + pick * 7) % 20 : (user * 5 + pick * 11) % 40
      return (name("person", user), name("film", item))
    }
  }

  /// An identifier that no other is a part of.
  static func name(_ noun: String, _ number: Int) -> String {
    "\(noun)-\(number < 10 ? "0" : "")\(number)-x"
  }

  /// The rows as CSV, without those of a user, an item or single pairs.
  static func csv(without isGone: (String, String) -> Bool = { _, _ in false }) -> String {
    "user,item\n"
      + rows.filter { !isGone($0.user, $0.item) }.map { "\($0.user),\($0.item)\n" }.joined()
  }

  /// Writes `toy.csv` and trains `model.safetensors` on it.
  static func train(in folder: TemporaryFolder) throws {
    try folder.write(csv(), to: "toy.csv")
    let trained = try Program.run(
      ["recommender", "train", "toy.csv", "-o", "model.safetensors"] + short, in: folder)
    guard trained.status == 0 else { throw Trouble(text: trained.errors) }
  }

  /// What kept a toy from being made.
  struct Trouble: Error {
    let text: String
  }
}
