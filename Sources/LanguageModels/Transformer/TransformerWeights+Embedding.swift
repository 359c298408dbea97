// SPDX-License-Identifier: Apache-2.0

import Compute

extension TransformerWeights {
  /// Writes the state of a token before the first block.
  func embed(
    _ token: TokenID, at position: Int, into state: MutableFloats, _ engine: TransformerEngine
  ) {
    embedding.unpack(row: Int(token), by: engine.matrices, into: state)
    guard let positions else { return }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: state.count) { place in
      positions.unpack(row: position, by: engine.matrices, into: place)
      engine.elements.add(Floats(place), to: state)
    }
  }
}
