// SPDX-License-Identifier: Apache-2.0

/// Words what is wrong with a file of the lexicon, always with file and line.
///
/// Cells are quoted: they are the lexicon's own words and belong to no person.
enum LexiconFault {
  static func columns(_ file: String, _ line: Int, _ reason: String) -> CorpusError {
    CorpusError(
      .lexiconColumns, "\(file):\(line): \(reason)",
      remedy: "Compare the table with its description in Corpora/README.md.")
  }

  static func number(_ file: String, _ line: Int, _ reason: String) -> CorpusError {
    CorpusError(
      .lexiconNumber, "\(file):\(line): \(reason)",
      remedy: "Write the number in decimal digits, within the range.")
  }

  static func text(_ file: String, _ line: Int, _ reason: String) -> CorpusError {
    CorpusError(
      .lexiconText, "\(file):\(line): \(reason)",
      remedy: "Change the value: it is copied into JSON and texts as it stands.")
  }

  static func duplicate(_ file: String, _ line: Int, _ reason: String) -> CorpusError {
    CorpusError(
      .lexiconDuplicate, "\(file):\(line): \(reason)",
      remedy: "Remove one of the lines and add up their weights.")
  }

  static func reference(_ file: String, _ line: Int, _ reason: String) -> CorpusError {
    CorpusError(
      .lexiconReference, "\(file):\(line): \(reason)",
      remedy: "Correct the name, or add it to the table that it refers to.")
  }

  static func empty(_ file: String, _ reason: String = "The table has no rows.") -> CorpusError {
    CorpusError(
      .lexiconEmpty, "\(file):1: \(reason)",
      remedy: "Restore the file from the release, or add rows.")
  }

  static func missing(_ path: String, cause: String) -> CorpusError {
    CorpusError(
      .lexiconFileMissing, "The lexicon's file '\(path)' cannot be read.",
      remedy: "Point to the folder Corpora/lexicons of the release, or restore the file.",
      cause: cause)
  }
}
