// SPDX-License-Identifier: Apache-2.0

import Compute

/// A number of successes among independent trials, and intervals for the probability behind it.
public struct Proportion: Equatable, Sendable {
  /// How an interval for a proportion is computed.
  public enum Method: String, Sendable, CaseIterable {
    /// Inversion of the score test: close to the level on average.
    case wilson
    /// Inversion of two exact binomial tests: never below the level, often above.
    case clopperPearson = "clopper-pearson"
  }

  /// The number of successes.
  public let successes: Int
  /// The number of trials, at least one.
  public let trials: Int

  /// Creates a proportion; throws unless `0 <= successes <= trials` and `trials > 0`.
  public init(successes: Int, trials: Int) throws(StatisticsError) {
    guard trials > 0 else {
      throw StatisticsError(
        .emptySample, "A proportion of \(trials) trials is undefined.", remedy: "Give more data.")
    }
    guard (0...trials).contains(successes) else {
      throw StatisticsError(
        .invalidParameter, "\(successes) successes in \(trials) trials cannot be.",
        remedy: "Give between 0 and \(trials) successes.")
    }
    self.successes = successes
    self.trials = trials
  }

  /// The share of successes.
  public var value: Double { Double(successes) / Double(trials) }

  /// Returns the share with an interval by the given method.
  ///
  /// - Parameters:
  ///   - method: How to compute the interval.
  ///   - level: The confidence level, strictly between 0 and 1.
  /// - Returns: The share, its interval and the method's name.
  public func estimate(_ method: Method = .wilson, level: Double = 0.95) -> Estimate {
    let interval =
      switch method {
      case .wilson: wilsonInterval(level: level)
      case .clopperPearson: clopperPearsonInterval(level: level)
      }
    return Estimate(
      value: value, n: trials, interval: interval, level: level, method: method.rawValue)
  }

  /// Returns Wilson's score interval, without continuity correction.
  ///
  /// The p with (share - p)^2 <= z^2 p (1 - p) / n. Wilson, "Probable Inference, the Law of
  /// Succession, and Statistical Inference", 1927, doi:10.1080/01621459.1927.10502953.
  ///
  /// - Parameter level: The confidence level, strictly between 0 and 1.
  /// - Returns: The interval, within 0...1.
  public func wilsonInterval(level: Double = 0.95) -> ClosedRange<Double> {
    let z = criticalValue(level)
    let n = Double(trials)
    let centre = value + z * z / (2 * n)
    let spread = z * SpecialFunctions.sqrt(value * (1 - value) / n + z * z / (4 * n * n))
    let scale = 1 + z * z / n
    let low = successes == 0 ? 0 : max(0, (centre - spread) / scale)
    let high = successes == trials ? 1 : min(1, (centre + spread) / scale)
    return low...high
  }

  /// Returns the exact interval of Clopper and Pearson.
  ///
  /// Each end is a Beta quantile. Clopper and Pearson, "The Use of Confidence or Fiducial Limits
  /// Illustrated in the Case of the Binomial", 1934, doi:10.1093/biomet/26.4.404.
  ///
  /// - Parameter level: The confidence level, strictly between 0 and 1.
  /// - Returns: The interval, within 0...1.
  public func clopperPearsonInterval(level: Double = 0.95) -> ClosedRange<Double> {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1")
    let tail = (1 - level) / 2
    return exactLowerLimit(error: tail)...exactUpperLimit(error: tail)
  }

  /// Returns the exact lower limit that lies above the probability in at most `error` of samples.
  func exactLowerLimit(error: Double) -> Double {
    successes == 0
      ? 0
      : SpecialFunctions.inverseRegularizedIncompleteBeta(
        error, Double(successes), Double(trials - successes) + 1)
  }

  /// Returns the exact upper limit that lies below the probability in at most `error` of samples.
  func exactUpperLimit(error: Double) -> Double {
    successes == trials
      ? 1
      : 1
        - SpecialFunctions.inverseRegularizedIncompleteBeta(
          error, Double(trials - successes), Double(successes) + 1)
  }
}

/// Returns the normal quantile that leaves half of 1 - level above it.
func criticalValue(_ level: Double) -> Double {
  precondition(level > 0 && level < 1, "a level lies between 0 and 1")
  return -SpecialFunctions.normalQuantile((1 - level) / 2)
}
