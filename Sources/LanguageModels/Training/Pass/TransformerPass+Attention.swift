// SPDX-License-Identifier: Apache-2.0

import Compute

/// Some queries of one head with the keys and values that they see.
private struct QueryBlock {
  /// The rows of the queries.
  let queries: Range<Int>
  /// The rows of keys and values: the segment's up to the last query.
  let keys: Range<Int>
  /// The columns of the head's queries among projected rows.
  let query: Range<Int>
  /// The columns of its keys.
  let key: Range<Int>
  /// The columns of its values.
  let value: Range<Int>
  /// The number of keys that the first query sees, itself included.
  var visible: Int { queries.lowerBound - keys.lowerBound + 1 }
}

extension TransformerPass {
  /// The factor on products of queries and keys.
  private var scale: Float { 1 / Float(shape.headWidth).squareRoot() }

  /// Mixes values by softmax(scale * query key^T) over each segment's rows so far.
  func attend(_ projected: FloatRows, into mixed: FloatRows) {
    forEachBlock { block in
      let weights = weigh(block, projected)
      multiply(
        .plain, weights, projected[block.keys, block.value],
        into: mixed[block.queries, block.query])
    }
  }

  /// Writes the gradient of queries, keys and values that comes back from `room.mixedGradient`.
  ///
  /// The weights are computed again: to keep them would take rows * sequence floats a head.
  func attendBackward(_ projected: FloatRows) {
    let result = room.projectedGradient
    result.clear()
    forEachBlock { block in
      let weights = weigh(block, projected)
      let logits = FloatRows(
        room.weightGradient.base, rows: block.queries.count, columns: block.keys.count)
      let outGradient = room.mixedGradient[block.queries, block.query]
      multiply(
        .transposedRight, outGradient, projected[block.keys, block.value],
        into: logits)
      softmaxBackward(weights, logits, visible: block.visible)
      multiply(
        .plain, logits, projected[block.keys, block.key],
        into: result[block.queries, block.query])
      multiply(
        .transposedLeft, logits, projected[block.queries, block.query],
        into: result[block.keys, block.key], accumulating: true)
      multiply(
        .transposedLeft, weights, outGradient,
        into: result[block.keys, block.value], accumulating: true)
    }
  }

  /// Computes the attention weights of a block; those of later keys are 0.
  private func weigh(_ block: QueryBlock, _ projected: FloatRows) -> FloatRows {
    let weights = FloatRows(
      room.weights.base, rows: block.queries.count, columns: block.keys.count)
    multiply(
      .transposedRight, projected[block.queries, block.query],
      projected[block.keys, block.key], into: weights, factor: scale)
    for row in 0..<weights.rows {
      let seen = block.visible + row
      elements.softmax(MutableFloats(rebasing: weights[row][..<seen]))
      MutableFloats(rebasing: weights[row][seen...]).update(repeating: 0)
    }
    return weights
  }

  /// Replaces the gradient of weights by that of the products before the softmax and its factor.
  private func softmaxBackward(_ weights: FloatRows, _ gradient: FloatRows, visible: Int) {
    for row in 0..<weights.rows {
      let seen = visible + row
      let target = gradient[row]
      elements.softmaxBackward(
        Floats(rebasing: weights[row][..<seen]), resultGradient: Floats(rebasing: target[..<seen]),
        factor: scale, into: MutableFloats(rebasing: target[..<seen]))
      MutableFloats(rebasing: target[seen...]).update(repeating: 0)
    }
  }

  /// Calls the closure for each head and each run of queries of each segment.
  private func forEachBlock(_ body: (QueryBlock) -> Void) {
    let width = shape.headWidth
    let group = shape.headCount / shape.keyValueHeadCount
    for segment in batch.segments {
      for head in 0..<shape.headCount {
        let query = head * width
        let key = (shape.headCount + head / group) * width
        let value = key + shape.keyValueHeadCount * width
        for start in stride(
          from: segment.lowerBound, to: segment.upperBound, by: PassRoom.queryRows)
        {
          let end = min(start + PassRoom.queryRows, segment.upperBound)
          body(
            QueryBlock(
              queries: start..<end, keys: segment.lowerBound..<end, query: query..<query + width,
              key: key..<key + width, value: value..<value + width))
        }
      }
    }
  }
}
