// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// The reference values in `Oracles/statistics.json`, as `make_statistics.py` wrote them.
struct ReferenceValues: Decodable {
  struct ProportionCase: Decodable {
    let successes: Int
    let trials: Int
    let level: Double
    let wilson: [Double]
    let exact: [Double]
  }

  struct StudentCase: Decodable {
    let p: Double
    let freedom: Double
    let quantile: Double
  }

  struct SummaryCase: Decodable {
    let values: [Double]
    let mean: Double
    let deviation: Double
    let quantiles: [[Double]]
    let interval: [Double]
  }

  struct CurveCase: Decodable {
    let positives: [Double]
    let negatives: [Double]
    let otherPositives: [Double]
    let otherNegatives: [Double]
    let positiveWeights: [Double]
    let negativeWeights: [Double]
    let area: Double
    let weightedArea: Double
    let variance: Double
    let otherVariance: Double
    let covariance: Double
    let z: Double
    let pValue: Double
    let falsePositiveRates: [Double]
    let truePositiveRates: [Double]
    let thresholds: [Double]
  }

  struct KolmogorovCase: Decodable {
    let first: [Double]
    let second: [Double]
    let statistic: Double
    let pValue: Double
    let limit: Double
  }

  struct PermutationCase: Decodable {
    let first: [Double]
    let second: [Double]
    let pValues: [String: Double]
  }

  struct BootstrapCase: Decodable {
    let numerators: [Double]
    let denominators: [Double]
    let ratio: Double
    let mean: Double
    let deviation: Double
  }

  let proportions: [ProportionCase]
  let student: [StudentCase]
  let summaries: [SummaryCase]
  let curves: [CurveCase]
  let kolmogorov: [KolmogorovCase]
  let permutations: [PermutationCase]
  let bootstraps: [BootstrapCase]

  /// Reads the committed file.
  static func load() throws -> ReferenceValues {
    try Oracle.load("statistics")
  }
}

/// Whether two numbers agree to the tolerance, relative above one and absolute below.
func close(_ first: Double, _ second: Double, _ tolerance: Double = 1e-12) -> Bool {
  isClose(first, second, absolute: tolerance, relative: tolerance)
}

/// Whether an interval's ends agree with a pair of numbers.
func close(_ interval: ClosedRange<Double>, _ ends: [Double], _ tolerance: Double = 1e-12) -> Bool {
  close(interval.lowerBound, ends[0], tolerance) && close(interval.upperBound, ends[1], tolerance)
}
