// SPDX-License-Identifier: Apache-2.0

public import Attacks
public import ConfigurationFiles
public import Corpora
public import Evidence
public import LanguageModels
public import Recommenders
public import Statistics

/// Why an audit, or another file-level operation on models, could not be carried out.
public struct AuditError: Error, Sendable {
  /// Families of failures; the command line maps each to one exit code.
  public enum Category: String, Sendable, CaseIterable {
    /// Asked for something that cannot be asked (64).
    case usage
    /// Input whose content is not acceptable (65).
    case badData = "bad-data"
    /// A named file, subject or run is not there (66).
    case missing
    /// Reading or writing failed, or output exists already (74).
    case inputOutput = "input-output"
    /// A configuration or policy file is not acceptable (78).
    case configuration
    /// Recorded bytes do not match (12).
    case tampered
    /// Stopped before the end, and resumable (75).
    case unfinished
    /// A defect, or a failing library (1).
    case unexpected
  }

  /// Stable code, such as `AUD004`; an error from below keeps the code it had there.
  public let code: String
  /// What kind of failure it is.
  public let category: Category
  /// What happened, and to what; never a personal value unless showing values was asked for.
  public let message: String
  /// What to do next, in one sentence.
  public let remedy: String
  /// The failure underneath, in words, where there is one.
  public let cause: String?

  /// Creates an error.
  public init(
    _ code: String, _ category: Category, _ message: String, remedy: String, cause: String? = nil
  ) {
    self.code = code
    self.category = category
    self.message = message
    self.remedy = remedy
    self.cause = cause
  }
}

extension AuditError {
  /// Returns the error with one more sentence on what to do next.
  public func advising(_ sentence: String) -> AuditError {
    AuditError(code, category, message, remedy: "\(remedy) \(sentence)", cause: cause)
  }

  /// Keeps what the recommenders' module said.
  public init(_ error: RecommenderError) {
    let category: Category =
      switch error.category {
      case .badData: .badData
      case .missingInput: .missing
      case .inputOutput: .inputOutput
      case .usage: .usage
      }
    self.init(error.code, category, error.message, remedy: error.remedy, cause: error.cause)
  }

  /// Keeps what the language models' module said.
  public init(_ error: LanguageModelError) {
    let category: Category =
      switch error.category {
      case .usage: .usage
      case .badData: .badData
      case .missingInput: .missing
      case .inputOutput: .inputOutput
      case .resumable: .unfinished
      case .configuration: .configuration
      }
    self.init(error.code, category, error.message, remedy: error.remedy, cause: error.cause)
  }

  /// Keeps what the evidence module said.
  public init(_ error: EvidenceError) {
    let category: Category =
      switch error.category {
      case .usage: .usage
      case .badData: .badData
      case .missing: .missing
      case .inputOutput: .inputOutput
      case .tampered: .tampered
      case .unfinished: .unfinished
      case .unexpected: .unexpected
      }
    self.init("\(error.code)", category, error.message, remedy: error.remedy)
  }

  /// Keeps what the corpora's module said.
  public init(_ error: CorpusError) {
    let category: Category =
      switch error.category {
      case .usage: .usage
      case .badData: .badData
      case .missing: .missing
      case .inputOutput: .inputOutput
      case .tampered: .tampered
      case .unfinished: .unfinished
      case .configuration: .configuration
      case .unexpected: .unexpected
      }
    self.init("\(error.code)", category, error.message, remedy: error.remedy, cause: error.cause)
  }

  /// Keeps what the configuration module said.
  public init(_ error: ConfigurationError) {
    let category: Category =
      switch error.category {
      case .configuration: .configuration
      case .missing: .missing
      case .inputOutput: .inputOutput
      }
    self.init("\(error.code)", category, error.message, remedy: error.remedy)
  }

  /// Keeps what the statistics module said; a parameter out of range is a usage error.
  public init(_ error: StatisticsError) {
    self.init(
      error.code.rawValue, error.code == .invalidParameter ? .usage : .badData, error.message,
      remedy: error.remedy)
  }

  /// Keeps what the attacks' module said; a parameter out of range is a usage error.
  public init(_ error: AttacksError) {
    self.init(
      error.code.rawValue, error.code == .invalidParameter ? .usage : .badData, error.message,
      remedy: error.remedy)
  }

  /// Keeps what is known about an error of any module; others are unexpected.
  public init(any error: any Error) {
    switch error {
    case let error as AuditError: self = error
    case let error as RecommenderError: self.init(error)
    case let error as LanguageModelError: self.init(error)
    case let error as EvidenceError: self.init(error)
    case let error as ConfigurationError: self.init(error)
    case let error as CorpusError: self.init(error)
    case let error as StatisticsError: self.init(error)
    case let error as AttacksError: self.init(error)
    default:
      self.init(
        "AUD001", .unexpected, "Something failed that was not foreseen.",
        remedy: "Report it with the command that led here.", cause: "\(error)")
    }
  }
}
