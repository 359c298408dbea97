// SPDX-License-Identifier: Apache-2.0

/// Why an attack could not be computed, with what to do about it.
public struct AttacksError: Error, Sendable, CustomStringConvertible {
  /// A stable code; scripts may rely on `rawValue`.
  public struct Code: Hashable, Sendable {
    private enum Value: String {
      case emptyInput = "ATK001"
      case invalidParameter = "ATK002"
      case tooLarge = "ATK003"
      case notANumber = "ATK004"
      case mismatchedSizes = "ATK005"
      case undefined = "ATK006"
      case outOfMemory = "ATK007"
    }

    private let value: Value

    /// There is nothing to measure, or too little for the measure.
    public static let emptyInput = Code(value: .emptyInput)
    /// A share, count, length or probability lies outside its range.
    public static let invalidParameter = Code(value: .invalidParameter)
    /// The data do not fit the structure that was asked for.
    public static let tooLarge = Code(value: .tooLarge)
    /// A model gave a value that is no number, or no logarithm of a probability.
    public static let notANumber = Code(value: .notANumber)
    /// Values that belong together differ in number.
    public static let mismatchedSizes = Code(value: .mismatchedSizes)
    /// The measure has no value on these data, such as a ratio over zero.
    public static let undefined = Code(value: .undefined)
    /// There was no memory for the work.
    public static let outOfMemory = Code(value: .outOfMemory)

    /// The code as printed, such as `ATK001`.
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
