// SPDX-License-Identifier: Apache-2.0

import Compute

/// What the rows of a batch that are multiplied at once need between two steps.
final class BatchRoom {
  private let floats: AlignedFloats
  private let width: Int
  private let shape: AttentionShape
  private let innerWidth: Int
  private let rowCount: Int
  private let longest: Int

  /// Makes room.
  ///
  /// - Parameters:
  ///   - configuration: The shape of the model.
  ///   - rowCount: The most rows at once.
  ///   - longest: The most positions that a row sees.
  ///   - jobs: The most workers at once.
  init(_ configuration: ModelConfiguration, rowCount: Int, longest: Int, jobs: Int) {
    width = configuration.width
    shape = AttentionShape(configuration)
    innerWidth =
      configuration.feedForwardWidth * (configuration.architecture == .gpt2 ? 1 : 2)
    self.rowCount = rowCount
    // Workers write to lines of their own.
    self.longest = (longest + 15) / 16 * 16
    let row = width + shape.rowWidth + shape.queryWidth + innerWidth
    floats = AlignedFloats(count: rowCount * row + jobs * self.longest)
  }

  /// The first rows after a norm, `[count, width]`.
  func normed(_ count: Int) -> MutableFloats { part(0, count * width) }

  /// Queries, keys and values, `[rows, rowWidth]`.
  var queryKeyValue: MutableFloats { part(rowCount * width, rowCount * shape.rowWidth) }

  /// One row of them.
  func queryKeyValue(_ row: Int) -> MutableFloats {
    part(rowCount * width + row * shape.rowWidth, shape.rowWidth)
  }

  /// What heads found, `[rows, queryWidth]`.
  var mixed: MutableFloats {
    part(rowCount * (width + shape.rowWidth), rowCount * shape.queryWidth)
  }

  /// One row of it.
  func mixed(_ row: Int) -> MutableFloats {
    part(rowCount * (width + shape.rowWidth) + row * shape.queryWidth, shape.queryWidth)
  }

  /// Outputs of the inner projection, `[rows, innerWidth]`.
  var inner: MutableFloats {
    part(rowCount * (width + shape.rowWidth + shape.queryWidth), rowCount * innerWidth)
  }

  /// One row of them.
  func inner(_ row: Int) -> MutableFloats {
    part(
      rowCount * (width + shape.rowWidth + shape.queryWidth) + row * innerWidth, innerWidth)
  }

  /// A worker's room for the weights of attention.
  func weights(_ worker: Int) -> MutableFloats {
    let start = rowCount * (width + shape.rowWidth + shape.queryWidth + innerWidth)
    return part(start + worker * longest, longest)
  }

  private func part(_ start: Int, _ count: Int) -> MutableFloats {
    floats.withFloats { MutableFloats(rebasing: $0[start..<start + count]) }
  }
}
