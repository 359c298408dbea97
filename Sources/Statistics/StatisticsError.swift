// SPDX-License-Identifier: Apache-2.0

/// Why a statistic could not be computed, with what to do about it.
public struct StatisticsError: Error, Sendable, CustomStringConvertible {
  /// A stable code; scripts may rely on `rawValue`.
  public struct Code: Hashable, Sendable {
    private enum Value: String {
      case emptySample = "STA001"
      case notANumber = "STA002"
      case invalidParameter = "STA003"
      case mismatchedSizes = "STA004"
      case undefined = "STA005"
    }

    private let value: Value

    /// A sample holds nothing, or too little for the statistic.
    public static let emptySample = Code(value: .emptySample)
    /// A sample holds NaN, or an infinity where a sum is taken.
    public static let notANumber = Code(value: .notANumber)
    /// A level, margin, count or weight lies outside its range.
    public static let invalidParameter = Code(value: .invalidParameter)
    /// Two samples that belong together differ in length.
    public static let mismatchedSizes = Code(value: .mismatchedSizes)
    /// The statistic has no value on this sample, such as a ratio over zero.
    public static let undefined = Code(value: .undefined)

    /// The code as printed, such as `STA001`.
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

/// Throws unless the sample holds at least `least` numbers and none of them is NaN.
func check(_ sample: [Double], _ name: String, atLeast least: Int = 1) throws(StatisticsError) {
  guard sample.count >= least else {
    throw StatisticsError(
      .emptySample, "The sample of \(name) holds \(sample.count) values; it needs \(least).",
      remedy: "Give more data.")
  }
  if let index = sample.firstIndex(where: \.isNaN) {
    throw StatisticsError(
      .notANumber, "Value \(index) of the sample of \(name) is not a number.",
      remedy: "Remove it, or repair what computed it.")
  }
}

/// Throws unless the sample holds at least `least` numbers, all of them finite.
func checkFinite(_ sample: [Double], _ name: String, atLeast least: Int = 1)
  throws(StatisticsError)
{
  try check(sample, name, atLeast: least)
  if let index = sample.firstIndex(where: \.isInfinite) {
    throw StatisticsError(
      .notANumber, "Value \(index) of the sample of \(name) is infinite.",
      remedy: "Remove it, or repair what computed it.")
  }
}

/// Throws unless the value lies strictly between zero and one.
func checkProportion(_ value: Double, _ name: String) throws(StatisticsError) {
  guard value > 0 && value < 1 else {
    throw StatisticsError(
      .invalidParameter, "The \(name) is \(value).", remedy: "Give a number between 0 and 1.")
  }
}

/// Throws unless the value is finite and above zero.
func checkPositive(_ value: Double, _ name: String) throws(StatisticsError) {
  guard value > 0 && value.isFinite else {
    throw StatisticsError(
      .invalidParameter, "The \(name) is \(value).", remedy: "Give a finite number above 0.")
  }
}

/// Throws unless the value lies in 0..<1.
func checkDelta(_ delta: Double) throws(StatisticsError) {
  guard delta >= 0, delta < 1 else {
    throw StatisticsError(
      .invalidParameter, "Delta is \(delta).", remedy: "Give a number from 0 and below 1.")
  }
}
