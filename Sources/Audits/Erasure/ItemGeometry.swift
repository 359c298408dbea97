// SPDX-License-Identifier: Apache-2.0

import Attacks
import Recommenders

/// How far the partners of one erased history lie from Gold's, in units of how far Golds lie apart.
///
/// Partners are a person's items, or an item's people. Distances are root mean squares of differences
/// between cosines of pairs of partners, which no rotation of the latent space changes.
struct ItemGeometry {
  /// The mean distance to the Golds, divided by the largest distance between two Golds.
  let ratio: Double
  /// The mean distance to the Golds.
  let distance: Double
  /// The largest distance between two Golds.
  let goldDistance: Double
  /// How many times as far the cosines moved from those of before as the controls'; 0 where they are
  /// what they were, at most 1000, nil without the model before.
  let concentration: Double?

  /// Compares the cosines of `pairsAtLeast` partners or more; nil for fewer.
  init?(_ readings: ErasureReadings, _ kind: ErasureRequest.Kind, pairsAtLeast: Int) {
    func geometry(_ reading: ModelReading) -> [Double] {
      reading.kinds.first { $0.kind == kind }?.geometry ?? []
    }
    func controls(_ reading: ModelReading) -> [Double] {
      reading.kinds.first { $0.kind == kind }?.controlGeometry ?? []
    }
    let own = geometry(readings.unlearned)
    let golds = readings.golds.map(geometry)
    guard own.count >= pairsAtLeast * (pairsAtLeast - 1) / 2, golds.count > 1,
      golds.allSatisfy({ $0.count == own.count })
    else {
      return nil
    }
    var largest = 0.0
    for first in golds.indices {
      for second in golds.indices.prefix(first) {
        largest = max(largest, Self.distance(golds[first], golds[second]))
      }
    }
    guard largest > 0 else { return nil }
    distance = golds.reduce(0) { $0 + Self.distance(own, $1) } / Double(golds.count)
    goldDistance = largest
    ratio = distance / largest
    concentration = readings.original.flatMap { original in
      Self.concentration(
        moved: (geometry(original), own),
        controls: (controls(original), controls(readings.unlearned)))
    }
  }

  /// Compares two moves, each from cosines before to cosines after.
  private static func concentration(
    moved: ([Double], [Double]), controls: ([Double], [Double])
  ) -> Double? {
    guard moved.0.count == moved.1.count, controls.0.count == controls.1.count,
      !controls.0.isEmpty
    else { return nil }
    let own = distance(moved.0, moved.1)
    guard own > 0 else { return 0 }
    return own / max(distance(controls.0, controls.1), own / 1000)
  }

  private static func distance(_ first: [Double], _ second: [Double]) -> Double {
    let squares = zip(first, second).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return (squares / Double(first.count)).squareRoot()
  }
}
