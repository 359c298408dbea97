// SPDX-License-Identifier: Apache-2.0

import CKernels
import RealModule

/// What the logits of one position say as a distribution over tokens; in nats.
package struct LogitMoments: Equatable, Sendable {
  /// The logarithm of the sum of the exponentials.
  package let logSumExp: Double
  /// The expected log-probability: minus the entropy.
  package let mean: Double
  /// The standard deviation of the log-probability, at least 0.
  package let standardDeviation: Double
}

extension ElementKernels {
  /// Returns the logarithm of the sum of the exponentials; not finite where a logit is not.
  ///
  /// Exponentials in floats, their sum in double precision: within 1e-6. O(count).
  package func logSumExp(_ logits: Floats) -> Double {
    guard let base = logits.baseAddress, !logits.isEmpty else { return -.infinity }
    let sums = pk_sum_exponentials(base, logits.count, 0, set.code)
    return Double(sums.largest) + Double.log(sums.sum)
  }

  /// Returns the moments of the log-probability under the distribution itself.
  ///
  /// With d = logit - largest and the sums S, A, B of e^d, e^d d and e^d d^2: the log-probability is
  /// d - ln S, its mean A/S - ln S, its variance B/S - (A/S)^2. O(count).
  package func moments(_ logits: Floats) -> LogitMoments {
    precondition(!logits.isEmpty, "a distribution over something")
    guard let base = logits.baseAddress else {
      return LogitMoments(logSumExp: -.infinity, mean: 0, standardDeviation: 0)
    }
    let sums = pk_sum_moments(base, logits.count, set.code)
    let (first, second) = (sums.first / sums.sum, sums.second / sums.sum)
    let logSum = Double.log(sums.sum)
    return LogitMoments(
      logSumExp: Double(sums.largest) + logSum, mean: first - logSum,
      standardDeviation: max(second - first * first, 0).squareRoot())
  }

  /// Returns how many numbers are greater than a bound.
  package func count(in row: Floats, above bound: Float) -> Int {
    guard let base = row.baseAddress else { return 0 }
    return pk_count_above(base, row.count, bound, set.code)
  }
}
