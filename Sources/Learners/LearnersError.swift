// SPDX-License-Identifier: Apache-2.0

/// Why something could not be learned or must not be relied on, with what to do about it.
public struct LearnersError: Error, Sendable, CustomStringConvertible {
  /// A stable code; scripts may rely on `rawValue`.
  public struct Code: Hashable, Sendable {
    private enum Value: String {
      case tooFewExamples = "LRN001"
      case invalidParameter = "LRN002"
      case differentKinds = "LRN003"
      case statistics = "LRN004"
    }

    private let value: Value

    /// A side has too few examples or groups to learn from and to judge by.
    public static let tooFewExamples = Code(value: .tooFewExamples)
    /// A setting lies outside its range.
    public static let invalidParameter = Code(value: .invalidParameter)
    /// Two sets of texts are told apart by their texts alone.
    public static let differentKinds = Code(value: .differentKinds)
    /// A statistic of the outcome could not be computed; see the cause.
    public static let statistics = Code(value: .statistics)

    /// The code as printed, such as `LRN001`.
    public var rawValue: String { value.rawValue }
  }

  /// What kind of failure it is.
  public let code: Code
  /// What happened, to what.
  public let message: String
  /// What to do next.
  public let remedy: String
  /// The error behind this one, where there is one.
  public let cause: (any Error)?

  /// Creates an error.
  public init(_ code: Code, _ message: String, remedy: String, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.cause = cause
  }

  /// Code, message and remedy in one line.
  public var description: String { "\(code.rawValue): \(message) \(remedy)" }
}
