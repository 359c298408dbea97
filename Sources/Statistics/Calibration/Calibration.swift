// SPDX-License-Identifier: Apache-2.0

/// How well stated confidences agree with how often they turn out right.
///
/// Guo et al., "On Calibration of Modern Neural Networks", 2017, arXiv:1706.04599, section 2: the
/// reliability curve and the expected calibration error (ECE), the mean over bins of the distance
/// between mean confidence and accuracy, weighed by the bins' counts.
public struct Calibration: Equatable, Sendable {
  /// How confidences are put into bins.
  public enum Binning: String, Sendable {
    /// Bins of one width: bin b of B holds those in `(b / B, (b + 1) / B]`, the first also 0.
    case equalWidth = "equal-width"
    /// Bins of one count, by ascending confidence, equal ones by position: bin b of B holds the ranks
    /// from `b n / B` up to `(b + 1) n / B`, rounded down.
    case equalMass = "equal-mass"
  }

  /// A point of the reliability curve.
  public struct Bin: Equatable, Sendable {
    /// How many confidences fell into it.
    public let count: Int
    /// The mean confidence, nil in an empty bin.
    public let confidence: Double?
    /// The share that was right, nil in an empty bin.
    public let accuracy: Double?
  }

  /// How the bins were made.
  public let binning: Binning
  /// The reliability curve, with empty bins.
  public let bins: [Bin]

  /// Puts confidences into bins.
  ///
  /// - Parameters:
  ///   - confidences: The stated probabilities of being right, in 0...1, at least one.
  ///   - isRight: Whether each was right.
  ///   - binning: How bins are made.
  ///   - binCount: The number of bins, at least 1.
  /// - Throws: STA001 for none, STA002 for NaN, STA003 for one outside 0...1 or no bins, STA004 for
  ///   different counts.
  public init(
    confidences: [Double], isRight: [Bool], binning: Binning = .equalWidth, binCount: Int = 15
  ) throws(StatisticsError) {
    try check(confidences, "confidences")
    guard confidences.count == isRight.count else {
      throw StatisticsError(
        .mismatchedSizes, "\(confidences.count) confidences have \(isRight.count) outcomes.",
        remedy: "Give one outcome for each confidence.")
    }
    guard binCount > 0, confidences.allSatisfy({ (0...1).contains($0) }) else {
      throw StatisticsError(
        .invalidParameter, "A confidence lies outside 0...1, or there is no bin.",
        remedy: "Give probabilities and at least one bin.")
    }
    let members = Calibration.members(confidences, binning, binCount)
    self.binning = binning
    bins = members.map { places in
      guard !places.isEmpty else { return Bin(count: 0, confidence: nil, accuracy: nil) }
      let count = Double(places.count)
      return Bin(
        count: places.count, confidence: places.reduce(0) { $0 + confidences[$1] } / count,
        accuracy: Double(places.count { isRight[$0] }) / count)
    }
  }

  /// The expected calibration error, in 0...1.
  public var expectedError: Double {
    let count = Double(bins.reduce(0) { $0 + $1.count })
    return bins.reduce(0) { sum, bin in
      guard let confidence = bin.confidence, let accuracy = bin.accuracy else { return sum }
      return sum + Double(bin.count) / count * abs(accuracy - confidence)
    }
  }

  private static func members(
    _ confidences: [Double], _ binning: Binning, _ binCount: Int
  ) -> [[Int]] {
    switch binning {
    case .equalWidth:
      var members = [[Int]](repeating: [], count: binCount)
      for (place, confidence) in confidences.enumerated() {
        members[bin(confidence, binCount)].append(place)
      }
      return members
    case .equalMass:
      let order = confidences.indices.sorted { (confidences[$0], $0) < (confidences[$1], $1) }
      return (0..<binCount).map { bin in
        Array(order[bin * order.count / binCount..<(bin + 1) * order.count / binCount])
      }
    }
  }

  /// The bin whose edges, as quotients, enclose a confidence: rounding moves none over an edge.
  private static func bin(_ confidence: Double, _ binCount: Int) -> Int {
    var bin = min(binCount - 1, Int((confidence * Double(binCount)).rounded(.down)))
    while bin > 0, confidence <= Double(bin) / Double(binCount) { bin -= 1 }
    while bin < binCount - 1, confidence > Double(bin + 1) / Double(binCount) { bin += 1 }
    return bin
  }
}
