// SPDX-License-Identifier: Apache-2.0

/// One estimated number with its interval and how both were computed.
public struct Estimate: Equatable, Sendable {
  /// The point estimate.
  public var value: Double
  /// The number of units it was computed from.
  public var n: Int
  /// The confidence interval.
  public var interval: ClosedRange<Double>
  /// The confidence level of `interval`, in 0...1.
  public var level: Double
  /// The estimated standard deviation of `value`, where the method gives one.
  public var standardError: Double?
  /// How value and interval were computed, in a few words.
  public var method: String

  /// Creates an estimate.
  public init(
    value: Double, n: Int, interval: ClosedRange<Double>, level: Double,
    standardError: Double? = nil, method: String
  ) {
    self.value = value
    self.n = n
    self.interval = interval
    self.level = level
    self.standardError = standardError
    self.method = method
  }
}
