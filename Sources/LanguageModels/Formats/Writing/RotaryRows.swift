// SPDX-License-Identifier: Apache-2.0

/// Reorders the rows of queries and keys between the two conventions of rotary positions.
///
/// With h components in a head, the pair i of the convention `halves` is rows i and i + h/2 of the
/// head; of `adjacent` it is rows 2i and 2i + 1. The order changes nothing that a model computes, as
/// long as queries, keys and their biases are reordered alike.
package enum RotaryRows {
  /// Returns the rows in the other order.
  ///
  /// - Parameters:
  ///   - values: `[heads * headWidth, columns]`, or a bias `[heads * headWidth]`.
  ///   - headWidth: Components of one head; even.
  ///   - columns: The length of a row; 1 for a bias.
  ///   - source: The convention of `values`.
  ///   - target: The convention of the result.
  /// - Returns: The same numbers; linear in their count.
  package static func reordered(
    _ values: [Float], headWidth: Int, columns: Int, from source: ModelConfiguration.RotaryPairing,
    to target: ModelConfiguration.RotaryPairing
  ) -> [Float] {
    guard source != target else { return values }
    precondition(headWidth.isMultiple(of: 2) && columns > 0, "heads have pairs, rows have columns")
    precondition(values.count.isMultiple(of: headWidth * columns), "rows fill whole heads")
    var result: [Float] = []
    result.reserveCapacity(values.count)
    let half = headWidth / 2
    for head in stride(from: 0, to: values.count, by: headWidth * columns) {
      for row in 0..<headWidth {
        let origin =
          target == .adjacent ? row % 2 * half + row / 2 : row % half * 2 + row / half
        let start = head + origin * columns
        result.append(contentsOf: values[start..<start + columns])
      }
    }
    return result
  }
}
