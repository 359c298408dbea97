// SPDX-License-Identifier: Apache-2.0

/// Rows of numbers of which most are zero, one row an example.
public struct SparseRows: Equatable, Sendable {
  /// The number of columns.
  public let columnCount: Int
  private var starts = [0]
  private var columns: [Int32] = []
  private var values: [Double] = []

  /// Makes an empty table.
  public init(columnCount: Int) {
    self.columnCount = columnCount
  }

  /// The number of rows.
  public var count: Int { starts.count - 1 }

  /// Adds a row of columns in ascending order and their values.
  public mutating func append(_ entries: [(column: Int, value: Double)]) {
    for entry in entries {
      precondition((0..<columnCount).contains(entry.column), "a column of the table")
      columns.append(Int32(entry.column))
      values.append(entry.value)
    }
    starts.append(columns.count)
  }

  /// Returns the product of a row and one weight for each column.
  package func product(_ row: Int, _ weights: [Double]) -> Double {
    var sum = 0.0
    for place in starts[row]..<starts[row + 1] {
      sum += values[place] * weights[Int(columns[place])]
    }
    return sum
  }

  /// Adds a multiple of a row to one number for each column.
  func add(_ row: Int, times factor: Double, to sums: inout [Double]) {
    for place in starts[row]..<starts[row + 1] {
      sums[Int(columns[place])] += factor * values[place]
    }
  }

  /// Adds the products of a row and one weight for each column and label to one sum for each label.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - weights: `[columns][labels]`, with anything after it.
  ///   - sums: `[labels]`, added to.
  func addProducts(_ row: Int, _ weights: [Double], to sums: inout [Double]) {
    let labelCount = sums.count
    for place in starts[row]..<starts[row + 1] {
      let first = Int(columns[place]) * labelCount
      for label in 0..<labelCount { sums[label] += values[place] * weights[first + label] }
    }
  }

  /// Adds a row, times one factor for each label, and the factors once for a last column of ones.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - factors: `[labels]`.
  ///   - sums: `[columns + 1][labels]`, added to.
  func add(_ row: Int, times factors: [Double], to sums: inout [Double]) {
    let labelCount = factors.count
    for place in starts[row]..<starts[row + 1] {
      let first = Int(columns[place]) * labelCount
      for label in 0..<labelCount { sums[first + label] += values[place] * factors[label] }
    }
    for label in 0..<labelCount { sums[columnCount * labelCount + label] += factors[label] }
  }

  /// Returns the sum of a row's squares.
  func squaredLength(_ row: Int) -> Double {
    values[starts[row]..<starts[row + 1]].reduce(0.0) { $0 + $1 * $1 }
  }

  /// Calls a function with the columns and values of a row, in ascending order of the column.
  func forEachEntry(of row: Int, _ body: (_ column: Int, _ value: Double) -> Void) {
    for place in starts[row]..<starts[row + 1] { body(Int(columns[place]), values[place]) }
  }

  /// Returns the product of each pair of rows, `[rows][rows]`.
  ///
  /// Goes column by column over the rows that have an entry there, so that the work is the sum of the
  /// squares of the columns' sizes.
  func products() -> [Double] {
    let size = count
    var firsts = [Int](repeating: 0, count: columnCount + 1)
    for column in columns { firsts[Int(column) + 1] += 1 }
    for column in 0..<columnCount { firsts[column + 1] += firsts[column] }
    var next = firsts
    var owners = [Int32](repeating: 0, count: columns.count)
    var entries = [Double](repeating: 0, count: columns.count)
    for row in 0..<size {
      for place in starts[row]..<starts[row + 1] {
        let target = next[Int(columns[place])]
        next[Int(columns[place])] += 1
        owners[target] = Int32(row)
        entries[target] = values[place]
      }
    }
    var sums = [Double](repeating: 0, count: size * size)
    sums.withUnsafeMutableBufferPointer { sums in
      owners.withUnsafeBufferPointer { owners in
        entries.withUnsafeBufferPointer { entries in
          for column in 0..<columnCount {
            let first = firsts[column]
            for left in first..<firsts[column + 1] {
              let (start, factor) = (Int(owners[left]) * size, entries[left])
              for right in first...left {
                sums[start + Int(owners[right])] += factor * entries[right]
              }
            }
          }
        }
      }
    }
    for row in 0..<size {
      for other in 0..<row { sums[other * size + row] = sums[row * size + other] }
    }
    return sums
  }
}
