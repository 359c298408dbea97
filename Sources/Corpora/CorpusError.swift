// SPDX-License-Identifier: Apache-2.0

/// Why a corpus could not be made.
public struct CorpusError: Error, Equatable {
  /// A stable code; new ones may be added.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Kind: String {
      case implausiblePlan = "COR001"
      case repeatedUser = "COR002"
      case missingFocus = "COR050"
      case badWordList = "COR051"
    }

    private let kind: Kind

    /// A plan asks for something that cannot be made.
    public static let implausiblePlan = Code(kind: .implausiblePlan)
    /// Users were given of which two have one identifier.
    public static let repeatedUser = Code(kind: .repeatedUser)
    /// Documents of a kind have nothing to disclose.
    public static let missingFocus = Code(kind: .missingFocus)
    /// The words that secrets are made of are not as many, or as distinct, as they must be.
    public static let badWordList = Code(kind: .badWordList)

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
