// SPDX-License-Identifier: Apache-2.0

extension RecommenderError {
  static func noModelFile(_ path: String, _ why: String) -> RecommenderError {
    RecommenderError(
      "REC121", .missingInput, "No model file at \(path): \(why).", remedy: "Check the path.")
  }

  static func unreadableModelFile(_ path: String, cause: String) -> RecommenderError {
    RecommenderError(
      "REC128", .inputOutput, "Cannot read \(path).",
      remedy: "Check the file's permissions and the disk.", cause: cause)
  }

  /// Bytes that are no model file; the offset says where.
  static func badModelFile(_ name: String, at offset: Int, _ what: String) -> RecommenderError {
    RecommenderError(
      "REC122", .badData, "\(name), byte \(offset): \(what).",
      remedy: "Write the model again, or copy the file again.")
  }

  /// A well-formed file that holds something else than what is read here.
  static func foreignModelFile(_ name: String, _ what: String) -> RecommenderError {
    RecommenderError(
      "REC123", .badData, "\(name) \(what).",
      remedy:
        "Give a model that 'palimpsest recommender train' wrote, or implicit's npz of a BPR model."
    )
  }

  static func badArchive(_ name: String, at offset: Int, _ what: String) -> RecommenderError {
    RecommenderError(
      "REC124", .badData, "\(name), byte \(offset): \(what).",
      remedy: "Save the model again with implicit's own 'save'.")
  }

  static func badArray(_ name: String, _ array: String, _ what: String) -> RecommenderError {
    RecommenderError(
      "REC125", .badData, "\(name): \(array) \(what).",
      remedy: "Save the model again with implicit's own 'save', without pickled objects.")
  }

  static func badIdentifiers(_ name: String, _ what: String, remedy: String) -> RecommenderError {
    RecommenderError("REC126", .badData, "\(name) \(what).", remedy: remedy)
  }

  static func unwritableModel(_ what: String) -> RecommenderError {
    RecommenderError(
      "REC127", .badData, "The model cannot be written: \(what).",
      remedy: "Train again with a smaller learning rate.")
  }
}
