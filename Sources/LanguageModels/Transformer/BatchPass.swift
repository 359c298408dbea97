// SPDX-License-Identifier: Apache-2.0

import Compute

/// Where a row of a batch belongs.
struct BatchRow {
  /// The token that is read.
  let token: TokenID
  /// Its position in its sequence.
  let position: Int
  /// The row of the cache that holds the sequence's first position.
  let base: Int
}

/// Rows of one or more sequences on their way through all blocks.
///
/// All rows go through a block before the next one, some hundreds at a time. A row meets other rows
/// in attention alone, and there only those of its own sequence that precede it: its result depends
/// neither on its neighbours nor on how rows are cut, bit for bit. Time O(rows * parameters), and
/// O(rows * positions * width) for attention.
struct BatchPass {
  /// Rows that are multiplied at once: two blocks of the matrix product.
  static let chunkRows = 288

  private let engine: TransformerEngine
  private let shape: AttentionShape
  private let rotary: RotaryTable?
  private let cache: KeyValueCache
  private let rows: [BatchRow]
  private let room: BatchRoom
  private let hidden: MutableFloats

  /// Sets up a pass.
  ///
  /// - Parameters:
  ///   - rows: The rows; those of a sequence in order, each after all that it sees.
  ///   - hidden: Receives the states after the last block, `[rows, width]`, without a norm.
  ///   - cache: Receives keys and values; has room for all rows.
  ///   - rotary: The angles of all positions; nil where positions are learned.
  ///   - engine: What computes.
  init(
    _ rows: [BatchRow], hidden: MutableFloats, cache: KeyValueCache, rotary: RotaryTable?,
    _ engine: TransformerEngine
  ) {
    self.engine = engine
    let shape = AttentionShape(engine.configuration)
    self.shape = shape
    self.rotary = rotary
    self.cache = cache
    self.rows = rows
    self.hidden = hidden
    let longest = rows.reduce(0) { max($0, shape.visible(from: $1.position).count) }
    room = BatchRoom(
      engine.configuration, rowCount: min(rows.count, BatchPass.chunkRows), longest: longest,
      jobs: engine.team.jobs)
  }

  /// Reads all rows.
  func run() {
    embed()
    for (layer, block) in engine.weights.blocks.enumerated() {
      for first in stride(from: 0, to: rows.count, by: BatchPass.chunkRows) {
        let chunk = first..<min(first + BatchPass.chunkRows, rows.count)
        attend(block, layer, chunk)
        feedForward(block, chunk)
      }
    }
  }

  private var width: Int { engine.configuration.width }

  private func states(_ range: Range<Int>) -> MutableFloats {
    MutableFloats(rebasing: hidden[range.lowerBound * width..<range.upperBound * width])
  }

  private func embed() {
    let weights = engine.weights
    engine.forRows(rows.count) { range in
      for row in range {
        let state = states(row..<row + 1)
        weights.embed(rows[row].token, at: rows[row].position, into: state, engine)
      }
    }
  }

  private func attend(_ block: TransformerWeights.Block, _ layer: Int, _ chunk: Range<Int>) {
    let state = states(chunk)
    let normed = room.normed(chunk.count)
    engine.normalize(block.attentionNorm, Floats(state), into: normed)
    let input = MatrixView(normed, rows: chunk.count, columns: width)
    engine.multiply(block.queryKeyValue, input, into: room.queryKeyValue)
    let kept = cache.block(layer)
    engine.forRows(chunk.count) { range in
      for row in range {
        let place = rows[chunk.lowerBound + row]
        let values = room.queryKeyValue(row)
        engine.addBias(of: block.queryKeyValue, to: values)
        shape.keep(
          values, at: place.position, place: place.base + place.position, in: kept, rotary, engine)
      }
    }
    mix(chunk, kept)
    let mixed = MatrixView(room.mixed, rows: chunk.count, columns: shape.queryWidth)
    engine.multiply(block.attentionOutput, mixed, into: state, accumulating: true)
    addBias(of: block.attentionOutput, chunk)
  }

  /// Rows and heads are shared out together: few rows' queries of heads with the same keys.
  private func mix(_ chunk: Range<Int>, _ kept: (keys: MutableFloats, values: MutableFloats)) {
    let (rowsOfPiece, groups) = (16, shape.headCount / shape.groupCount)
    let blocks = (chunk.count + rowsOfPiece - 1) / rowsOfPiece
    engine.team.share(blocks * groups) { piece, worker in
      let (block, group) = (piece / groups, piece % groups)
      for row in block * rowsOfPiece..<min((block + 1) * rowsOfPiece, chunk.count) {
        let place = rows[chunk.lowerBound + row]
        let seen = shape.visible(from: place.position)
        for head in group * shape.groupCount..<(group + 1) * shape.groupCount {
          shape.attend(
            head: head, Floats(room.queryKeyValue(row)),
            places: place.base + seen.lowerBound..<place.base + seen.upperBound, in: kept,
            weights: room.weights(worker), into: room.mixed(row), by: engine.elements)
        }
      }
    }
  }

  private func feedForward(_ block: TransformerWeights.Block, _ chunk: Range<Int>) {
    let state = states(chunk)
    let normed = room.normed(chunk.count)
    engine.normalize(block.feedForwardNorm, Floats(state), into: normed)
    let input = MatrixView(normed, rows: chunk.count, columns: width)
    engine.multiply(block.inner, input, into: room.inner)
    engine.forRows(chunk.count) { range in
      for row in range { engine.activate(block.inner, room.inner(row)) }
    }
    let inner = MatrixView(
      room.inner, rows: chunk.count, columns: block.down.inputs, stride: block.inner.outputs)
    engine.multiply(block.down, inner, into: state, accumulating: true)
    addBias(of: block.down, chunk)
  }

  private func addBias(of projection: Projection, _ chunk: Range<Int>) {
    guard projection.bias != nil else { return }
    for row in chunk { engine.addBias(of: projection, to: states(row..<row + 1)) }
  }
}
