// SPDX-License-Identifier: Apache-2.0

/// Moves labels apart that would otherwise print over each other.
package enum LabelSpacing {
  /// Positions in the given order, at least `gap` apart, inside `bounds` where they fit at all.
  ///
  /// Labels are walked from the lowest position up and pushed, then from the highest down and
  /// pulled back inside the bounds: what was in order stays in order.
  package static func spread(
    _ wanted: [Double], gap: Double, within bounds: ClosedRange<Double>
  ) -> [Double] {
    let order = wanted.indices.sorted {
      wanted[$0] != wanted[$1] ? wanted[$0] < wanted[$1] : $0 < $1
    }
    var placed = wanted
    var floor = bounds.lowerBound
    for index in order {
      placed[index] = max(wanted[index], floor)
      floor = placed[index] + gap
    }
    var ceiling = bounds.upperBound
    for index in order.reversed() {
      placed[index] = min(placed[index], ceiling)
      ceiling = placed[index] - gap
    }
    return placed
  }
}
