// SPDX-License-Identifier: Apache-2.0

package import Testing

/// Whether two numbers agree within an absolute or a relative tolerance; equal infinities agree.
///
/// The relative tolerance is a share of the larger magnitude. Two NaNs agree: an oracle that says
/// "undefined" is met by a result that says so too.
///
/// - Parameters:
///   - a: One number.
///   - b: The other.
///   - absolute: The largest difference allowed, at least 0.
///   - relative: The largest difference allowed as a share of the larger magnitude, at least 0.
/// - Returns: Whether either tolerance is met.
package func isClose(
  _ a: Double, _ b: Double, absolute: Double = 0, relative: Double = 0
) -> Bool {
  precondition(absolute >= 0 && relative >= 0, "a tolerance is never negative")
  if a == b || (a.isNaN && b.isNaN) { return true }
  guard a.isFinite, b.isFinite else { return false }
  return abs(a - b) <= max(absolute, relative * max(abs(a), abs(b)))
}

/// Records an issue at the first place where two sequences of numbers disagree.
///
/// - Parameters:
///   - actual: What the code under test computed.
///   - expected: What it should be, of the same length.
///   - absolute: The largest difference allowed.
///   - relative: The largest difference allowed as a share of the larger magnitude.
///   - comment: What the numbers are, for the issue.
///   - sourceLocation: Where the issue is reported; the caller's by default.
package func expectClose(
  _ actual: [Double], _ expected: [Double], absolute: Double = 0, relative: Double = 0,
  _ comment: String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
  if let place = disagreement(of: actual, with: expected, absolute: absolute, relative: relative) {
    Issue.record("\(comment) \(place)", sourceLocation: sourceLocation)
  }
}

/// Describes the first place where two sequences of numbers disagree, or returns nil.
///
/// - Parameters:
///   - actual: What the code under test computed.
///   - expected: What it should be, of the same length.
///   - absolute: The largest difference allowed.
///   - relative: The largest difference allowed as a share of the larger magnitude.
/// - Returns: The place with both numbers, or the lengths where those differ.
package func disagreement(
  of actual: [Double], with expected: [Double], absolute: Double = 0, relative: Double = 0
) -> String? {
  guard actual.count == expected.count else {
    return "found \(actual.count) numbers, expected \(expected.count)"
  }
  for (index, (a, b)) in zip(actual, expected).enumerated()
  where !isClose(a, b, absolute: absolute, relative: relative) {
    return "[\(index)]: found \(a), expected \(b)"
  }
  return nil
}

/// Records an issue unless two numbers agree within a tolerance.
///
/// - Parameters:
///   - actual: What the code under test computed.
///   - expected: What it should be.
///   - absolute: The largest difference allowed.
///   - relative: The largest difference allowed as a share of the larger magnitude.
///   - comment: What the number is, for the issue.
///   - sourceLocation: Where the issue is reported; the caller's by default.
package func expectClose(
  _ actual: Double, _ expected: Double, absolute: Double = 0, relative: Double = 0,
  _ comment: String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
  expectClose(
    [actual], [expected], absolute: absolute, relative: relative, comment,
    sourceLocation: sourceLocation)
}
