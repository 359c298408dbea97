// SPDX-License-Identifier: Apache-2.0

import ConfigurationFiles

extension LanguageModelError {
  /// A recipe that cannot be read, with what is wrong and where.
  static func recipe(_ error: ConfigurationError) -> LanguageModelError {
    let category: Category =
      switch error.category {
      case .configuration: .configuration
      case .missing: .missingInput
      case .inputOutput: .inputOutput
      }
    return LanguageModelError(
      "LMD140", category, error.message, remedy: error.remedy, cause: "\(error.code)")
  }

  /// Settings of training that make no sense.
  static func training(_ message: String, remedy: String) -> LanguageModelError {
    LanguageModelError("LMD143", .usage, message, remedy: remedy)
  }

  /// A checkpoint that cannot be gone on from.
  static func checkpoint(_ message: String, remedy: String) -> LanguageModelError {
    LanguageModelError("LMD145", .badData, message, remedy: remedy)
  }

  /// Adapters that a model cannot have.
  static func adapters(_ message: String, remedy: String) -> LanguageModelError {
    LanguageModelError("LMD147", .badData, message, remedy: remedy)
  }

  /// Settings of private training that cannot hold.
  static func privacy(_ message: String, remedy: String) -> LanguageModelError {
    LanguageModelError("LMD148", .usage, message, remedy: remedy)
  }
}
