// SPDX-License-Identifier: Apache-2.0

/// Finds the stratum of an example: a table of where to begin, and a few steps from there.
///
/// A binary search took a third of the time of a step of the training order, in branches that cannot
/// be foretold.
struct StratumSearch: Sendable {
  private static let bucketLimit = 4_096

  /// The first example of each stratum, and the number of examples as an end.
  private let firstExamples: [Int]
  /// For each bucket of 2^shift examples the last stratum that begins by its first example.
  private let guide: [Int32]
  private let shift: UInt64

  init(_ strata: [Stratum], exampleCount: Int) {
    var shift: UInt64 = 0
    while exampleCount >> shift >= StratumSearch.bucketLimit { shift += 1 }
    let firstExamples = strata.map(\.firstExample) + [exampleCount]
    var stratum = 0
    guide = (0...exampleCount >> shift).map { bucket in
      while stratum + 1 < strata.count, firstExamples[stratum + 1] <= bucket << shift {
        stratum += 1
      }
      return Int32(stratum)
    }
    (self.firstExamples, self.shift) = (firstExamples, shift)
  }

  /// The last stratum that begins by an example, below the number of examples; so it is not empty.
  ///
  /// - Parameter example: The example.
  /// - Returns: The stratum and the example's place in it.
  @inline(__always)
  func find(_ example: Int) -> (stratum: Int, place: Int) {
    var stratum = Int(guide[example &>> Int(truncatingIfNeeded: shift)])
    while firstExamples[stratum + 1] <= example { stratum += 1 }
    return (stratum, example - firstExamples[stratum])
  }
}
