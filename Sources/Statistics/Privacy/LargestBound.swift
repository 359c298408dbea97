// SPDX-License-Identifier: Apache-2.0

/// Returns the error of one of several bounds, so that all of them hold together at the level.
///
/// `(1 - level) / choiceCount`, by the union bound. The level is split before anything is seen.
///
/// - Parameters:
///   - level: The confidence level of all bounds together, strictly between 0 and 1.
///   - choiceCount: The number of bounds, at least one.
/// - Returns: The error of each.
/// - Throws: For a level or a number out of range.
func sharedError(level: Double, choiceCount: Int) throws(StatisticsError) -> Double {
  try checkProportion(level, "level")
  guard choiceCount >= 1 else {
    throw StatisticsError(
      .invalidParameter, "A bound is one of \(choiceCount) choices.",
      remedy: "Give the number of choices that were listed beforehand, at least 1.")
  }
  return (1 - level) / Double(choiceCount)
}

/// Returns the largest of several bounds and its position, the first where several are equal.
///
/// - Parameters:
///   - choices: What was listed beforehand, at least one.
///   - bound: The bound of one choice, at its share of the error.
/// - Returns: The bound and the position.
/// - Throws: Where there is no choice, and what `bound` throws.
func largestBound<Choice>(
  of choices: [Choice], bound: (Choice) throws(StatisticsError) -> Double
) throws(StatisticsError) -> (bound: Double, position: Int) {
  guard !choices.isEmpty else {
    throw StatisticsError(
      .emptySample, "There is no audit to choose from.", remedy: "List at least one.")
  }
  var best = (bound: -Double.infinity, position: 0)
  for (position, choice) in choices.enumerated() {
    let value = try bound(choice)
    if value > best.bound { best = (value, position) }
  }
  return best
}
