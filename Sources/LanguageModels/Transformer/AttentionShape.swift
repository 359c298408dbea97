// SPDX-License-Identifier: Apache-2.0

import Compute

/// How the queries, keys and values of one position lie and what each query sees.
struct AttentionShape {
  /// Floats of one head.
  let headWidth: Int
  /// Heads of queries.
  let headCount: Int
  /// Heads of queries that share a head of keys.
  let groupCount: Int
  /// Floats of all queries.
  let queryWidth: Int
  /// Floats of all keys, or values.
  let keyWidth: Int
  private let window: Int?

  /// Reads the shape of a model.
  init(_ configuration: ModelConfiguration) {
    headWidth = configuration.headWidth
    headCount = configuration.headCount
    groupCount = configuration.headCount / configuration.keyValueHeadCount
    queryWidth = configuration.headCount * configuration.headWidth
    keyWidth = configuration.keyValueHeadCount * configuration.headWidth
    window = configuration.slidingWindow
  }

  /// Floats of queries, keys and values together.
  var rowWidth: Int { queryWidth + 2 * keyWidth }

  /// The positions that a position sees, itself included.
  func visible(from position: Int) -> Range<Int> {
    max(0, position + 1 - (window ?? position + 1))..<position + 1
  }

  /// Turns a row's queries and keys, and keeps keys and values.
  ///
  /// - Parameters:
  ///   - row: Queries, keys and values, `[rowWidth]`.
  ///   - position: The position in the sequence.
  ///   - place: The row of the cache.
  ///   - block: The block's keys and values in the cache.
  ///   - rotary: The angles; nil where positions are learned.
  ///   - engine: What computes.
  func keep(
    _ row: MutableFloats, at position: Int, place: Int,
    in block: (keys: MutableFloats, values: MutableFloats), _ rotary: RotaryTable?,
    _ engine: TransformerEngine
  ) {
    let turned = MutableFloats(rebasing: row[..<(queryWidth + keyWidth)])
    rotary?.rotate(turned, at: position, engine.configuration, by: engine.elements)
    let range = place * keyWidth..<(place + 1) * keyWidth
    _ = block.keys[range].update(fromContentsOf: row[queryWidth..<queryWidth + keyWidth])
    _ = block.values[range].update(fromContentsOf: row[(queryWidth + keyWidth)...])
  }

  /// Writes what one head's query finds.
  ///
  /// - Parameters:
  ///   - head: The head of queries.
  ///   - row: Turned queries, `[rowWidth]`.
  ///   - places: The rows of the cache that the query sees.
  ///   - block: The block's keys and values in the cache.
  ///   - weights: Room for a number a place.
  ///   - out: Receives all heads' results, `[queryWidth]`; this head's part is written.
  ///   - kernels: What computes.
  func attend(
    head: Int, _ row: Floats, places: Range<Int>,
    in block: (keys: MutableFloats, values: MutableFloats), weights: MutableFloats,
    into out: MutableFloats, by kernels: ElementKernels
  ) {
    let own = head * headWidth..<(head + 1) * headWidth
    let first = places.lowerBound * keyWidth + head / groupCount * headWidth
    let last = places.upperBound * keyWidth
    func rows(_ floats: MutableFloats) -> MatrixView {
      MatrixView(
        MutableFloats(rebasing: floats[first..<last]), rows: places.count, columns: headWidth,
        stride: keyWidth)
    }
    kernels.attend(
      Floats(rebasing: row[own]), keys: rows(block.keys), values: rows(block.values),
      scale: 1 / Float(headWidth).squareRoot(),
      weights: MutableFloats(rebasing: weights[..<places.count]),
      into: MutableFloats(rebasing: out[own]))
  }
}
