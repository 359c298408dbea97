// SPDX-License-Identifier: Apache-2.0

import Compute

/// A sequence that a model reads and goes on with, its keys and values kept.
///
/// Used by the thread that leads the team; one at a time.
final class TransformerSession {
  private let engine: TransformerEngine
  private let shape: AttentionShape
  private let rotary: RotaryTable?
  private let cache: KeyValueCache
  private let room: StepRoom
  private var rounded: [Int: QuantizedActivations] = [:]
  /// The number of tokens that were read.
  private(set) var count = 0

  /// Begins a sequence.
  ///
  /// - Parameters:
  ///   - engine: What computes.
  ///   - limit: The most tokens to be read.
  ///   - expected: The tokens that are read for sure; room for more is made when they come.
  ///   - activations: How the inputs of matrices are held while tokens are read one by one.
  init(_ engine: TransformerEngine, limit: Int, expected: Int, activations: Activations) {
    self.engine = engine
    let configuration = engine.configuration
    shape = AttentionShape(configuration)
    rotary =
      configuration.architecture == .gpt2
      ? nil : RotaryTable(configuration, positionCount: limit)
    cache = KeyValueCache(
      layerCount: configuration.layerCount, width: shape.keyWidth,
      capacity: min(limit, expected + 128))
    room = StepRoom(
      configuration, longest: min(limit, configuration.slidingWindow ?? limit),
      jobs: engine.team.jobs)
    guard activations == .int8, let block = engine.weights.blocks.first else { return }
    // The output layer takes floats: rounding its inputs costs the most in accuracy.
    for projection in [block.queryKeyValue, block.attentionOutput, block.inner, block.down]
    where projection.takesRoundedInputs {
      rounded[projection.inputs] = QuantizedActivations(count: projection.inputs)
    }
  }

  /// The logits after the last token that was read, `[vocabulary]`.
  var logits: Floats { Floats(room.logits) }

  /// Reads tokens all at once, in floats.
  func read(_ tokens: [TokenID]) {
    guard !tokens.isEmpty else { return }
    cache.reserve(count + tokens.count)
    let width = engine.configuration.width
    let hidden = AlignedFloats(count: tokens.count * width)
    let rows = tokens.enumerated().map {
      BatchRow(token: $1, position: count + $0, base: 0)
    }
    hidden.withFloats { hidden in
      BatchPass(rows, hidden: hidden, cache: cache, rotary: rotary, engine).run()
      _ = room.state.update(fromContentsOf: hidden[((tokens.count - 1) * width)...])
    }
    count += tokens.count
    finish()
  }

  /// Reads one token.
  func read(_ token: TokenID) {
    cache.reserve(count + 1)
    engine.weights.embed(token, at: count, into: room.state, engine)
    for (layer, block) in engine.weights.blocks.enumerated() {
      attend(block, layer)
      feedForward(block)
    }
    count += 1
    finish()
  }

  private func attend(_ block: TransformerWeights.Block, _ layer: Int) {
    engine.normalize(block.attentionNorm, Floats(room.state), into: room.normed)
    multiply(block.queryKeyValue, room.normed, into: room.queryKeyValue)
    engine.addBias(of: block.queryKeyValue, to: room.queryKeyValue)
    let kept = cache.block(layer)
    shape.keep(room.queryKeyValue, at: count, place: count, in: kept, rotary, engine)
    let places = shape.visible(from: count)
    let heads = shape.headCount
    // Short sequences are not worth waking anybody for.
    let share = places.count * shape.queryWidth > 1 << 14 ? heads : 1
    engine.team.share(share) { piece, worker in
      for head in piece * heads / share..<(piece + 1) * heads / share {
        shape.attend(
          head: head, Floats(room.queryKeyValue), places: places, in: kept,
          weights: room.weights(worker), into: room.mixed, by: engine.elements)
      }
    }
    multiply(block.attentionOutput, room.mixed, into: room.change)
    engine.addBias(of: block.attentionOutput, to: room.change)
    engine.elements.add(Floats(room.change), to: room.state)
  }

  private func feedForward(_ block: TransformerWeights.Block) {
    engine.normalize(block.feedForwardNorm, Floats(room.state), into: room.normed)
    multiply(block.inner, room.normed, into: room.inner)
    engine.activate(block.inner, room.inner)
    let inner = MutableFloats(rebasing: room.inner[..<block.down.inputs])
    multiply(block.down, inner, into: room.change)
    engine.addBias(of: block.down, to: room.change)
    engine.elements.add(Floats(room.change), to: room.state)
  }

  private func finish() {
    engine.normalize(engine.weights.outputNorm, Floats(room.state), into: room.normed)
    engine.multiply(
      engine.weights.output, Floats(room.normed), rounded: nil, into: room.logits)
  }

  private func multiply(_ projection: Projection, _ x: MutableFloats, into y: MutableFloats) {
    rounded[projection.inputs]?.round(Floats(x), kernels: engine.elements.set)
    engine.multiply(projection, Floats(x), rounded: rounded[projection.inputs], into: y)
  }
}

/// What one row needs between two steps.
final class StepRoom {
  /// The residual stream.
  let state: MutableFloats
  /// The stream after a norm.
  let normed: MutableFloats
  /// What a part of a block adds to the stream.
  let change: MutableFloats
  /// Queries, keys and values.
  let queryKeyValue: MutableFloats
  /// What heads found.
  let mixed: MutableFloats
  /// Outputs of the inner projection.
  let inner: MutableFloats
  /// What comes out in the end.
  let logits: MutableFloats
  private let floats: AlignedFloats
  private let weights: MutableFloats
  private let longest: Int

  /// Makes room for a row that sees at most `longest` positions.
  init(_ configuration: ModelConfiguration, longest: Int, jobs: Int) {
    let shape = AttentionShape(configuration)
    let innerWidth =
      configuration.feedForwardWidth * (configuration.architecture == .gpt2 ? 1 : 2)
    self.longest = (longest + 15) / 16 * 16
    let counts = [
      configuration.width, configuration.width, configuration.width, shape.rowWidth,
      shape.queryWidth, innerWidth, configuration.vocabularyCount, jobs * self.longest,
    ]
    let starts = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + ($1 + 15) / 16 * 16) }
    let floats = AlignedFloats(count: starts[counts.count])
    self.floats = floats
    let parts = counts.indices.map { place in
      floats.withFloats {
        MutableFloats(rebasing: $0[starts[place]..<starts[place] + counts[place]])
      }
    }
    (state, normed, change, queryKeyValue) = (parts[0], parts[1], parts[2], parts[3])
    (mixed, inner, logits, weights) = (parts[4], parts[5], parts[6], parts[7])
  }

  /// A worker's room for the weights of attention.
  func weights(_ worker: Int) -> MutableFloats {
    MutableFloats(rebasing: weights[worker * longest..<(worker + 1) * longest])
  }
}
