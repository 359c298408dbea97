// SPDX-License-Identifier: Apache-2.0

/// A curve or a set of bars: paired coordinates under a stable name, such as a ROC curve.
public struct Series: Equatable, Sendable {
  /// Stable lower-case name with hyphens, such as `unlearning-path` or `roc`.
  public var name: String
  /// What the series is of, as in `Measurement.group`.
  public var group: [String: String]
  /// What `x` holds, with its unit.
  public var xName: String
  /// What `y` holds, with its unit.
  public var yName: String
  /// The horizontal coordinates, `[points]`.
  public var x: [Double]
  /// The vertical coordinates, `[points]`.
  public var y: [Double]
  /// The interval of each `y`, `[points]`; nil where there are none.
  public var intervals: [ClosedRange<Double>]?
  /// Horizontal positions worth a mark, by label, such as where unlearning stopped.
  public var marks: [String: Double]

  /// Creates a series; `x`, `y` and intervals, if any, have one length.
  public init(
    _ name: String, group: [String: String], xName: String, yName: String, x: [Double],
    y: [Double], intervals: [ClosedRange<Double>]? = nil, marks: [String: Double] = [:]
  ) {
    precondition(
      x.count == y.count && intervals?.count ?? x.count == x.count,
      "a series pairs its coordinates")
    self.intervals = intervals
    self.name = name
    self.group = group
    self.xName = xName
    self.yName = yName
    self.x = x
    self.y = y
    self.marks = marks
  }
}
