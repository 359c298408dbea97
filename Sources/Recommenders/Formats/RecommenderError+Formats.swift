// SPDX-License-Identifier: Apache-2.0

extension RecommenderError {
  static func missingFile(_ path: String) -> RecommenderError {
    RecommenderError(
      "REC101", .missingInput, "No file at \(path).", remedy: "Check the path.")
  }

  static func folderInsteadOfFile(_ path: String) -> RecommenderError {
    RecommenderError(
      "REC102", .missingInput, "\(path) is a folder, not a file.",
      remedy: "Name a file inside it.")
  }

  static func unreadable(_ path: String, cause: String) -> RecommenderError {
    RecommenderError(
      "REC103", .inputOutput, "Cannot read \(path).",
      remedy: "Check the file's permissions and the disk.", cause: cause)
  }

  static func notText(_ path: String, _ what: String, remedy: String) -> RecommenderError {
    RecommenderError("REC104", .badData, "\(path) \(what).", remedy: remedy)
  }

  static func badRow(_ path: String, _ row: BadRow, canSkip: Bool) -> RecommenderError {
    RecommenderError(
      "REC105", .badData, "\(path):\(row.line): \(row.reason).",
      remedy: canSkip
        ? "Correct the row, or pass --skip-bad-rows to leave such rows out and count them."
        : "Correct the row.")
  }

  static func badHeader(_ path: String, line: Int, _ what: String, remedy: String)
    -> RecommenderError
  {
    RecommenderError("REC106", .badData, "\(path):\(line): \(what).", remedy: remedy)
  }

  static func noRows(_ path: String, _ what: String, remedy: String) -> RecommenderError {
    RecommenderError("REC107", .badData, "\(path) \(what).", remedy: remedy)
  }

  static func tooSmall(_ path: String, users: Int, items: Int) -> RecommenderError {
    RecommenderError(
      "REC108", .badData,
      "\(path) holds \(count(users, "user")) and \(count(items, "item"));"
        + " at least 2 users and 2 items are needed.",
      remedy: "Give the interactions of more people.")
  }

  static func unknownFormat(_ path: String) -> RecommenderError {
    RecommenderError(
      "REC109", .badData, "The format of \(path) cannot be told from its name and first lines.",
      remedy: "Pass --format movielens, recbole, lightgcn or csv.")
  }

  static func senselessOption(_ message: String, remedy: String) -> RecommenderError {
    RecommenderError("REC110", .usage, message, remedy: remedy)
  }

  static func existingOutput(_ path: String) -> RecommenderError {
    RecommenderError(
      "REC111", .inputOutput, "\(path) exists already.",
      remedy: "Pass --force to replace it, or choose another path.")
  }

  static func unwritable(_ path: String, cause: String) -> RecommenderError {
    RecommenderError(
      "REC112", .inputOutput, "Cannot write \(path).",
      remedy: "Check the folder, its permissions and the free space.", cause: cause)
  }

  static func inexpressible(_ format: String, _ what: String) -> RecommenderError {
    RecommenderError(
      "REC113", .badData, "\(what) cannot be written as \(format).",
      remedy: "Choose another format.")
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }
}
