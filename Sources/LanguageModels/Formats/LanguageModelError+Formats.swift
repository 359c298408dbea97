// SPDX-License-Identifier: Apache-2.0

import Evidence

extension LanguageModelError {
  /// A file whose content cannot be what it says, with the place where that shows.
  ///
  /// - Parameters:
  ///   - code: The stable code.
  ///   - path: The file.
  ///   - offset: The byte at which reading failed.
  ///   - problem: What is wrong there, without a full stop.
  ///   - remedy: What to do next.
  /// - Returns: The error.
  static func malformed(
    _ code: String, _ path: String, at offset: Int, _ problem: String,
    remedy: String = "Download or copy the file again."
  ) -> LanguageModelError {
    LanguageModelError(code, .badData, "\(path), byte \(offset): \(problem).", remedy: remedy)
  }

  /// A setting of a model that is missing or of another type.
  static func setting(_ path: String, _ problem: String) -> LanguageModelError {
    LanguageModelError(
      "LMD012", .badData, "\(path): \(problem).", remedy: "Convert or download the model again.")
  }

  /// A kind of model that is not run here, since running it as another would give wrong numbers.
  static func unsupported(_ path: String, _ feature: String) -> LanguageModelError {
    LanguageModelError(
      "LMD014", .badData, "\(path): \(feature) is not supported.",
      remedy: "Choose a model without it.")
  }

  /// A failure of reading or parsing below this module.
  static func wrapping(
    _ error: EvidenceError, code: String, _ message: String, remedy: String
  ) -> LanguageModelError {
    let category: Category = error.category == .inputOutput ? .inputOutput : .badData
    return LanguageModelError(code, category, message, remedy: remedy, cause: error.message)
  }
}

extension String {
  /// The text as messages show what a file says: at most 64 characters, none of them a control.
  var shown: String {
    let scalars = unicodeScalars.prefix(64).map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: "?"
      default: String(scalar)
      }
    }
    return "'" + scalars.joined() + (unicodeScalars.count > 64 ? "...'" : "'")
  }
}
