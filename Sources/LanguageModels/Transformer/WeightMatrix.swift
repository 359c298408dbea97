// SPDX-License-Identifier: Apache-2.0

import Compute

/// A matrix of weights as kernels read it: in its mapped file where it lies there in rows.
struct WeightMatrix: Sendable {
  private enum Storage: Sendable {
    case mapped(MappedFile, Range<Int>)
    case copied(AlignedFloats)
  }

  /// The number of outputs.
  let rows: Int
  /// The number of inputs.
  let columns: Int
  /// How numbers are stored.
  let format: BlockFormat
  private let storage: Storage

  /// Takes a tensor of a model; copies it only where its bytes lie at odd addresses or its rows are
  /// stored as columns.
  init(_ tensor: ModelTensor) {
    let weight = tensor.weight
    (rows, columns) = (tensor.shape[0], tensor.shape[1])
    if tensor.isTransposed {
      format = .f32
      storage = .copied(WeightMatrix.transposed(weight, rows: rows, columns: columns))
      return
    }
    format = weight.element.blockFormat
    let unit = weight.element == .f32 ? 4 : 2
    // Files are mapped at the beginning of a page.
    storage =
      weight.range.lowerBound.isMultiple(of: unit)
      ? .mapped(weight.file, weight.range) : .copied(WeightMatrix.copy(weight))
  }

  /// The weights; valid as long as the matrix is kept.
  var view: BlockMatrixView {
    switch storage {
    case .mapped(let file, let range):
      BlockMatrixView(
        UnsafeRawBufferPointer(rebasing: file.bytes[range]), format: format, rows: rows,
        columns: columns)
    case .copied(let floats):
      floats.withFloats {
        BlockMatrixView(
          UnsafeRawBufferPointer($0), format: format, rows: rows, columns: columns)
      }
    }
  }

  /// Writes one row's numbers.
  func unpack(row: Int, by kernels: MatrixKernels, into numbers: MutableFloats) {
    let row = view[row..<row + 1]
    kernels.dequantize(
      UnsafeRawBufferPointer(start: row.base, count: row.rowBytes), format: format, into: numbers)
  }

  private static func copy(_ weight: WeightTensor) -> AlignedFloats {
    let floats = AlignedFloats(count: (weight.range.count + 3) / 4)
    floats.withFloats {
      UnsafeMutableRawBufferPointer($0).copyBytes(from: weight.file.bytes[weight.range])
    }
    return withExtendedLifetime(weight) { floats }
  }

  /// The numbers of a tensor that is stored `[inputs, outputs]`, as `[outputs, inputs]`.
  private static func transposed(
    _ weight: WeightTensor, rows: Int, columns: Int
  ) -> AlignedFloats {
    let stored = WeightMatrix(ModelTensor(weight: weight))
    let kernels = MatrixKernels()
    let result = AlignedFloats(count: rows * columns)
    let strip = 32
    let room = AlignedFloats(count: strip * rows)
    result.withFloats { result in
      room.withFloats { room in
        for first in stride(from: 0, to: columns, by: strip) {
          let width = min(strip, columns - first)
          for column in 0..<width {
            stored.unpack(
              row: first + column, by: kernels,
              into: MutableFloats(rebasing: room[column * rows..<(column + 1) * rows]))
          }
          for row in 0..<rows {
            for column in 0..<width {
              result[row * columns + first + column] = room[column * rows + row]
            }
          }
        }
      }
    }
    return result
  }
}

/// A vector of weights as floats: norms and biases.
struct WeightVector: Sendable {
  private let storage: AlignedFloats
  /// The number of floats.
  let count: Int

  /// Takes tensors, one after another.
  ///
  /// - Throws: `LMD116` for one with a number that is not finite.
  init(_ tensors: [ModelTensor]) throws(LanguageModelError) {
    count = tensors.reduce(0) { $0 + $1.weight.count }
    storage = AlignedFloats(count: count)
    var start = 0
    for tensor in tensors {
      let row = WeightMatrix(
        ModelTensor(weight: tensor.weight.reshaped(to: [1, tensor.weight.count])))
      let range = start..<start + tensor.weight.count
      let isFinite = storage.withFloats { floats in
        row.unpack(row: 0, by: MatrixKernels(), into: MutableFloats(rebasing: floats[range]))
        return floats[range].allSatisfy(\.isFinite)
      }
      guard isFinite else {
        throw .weightsNotFinite(tensor.weight.file.path, tensor.weight.name)
      }
      start = range.upperBound
    }
  }

  /// The floats; valid as long as the vector is kept.
  var floats: Floats { storage.withFloats { Floats($0) } }
}

extension WeightTensor {
  /// The same bytes in another shape of as many elements.
  fileprivate func reshaped(to shape: [Int]) -> WeightTensor {
    WeightTensor(name: name, shape: shape, element: element, file: file, range: range)
  }
}
