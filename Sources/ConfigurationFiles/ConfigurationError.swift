// SPDX-License-Identifier: Apache-2.0

/// Why a configuration file was refused.
public struct ConfigurationError: Error, Sendable {
  /// What kind of mistake it is; stable for scripts.
  public let code: Code
  /// Where and what, beginning with file, line and column where they are known.
  public let message: String
  /// What to do next, in one sentence.
  public let remedy: String
  /// The failure underneath, where there is one.
  public let cause: (any Error)?

  /// Creates an error.
  public init(_ code: Code, _ message: String, remedy: String, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.cause = cause
  }

  /// Which family of exit codes the failure belongs to.
  public var category: Category { code.category }

  /// Families of failures; the command line maps each to one exit code.
  public enum Category: String, Sendable, CaseIterable {
    /// The file's content is not acceptable (78).
    case configuration
    /// The file is not there (66).
    case missing
    /// The file cannot be read (74).
    case inputOutput = "input-output"
  }

  /// A stable code such as `CFG006`; new ones may be added.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Kind: Int {
      case malformed = 1
      case duplicateKey, anchor, tag, ambiguous, unknownKey, missingKey, wrongType, outOfRange
      case unknownWord, invalid, missingFile, unreadableFile
    }

    private let kind: Kind

    private init(_ kind: Kind) { self.kind = kind }

    /// The file is not one YAML document.
    public static let malformed = Code(.malformed)
    /// A key stands twice in one mapping.
    public static let duplicateKey = Code(.duplicateKey)
    /// An anchor, alias or merge key is used.
    public static let anchor = Code(.anchor)
    /// A tag is used.
    public static let tag = Code(.tag)
    /// An unquoted scalar means different things to different readers.
    public static let ambiguous = Code(.ambiguous)
    /// A key means nothing here.
    public static let unknownKey = Code(.unknownKey)
    /// A key that is needed is not there.
    public static let missingKey = Code(.missingKey)
    /// A value is of another type.
    public static let wrongType = Code(.wrongType)
    /// A number lies outside what is allowed.
    public static let outOfRange = Code(.outOfRange)
    /// A word is none of those allowed.
    public static let unknownWord = Code(.unknownWord)
    /// A value breaks a rule of whoever reads it.
    public static let invalid = Code(.invalid)
    /// The file is not there.
    public static let missingFile = Code(.missingFile)
    /// The file cannot be read.
    public static let unreadableFile = Code(.unreadableFile)

    /// The code as printed, such as `CFG006`.
    public var description: String {
      let digits = String(kind.rawValue)
      return "CFG" + String(repeating: "0", count: 3 - digits.count) + digits
    }

    /// The family that the code belongs to.
    public var category: Category {
      switch kind {
      case .missingFile: .missing
      case .unreadableFile: .inputOutput
      default: .configuration
      }
    }
  }
}

extension ConfigurationError: CustomStringConvertible {
  /// Code, message and remedy on one line.
  public var description: String { "\(code): \(message) \(remedy)" }
}
