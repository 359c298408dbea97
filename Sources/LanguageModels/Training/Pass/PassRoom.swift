// SPDX-License-Identifier: Apache-2.0

import Compute
import Synchronization

/// What one thread needs to take a microbatch through a model; used by one thread at a time.
///
/// Unchecked: `PassPool` gives a workspace to one thread, which gives it back when it is done.
final class PassWorkspace: @unchecked Sendable {
  let matrices = MatrixWorkspace()
  let floats: AlignedFloats
  /// The most rows of a microbatch.
  let capacity: Int

  init(_ plan: TransformerPlan, capacity: Int, storesLayers: Bool) {
    self.capacity = capacity
    floats = AlignedFloats(
      count: PassRoom.floatCount(plan, rows: capacity, storesLayers: storesLayers))
  }
}

/// Workspaces that threads take and give back.
final class PassPool: Sendable {
  private let plan: TransformerPlan
  private let storesLayers: Bool
  private let idle = Mutex<[PassWorkspace]>([])

  init(_ plan: TransformerPlan, storesLayers: Bool) {
    self.plan = plan
    self.storesLayers = storesLayers
  }

  /// Runs the closure with a workspace for so many rows that nobody else has meanwhile.
  func withWorkspace<Result>(rows: Int, _ body: (PassWorkspace) -> Result) -> Result {
    var workspace = idle.withLock { $0.popLast() }
    if workspace?.capacity ?? 0 < rows {
      // Freed before a larger one is made.
      workspace = nil
      let capacity = (rows + 255) / 256 * 256
      workspace = PassWorkspace(plan, capacity: capacity, storesLayers: storesLayers)
    }
    guard let workspace else { preconditionFailure("a workspace was found or made") }
    defer { idle.withLock { $0.append(workspace) } }
    return body(workspace)
  }
}

/// What a block keeps of the way there for the way back.
struct LayerRoom {
  let input: FloatRows
  let attentionInput: FloatRows
  let attentionStatistics: NormRoom
  /// Query, key and value of each row, rotated.
  let projected: FloatRows
  /// What attention mixed.
  let mixed: FloatRows
  let middle: FloatRows
  let feedForwardInput: FloatRows
  let feedForwardStatistics: NormRoom
  let hidden: FloatRows
  let activated: FloatRows
}

/// What a norm keeps of each row.
struct NormRoom {
  let means: FloatRows
  let scales: FloatRows
}

/// Where a pass of some rows puts its numbers.
struct PassRoom {
  /// The rows of logits that are made at once: about eight megabytes of them.
  static func headRows(_ plan: TransformerPlan) -> Int {
    min(512, max(32, (2 << 20) / plan.configuration.vocabularyCount / 32 * 32))
  }

  /// The queries that attention handles at once; keys after the last of them are left out.
  static let queryRows = 64

  let layers: [LayerRoom]
  let output: FloatRows
  let normed: FloatRows
  let outputStatistics: NormRoom
  /// The gradient of what a block gave on; becomes that of what it was given.
  let gradient: FloatRows
  let normGradient: FloatRows
  let projectedGradient: FloatRows
  let mixedGradient: FloatRows
  let hiddenGradient: FloatRows
  let activatedGradient: FloatRows
  let logits: FloatRows
  let weights: FloatRows
  let weightGradient: FloatRows
  /// The inner numbers of an adapter and their gradient.
  let inner: FloatRows
  let innerGradient: FloatRows

  init(_ plan: TransformerPlan, rows: Int, storesLayers: Bool, in floats: MutableFloats) {
    let widths = PassWidths(plan)
    var arena = FloatArena(floats)
    layers = (0..<(storesLayers ? plan.blocks.count : 1)).map { _ in
      PassRoom.layer(widths, rows, &arena)
    }
    output = arena.rows(rows, widths.stream)
    normed = arena.rows(rows, widths.stream)
    outputStatistics = NormRoom(means: arena.rows(rows, 1), scales: arena.rows(rows, 1))
    gradient = arena.rows(rows, widths.stream)
    normGradient = arena.rows(rows, widths.stream)
    projectedGradient = arena.rows(rows, widths.projected)
    mixedGradient = arena.rows(rows, widths.mixed)
    hiddenGradient = arena.rows(rows, widths.hidden)
    activatedGradient = arena.rows(rows, widths.activated)
    logits = arena.rows(PassRoom.headRows(plan), widths.vocabulary)
    weights = arena.rows(PassRoom.queryRows, plan.sequenceLimit)
    weightGradient = arena.rows(PassRoom.queryRows, plan.sequenceLimit)
    inner = arena.rows(rows, widths.inner)
    innerGradient = arena.rows(rows, widths.inner)
  }

  /// The room of a layer; all share one where nothing is kept.
  func layer(_ index: Int) -> LayerRoom { layers[min(index, layers.count - 1)] }

  private static func layer(
    _ widths: PassWidths, _ rows: Int, _ arena: inout FloatArena
  ) -> LayerRoom {
    LayerRoom(
      input: arena.rows(rows, widths.stream), attentionInput: arena.rows(rows, widths.stream),
      attentionStatistics: NormRoom(means: arena.rows(rows, 1), scales: arena.rows(rows, 1)),
      projected: arena.rows(rows, widths.projected), mixed: arena.rows(rows, widths.mixed),
      middle: arena.rows(rows, widths.stream), feedForwardInput: arena.rows(rows, widths.stream),
      feedForwardStatistics: NormRoom(means: arena.rows(rows, 1), scales: arena.rows(rows, 1)),
      hidden: arena.rows(rows, widths.hidden), activated: arena.rows(rows, widths.activated))
  }

  /// The floats that a room of so many rows takes.
  static func floatCount(_ plan: TransformerPlan, rows: Int, storesLayers: Bool) -> Int {
    let widths = PassWidths(plan)
    let layer =
      4 * widths.stream + widths.projected + widths.mixed + widths.hidden + widths.activated + 4
    let rest =
      4 * widths.stream + widths.projected + widths.mixed + widths.hidden + widths.activated + 2
      + 2 * widths.inner
    let layerCount = storesLayers ? plan.blocks.count : 1
    let fixed = headRows(plan) * widths.vocabulary + 2 * queryRows * plan.sequenceLimit
    // Each piece is rounded up to a cache line.
    return rows * (layerCount * layer + rest) + fixed + 16 * (12 * layerCount + 15)
  }
}

/// The floats of a row of each kind.
private struct PassWidths {
  let stream: Int
  let projected: Int
  let mixed: Int
  let hidden: Int
  let activated: Int
  let vocabulary: Int
  let inner: Int

  init(_ plan: TransformerPlan) {
    let shape = plan.configuration
    stream = shape.width
    mixed = shape.headCount * shape.headWidth
    projected = mixed + 2 * shape.keyValueHeadCount * shape.headWidth
    activated = shape.feedForwardWidth
    hidden = shape.architecture == .gpt2 ? activated : 2 * activated
    vocabulary = shape.vocabularyCount
    let places = plan.blocks.flatMap {
      [$0.attentionInput, $0.attentionOutput, $0.feedForwardInput, $0.feedForwardOutput]
    }
    inner = places.flatMap(\.adapters).map(\.rank).max() ?? 1
  }
}
