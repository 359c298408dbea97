// SPDX-License-Identifier: Apache-2.0

/// Returns the probability that a positive scores above a negative, ties counting one half.
///
/// The Mann-Whitney statistic over the number of pairs, which is the area under the ROC curve;
/// with weights, over the sum of products of weights. O(n log n). Hanley and McNeil, "The Meaning
/// and Use of the Area under a Receiver Operating Characteristic (ROC) Curve", 1982,
/// doi:10.1148/radiology.143.1.7063747.
///
/// - Parameters:
///   - positives: Scores of positives, without NaN.
///   - negatives: Scores of negatives, without NaN.
///   - positiveWeights: The weight of each positive, not negative; one each where nil.
///   - negativeWeights: The weight of each negative, not negative; one each where nil.
/// - Returns: The area, in 0...1.
/// - Throws: Where a side is empty, holds NaN, or weights do not fit, are negative or sum to zero.
public func areaUnderCurve(
  positives: [Double], negatives: [Double], positiveWeights: [Double]? = nil,
  negativeWeights: [Double]? = nil
) throws(StatisticsError) -> Double {
  try check(positives, "positives")
  try check(negatives, "negatives")
  let weights = try checkedWeights(positiveWeights, count: positives.count, of: "positives")
  let opponents = WeightedRanking(
    scores: negatives,
    weights: try checkedWeights(negativeWeights, count: negatives.count, of: "negatives"))
  var won = 0.0
  var total = 0.0
  for index in positives.indices {
    won += weights[index] * opponents.weightBelow(positives[index])
    total += weights[index]
  }
  return won / (total * opponents.total)
}

/// Returns the weights, or ones; throws unless they fit, are not negative and sum above zero.
private func checkedWeights(_ weights: [Double]?, count: Int, of name: String)
  throws(StatisticsError) -> [Double]
{
  guard let weights else { return [Double](repeating: 1, count: count) }
  guard weights.count == count else {
    throw StatisticsError(
      .mismatchedSizes, "There are \(weights.count) weights for \(count) \(name).",
      remedy: "Give one weight for each.")
  }
  try checkFinite(weights, "weights of \(name)")
  guard weights.allSatisfy({ $0 >= 0 }), sum(weights) > 0 else {
    throw StatisticsError(
      .invalidParameter, "Weights of \(name) are negative or all zero.",
      remedy: "Give weights of zero or more, at least one above zero.")
  }
  return weights
}

/// Scores in ascending order with running sums of their weights.
struct WeightedRanking {
  private let scores: [Double]
  /// The weight of all scores before each position, `[scores + 1]`.
  private let running: [Double]

  init(scores: [Double], weights: [Double]) {
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    self.scores = order.map { scores[$0] }
    var running = [0.0]
    running.reserveCapacity(order.count + 1)
    var total = 0.0
    for index in order {
      total += weights[index]
      running.append(total)
    }
    self.running = running
  }

  /// The weight of all scores.
  var total: Double { running[running.count - 1] }

  /// Returns the weight of the scores below this one, with half of the weight of those equal to it.
  func weightBelow(_ score: Double) -> Double {
    let first = partition { scores[$0] < score }
    let last = partition { scores[$0] <= score }
    return (running[first] + running[last]) / 2
  }

  /// Returns the first position where the condition, true up to some position, is false.
  private func partition(_ holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = scores.count
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
