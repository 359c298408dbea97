// SPDX-License-Identifier: Apache-2.0

/// Returns the largest of several bounds that together hold at the level, and its position.
///
/// - Parameters:
///   - choices: What was listed beforehand, at least one.
///   - level: The confidence level of the result, strictly between 0 and 1.
///   - bound: The bound of one choice that fails with a probability of at most its second argument.
/// - Returns: The bound and the first position that reaches it.
/// - Throws: Where there is no choice, and for a level out of range.
func largestBound<Choice>(
  of choices: [Choice], level: Double, bound: (Choice, Double) -> Double
) throws(StatisticsError) -> (bound: Double, position: Int) {
  try checkProportion(level, "level")
  guard !choices.isEmpty else {
    throw StatisticsError(
      .emptySample, "There is no audit to choose from.", remedy: "List at least one.")
  }
  let share = (1 - level) / Double(choices.count)
  let bounds = choices.map { bound($0, share) }
  let position = bounds.indices.reduce(0) { bounds[$1] > bounds[$0] ? $1 : $0 }
  return (bounds[position], position)
}
