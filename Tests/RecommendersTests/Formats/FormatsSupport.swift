// SPDX-License-Identifier: Apache-2.0

import Recommenders

/// Reads text as a file of the format.
func readText(
  _ text: String, _ format: InteractionFormat, _ options: InteractionReaderOptions = .init()
) throws(RecommenderError) -> InteractionFile {
  try InteractionReader(format: format, options: options).read(bytes: Array(text.utf8), path: "F")
}

/// Returns the error that reading throws, or nil.
func failure<Result>(_ body: () throws(RecommenderError) -> Result) -> RecommenderError? {
  do throws(RecommenderError) {
    _ = try body()
    return nil
  } catch {
    return error
  }
}

/// Spells the pairs of a set as `user-item`.
func spelled(_ interactions: Interactions) -> [String] {
  interactions.pairs.map {
    "\(interactions.users.identifiers[Int($0.user)])-\(interactions.items.identifiers[Int($0.item)])"
  }
}

/// A small valid file of every format, in several dialects.
let validFiles: [(format: InteractionFormat, text: String)] = [
  (.movielens, "1\t10\t3\t881250949\n1\t20\t5\t881250950\n2\t10\t4.5\t881250951\n"),
  (.movielens, "1::10::3::881250949\r\n1::20::5::881250950\r\n2::10::4::881250951\r\n"),
  (.recbole, "user_id:token\titem_id:token\trating:float\n1\t10\t3\n1\t20\t5\n2\t10\t4\n"),
  (.lightgcn, "1 10 20\n2 10\n3\n"),
  (.csv, "user,item,rating\n1,10,3\n\"1\",\"20\",5\n2,10,4e0\n"),
  (.csv, "item\tnote\tuser\n10\t\"a \"\"b\"\"\nc\"\t1\n20\t\t1\n10\td\t2\n"),
]
