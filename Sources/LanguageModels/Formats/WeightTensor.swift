// SPDX-License-Identifier: Apache-2.0

/// How the numbers of a tensor are stored.
public enum TensorElement: String, CaseIterable, Sendable {
  case f32 = "F32"
  case f16 = "F16"
  case bf16 = "BF16"
  case q8x0 = "Q8_0"
  case q4x0 = "Q4_0"
  case q4x1 = "Q4_1"
  case q5x0 = "Q5_0"
  case q5x1 = "Q5_1"
  case q4k = "Q4_K"
  case q5k = "Q5_K"
  case q6k = "Q6_K"

  /// The number of elements that one block holds; rows are whole blocks.
  public var blockCount: Int {
    switch self {
    case .f32, .f16, .bf16: 1
    case .q8x0, .q4x0, .q4x1, .q5x0, .q5x1: 32
    case .q4k, .q5k, .q6k: 256
    }
  }

  /// The bytes of one block.
  public var blockBytes: Int {
    switch self {
    case .f32: 4
    case .f16, .bf16: 2
    case .q8x0: 34
    case .q4x0: 18
    case .q4x1: 20
    case .q5x0: 22
    case .q5x1: 24
    case .q4k: 144
    case .q5k: 176
    case .q6k: 210
    }
  }

  /// The bytes of `count` elements; `count` is a multiple of `blockCount`.
  public func byteCount(of count: Int) -> Int { count / blockCount * blockBytes }
}

/// A tensor as it lies in a mapped file.
package struct WeightTensor: Sendable {
  /// The name in the file.
  package let name: String
  /// The shape, outermost dimension first: a matrix that maps `columns` inputs to `rows` outputs is
  /// `[rows, columns]`, each row contiguous.
  package let shape: [Int]
  /// How numbers are stored.
  package let element: TensorElement
  /// The file's bytes; kept alive by the tensor.
  package let file: MappedFile
  /// Where the tensor lies in the file; inside of it, checked when the file was read.
  package let range: Range<Int>

  /// Creates a tensor; whoever reads the file has checked range and size.
  package init(
    name: String, shape: [Int], element: TensorElement, file: MappedFile, range: Range<Int>
  ) {
    self.name = name
    self.shape = shape
    self.element = element
    self.file = file
    self.range = range
  }

  /// The number of elements.
  package var count: Int { shape.reduce(1, *) }
}
