// SPDX-License-Identifier: Apache-2.0

import Compute

/// What one call computes with: weights, kernels and workers.
///
/// Matrices are shared out by pieces of their rows and all else by rows or heads. No result depends
/// on the pieces: a kernel's output is a function of its row of weights and its row of inputs alone.
struct TransformerEngine {
  /// The weights.
  let weights: TransformerWeights
  /// What is done to rows.
  let elements: ElementKernels
  /// What multiplies.
  let matrices: MatrixKernels
  /// Who works.
  let team: WorkerTeam
  private let workspaces: [MatrixWorkspace]

  /// Rows that a worker takes at once where rows are shared out.
  private static let rowsOfPiece = 8

  /// Sets up a call.
  init(_ weights: TransformerWeights, kernels: KernelSet, team: WorkerTeam) {
    self.weights = weights
    elements = ElementKernels(kernels)
    matrices = MatrixKernels(kernels)
    self.team = team
    workspaces = (0..<team.jobs).map { _ in MatrixWorkspace() }
  }

  /// The shape of the model.
  var configuration: ModelConfiguration { weights.configuration }

  /// Shares out rows, a few at a time.
  func forRows(_ count: Int, _ work: (Range<Int>) -> Void) {
    let rows = TransformerEngine.rowsOfPiece
    team.share((count + rows - 1) / rows) { piece, _ in
      work(piece * rows..<min((piece + 1) * rows, count))
    }
  }

  /// Writes a norm of each row.
  func normalize(_ norm: TransformerWeights.Norm, _ x: Floats, into y: MutableFloats) {
    let epsilon = configuration.normEpsilon
    let width = norm.weight.count
    forRows(x.count / width) { rows in
      let range = rows.lowerBound * width..<rows.upperBound * width
      let (x, y) = (Floats(rebasing: x[range]), MutableFloats(rebasing: y[range]))
      if let bias = norm.bias {
        elements.layerNorm(
          x, weight: norm.weight.floats, bias: bias.floats, epsilon: epsilon, into: y)
      } else {
        elements.rmsNorm(x, weight: norm.weight.floats, epsilon: epsilon, into: y)
      }
    }
  }

  /// Writes the outputs for many rows, or adds them; without the bias.
  func multiply(
    _ projection: Projection, _ x: MatrixView, into y: MutableFloats, accumulating: Bool = false
  ) {
    let (outputs, count) = (projection.outputs, x.rows)
    team.share(projection.batchPieces.count) { number, worker in
      let piece = projection.batchPieces[number]
      let columns = MutableFloats(rebasing: y[piece.output..<count * outputs])
      matrices.multiply(
        x, projection.matrices[piece.matrix].view[piece.rows],
        into: MutableMatrixView(
          columns, rows: count, columns: piece.rows.count, stride: outputs),
        accumulating: accumulating, workspace: workspaces[worker])
    }
  }

  /// Writes the outputs for one row; without the bias.
  ///
  /// - Parameters:
  ///   - projection: The matrices.
  ///   - x: The inputs.
  ///   - rounded: The inputs as bytes, where they are to be used.
  ///   - y: Receives the outputs.
  func multiply(
    _ projection: Projection, _ x: Floats, rounded: QuantizedActivations?, into y: MutableFloats
  ) {
    team.share(projection.stepPieces.count) { number, _ in
      let piece = projection.stepPieces[number]
      let matrix = projection.matrices[piece.matrix]
      let weights = matrix.view[piece.rows]
      let outputs = MutableFloats(
        rebasing: y[piece.output..<piece.output + piece.rows.count])
      if let rounded, matrix.format.hasIntegerProducts {
        matrices.multiply(weights, rounded, into: outputs)
      } else {
        matrices.multiply(weights, x, into: outputs)
      }
    }
  }

  /// Adds the bias of a projection to a row, where there is one.
  func addBias(of projection: Projection, to row: MutableFloats) {
    if let bias = projection.bias { elements.add(bias.floats, to: row) }
  }

  /// Puts the gated or bent outputs of a block's inner projection in its first columns.
  func activate(_ inner: Projection, _ row: MutableFloats) {
    addBias(of: inner, to: row)
    let width = configuration.feedForwardWidth
    let first = MutableFloats(rebasing: row[..<width])
    if row.count > width {
      elements.siluGate(Floats(first), Floats(rebasing: row[width...]), into: first)
    } else {
      elements.gelu(Floats(first), into: first)
    }
  }
}
