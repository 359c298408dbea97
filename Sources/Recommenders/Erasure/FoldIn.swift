// SPDX-License-Identifier: Apache-2.0

import Compute

/// Refits one user's or item's representation while the other side stays frozen.
///
/// The fit is the closed form of implicit-feedback least squares: with C = sum of y y^T over the
/// frozen side and A the given partners, x solves (a C + (1 - a) sum_A y y^T + l I) x = sum_A y.
/// Hu, Koren and Volinsky, "Collaborative Filtering for Implicit Feedback Datasets", ICDM 2008,
/// doi:10.1109/ICDM.2008.22, equation 4, with confidence 1 for observed and `a` for other pairs.
/// Constant columns take no part. It needs no draws, so it costs the same at any seed.
public struct FoldIn: Sendable {
  /// The weight of unobserved pairs.
  public static let backgroundWeight = 0.1
  /// The ridge penalty.
  public static let ridge = 0.1

  private let table: ParameterTable
  private let columns: Range<Int>
  private let background: [Double]

  /// Prepares to fit rows of one side against the other.
  ///
  /// - Parameters:
  ///   - factors: The model.
  ///   - side: The side whose rows are to be fitted.
  public init(_ factors: AlignedFactors, side: ErasureContrast.Side) {
    let table = side == .user ? factors.itemTable : factors.userTable
    let isPresent = side == .user ? factors.hasItem : factors.hasUser
    self.init(table: table, isPresent: isPresent, columns: factors.learnedColumns)
  }

  /// Prepares to fit rows against a frozen table.
  ///
  /// - Parameters:
  ///   - table: The frozen representations.
  ///   - isPresent: Which of its rows belong to the model.
  ///   - columns: The learned columns; those before the first constant one.
  public init(table: ParameterTable, isPresent: [Bool], columns: Range<Int>) {
    precondition(columns.lowerBound == 0 && columns.upperBound <= table.width)
    self.table = table
    self.columns = columns
    background = table.gram(of: columns.count, rows: isPresent)
  }

  /// Returns the representation that the partners imply, `[learned columns]`.
  public func fit(_ partners: some Sequence<Int32>) -> [Double] {
    let size = columns.count
    var observed = OuterProducts(size: size, stride: table.stride)
    var right = [Double](repeating: 0, count: size)
    for partner in partners {
      observed.add(row: Int(partner), of: table)
      let start = Int(partner) * table.stride
      for column in 0..<size { right[column] += Double(table.values[start + column]) }
    }
    var matrix = observed.matrix
    for position in matrix.indices {
      matrix[position] *= 1 - FoldIn.backgroundWeight
      matrix[position] += FoldIn.backgroundWeight * background[position]
    }
    for diagonal in 0..<size { matrix[diagonal * size + diagonal] += FoldIn.ridge }
    return Cholesky(lower: matrix, size: size).solve(right)
  }

  /// Returns the fitted representation's score with a partner.
  public func score(_ fitted: [Double], _ partner: Int32) -> Float {
    let start = Int(partner) * table.stride
    var sum = 0.0
    for column in columns { sum += fitted[column] * Double(table.values[start + column]) }
    return Float(sum)
  }
}

/// A running sum of outer products y y^T of rows' first columns, in vectors of 16.
private struct OuterProducts {
  private let size: Int
  private let blocks: Int
  private var sums: [SIMD16<Float>]

  init(size: Int, stride: Int) {
    self.size = size
    blocks = min((size + 15) / 16, stride / 16)
    sums = [SIMD16<Float>](repeating: .zero, count: size * blocks)
  }

  mutating func add(row: Int, of table: ParameterTable) {
    let start = row * table.stride
    table.values.withUnsafeBytes { bytes in
      sums.withUnsafeMutableBufferPointer { sums in
        for block in 0..<blocks {
          let part = bytes.loadUnaligned(
            fromByteOffset: (start + block * 16) * 4, as: SIMD16<Float>.self)
          for column in 0..<size {
            let scale = bytes.load(fromByteOffset: (start + column) * 4, as: Float.self)
            sums[column * blocks + block] += SIMD16(repeating: scale) * part
          }
        }
      }
    }
  }

  /// The sum, row major, `[size, size]`.
  var matrix: [Double] {
    var matrix = [Double](repeating: 0, count: size * size)
    for first in 0..<size {
      for second in 0..<size {
        matrix[first * size + second] = Double(sums[first * blocks + second / 16][second % 16])
      }
    }
    return matrix
  }
}

extension ParameterTable {
  /// Returns the sum of outer products of the chosen rows' first columns, `[size, size]`.
  func gram(of size: Int, rows isIncluded: [Bool]) -> [Double] {
    precondition(isIncluded.count == rowCount)
    var products = OuterProducts(size: size, stride: stride)
    for row in 0..<rowCount where isIncluded[row] { products.add(row: row, of: self) }
    return products.matrix
  }
}
