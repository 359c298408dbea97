// SPDX-License-Identifier: Apache-2.0

/// One measured number with everything needed to judge it, or the reason why it is missing.
///
/// A missing value is never a pass: rules that meet `value == nil` fail with `reason`.
public struct Measurement: Equatable, Sendable {
  /// Stable lower-case name with hyphens, such as `membership-auc-matched`.
  public var name: String
  /// The estimate, or nil where it could not be computed.
  public var value: Double?
  /// Why the value is missing; nil exactly where `value` is present.
  public var reason: String?
  /// The number of units the value was computed from, such as pairs or users.
  public var n: Int?
  /// The interval's lower and upper end, where one was computed.
  public var interval: ClosedRange<Double>?
  /// The confidence level of `interval`, in 0...1.
  public var level: Double?
  /// How value and interval were computed, in a few words.
  public var method: String?
  /// What the value would be if nothing had been learned or forgotten.
  public var control: Double?
  /// The seed behind any draw that the value depends on.
  public var seed: UInt64?
  /// What the number is of: model, set, kind, attribute and the like.
  public var group: [String: String]

  /// Creates a measurement that was made.
  public init(
    _ name: String, _ value: Double, n: Int, group: [String: String],
    interval: ClosedRange<Double>? = nil, level: Double? = nil, method: String? = nil,
    control: Double? = nil, seed: UInt64? = nil
  ) {
    self.name = name
    self.value = value
    self.n = n
    self.group = group
    self.interval = interval
    self.level = level
    self.method = method
    self.control = control
    self.seed = seed
  }

  /// Creates a measurement that could not be made.
  public init(missing name: String, reason: String, group: [String: String]) {
    self.name = name
    self.reason = reason
    self.group = group
  }
}
