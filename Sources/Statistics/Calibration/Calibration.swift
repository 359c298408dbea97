// SPDX-License-Identifier: Apache-2.0

/// How far stated certainty lies from how often what was stated is right.
///
/// Guo et al., "On Calibration of Modern Neural Networks", 2017, arXiv 1706.04599, equation 3: answers are
/// put into bins by their confidence, and the expected calibration error is the mean, over answers, of the
/// distance between a bin's share of right answers and its mean confidence.
public struct Calibration: Equatable, Sendable {
  /// How bins are made.
  public enum Binning: String, Sendable, CaseIterable {
    /// Bins of equal width over 0...1, each with its upper end: `(0, 1/m], (1/m, 2/m] ...`, 0 in the first.
    case equalWidth = "equal-width"
    /// Bins of as equal numbers of answers as can be, by ascending confidence (Nixon et al., 2019, arXiv
    /// 1904.01685, section 3); answers of one confidence may fall into two bins, by their order.
    case equalMass = "equal-mass"
  }

  /// The answers of like confidence.
  public struct Bin: Equatable, Sendable {
    /// How many there are.
    public let count: Int
    /// Their mean confidence; 0 in an empty bin.
    public let meanConfidence: Double
    /// The share that is right; 0 in an empty bin.
    public let accuracy: Double
  }

  /// The bins, by ascending confidence.
  public let bins: [Bin]
  /// The expected calibration error, in 0...1.
  public let expectedError: Double
  /// The largest distance of any bin that has answers.
  public let largestError: Double

  /// Puts answers into bins.
  ///
  /// - Parameters:
  ///   - confidences: How sure each answer was, in 0...1.
  ///   - isCorrect: Whether it was right, `[answers]`.
  ///   - binCount: The number of bins, at least 1.
  ///   - binning: How bins are made.
  /// - Throws: `emptySample` without an answer, `mismatchedSizes`, `invalidParameter` for a confidence
  ///   outside of 0...1 and for no bins.
  public init(
    confidences: [Double], isCorrect: [Bool], binCount: Int = 15, binning: Binning = .equalWidth
  ) throws(StatisticsError) {
    guard !confidences.isEmpty else {
      throw StatisticsError(
        .emptySample, "There is no answer to calibrate.", remedy: "Give at least one.")
    }
    guard confidences.count == isCorrect.count else {
      throw StatisticsError(
        .mismatchedSizes, "\(confidences.count) confidences of \(isCorrect.count) answers.",
        remedy: "Give one confidence for each answer.")
    }
    guard binCount > 0, confidences.allSatisfy({ (0...1).contains($0) }) else {
      throw StatisticsError(
        .invalidParameter, "Confidences lie in 0...1, in one bin or more.",
        remedy: "Scale them to 0...1 and ask for at least one bin.")
    }
    let places = Calibration.places(confidences, binCount, binning)
    var sums = [(count: Int, confidence: Double, correct: Int)](
      repeating: (0, 0, 0), count: binCount)
    for (answer, place) in places.enumerated() {
      sums[place].count += 1
      sums[place].confidence += confidences[answer]
      sums[place].correct += isCorrect[answer] ? 1 : 0
    }
    bins = sums.map { sum in
      let size = Double(max(sum.count, 1))
      return Bin(
        count: sum.count, meanConfidence: sum.confidence / size,
        accuracy: Double(sum.correct) / size)
    }
    let total = Double(confidences.count)
    expectedError = bins.reduce(0) {
      $0 + Double($1.count) / total * abs($1.accuracy - $1.meanConfidence)
    }
    largestError = bins.reduce(0) {
      $1.count > 0 ? max($0, abs($1.accuracy - $1.meanConfidence)) : $0
    }
  }

  /// The bin of each answer.
  private static func places(
    _ confidences: [Double], _ binCount: Int, _ binning: Binning
  ) -> [Int] {
    switch binning {
    case .equalWidth:
      return confidences.map { confidence in
        let bin = Int((confidence * Double(binCount)).rounded(.up)) - 1
        return min(max(bin, 0), binCount - 1)
      }
    case .equalMass:
      let order = confidences.indices.sorted { (confidences[$0], $0) < (confidences[$1], $1) }
      var places = [Int](repeating: 0, count: confidences.count)
      for (rank, answer) in order.enumerated() {
        places[answer] = rank * binCount / confidences.count
      }
      return places
    }
  }
}
