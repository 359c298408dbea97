// SPDX-License-Identifier: Apache-2.0

/// Why a corpus could not be made.
public struct CorpusError: Error, Equatable {
  /// A stable code; new ones may be added.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Kind: String {
      case implausiblePlan = "COR001"
      case repeatedUser = "COR002"
      case invalidGrammar = "COR040"
      case unreadableGrammar = "COR041"
      case missingGrammar = "COR042"
    }

    private let kind: Kind

    /// A plan asks for something that cannot be made.
    public static let implausiblePlan = Code(kind: .implausiblePlan)
    /// Users were given of which two have one identifier.
    public static let repeatedUser = Code(kind: .repeatedUser)
    /// A grammar breaks the rules of its format.
    public static let invalidGrammar = Code(kind: .invalidGrammar)
    /// Grammars could not be read.
    public static let unreadableGrammar = Code(kind: .unreadableGrammar)
    /// A plan asks for a kind of document that has no grammar.
    public static let missingGrammar = Code(kind: .missingGrammar)

    /// The code as printed, such as `COR001`.
    public var description: String { kind.rawValue }
  }

  /// What kind of failure it is.
  public let code: Code
  /// What happened, and to what; never a personal value.
  public let message: String
  /// What to do next.
  public let remedy: String
  /// The failure underneath, in words, where there is one.
  public let cause: String?

  /// Creates an error.
  public init(_ code: Code, _ message: String, remedy: String, cause: String? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.cause = cause
  }
}
