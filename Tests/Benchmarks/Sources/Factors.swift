// SPDX-License-Identifier: Apache-2.0

import Foundation
import Recommenders

/// Exchange of factor models with peers: raw 32-bit rows, factors and then the bias or constant.
enum Factors {
  /// Writes `NAME-users.f32` and `NAME-items.f32`.
  static func write(_ model: MatrixFactorization, to folder: URL, name: String) throws {
    for (side, table) in [("users", model.userTable), ("items", model.itemTable)] {
      let rows = (0..<table.rowCount).flatMap { Array(table.row($0)) }
      let file = folder.appendingPathComponent("\(name)-\(side).f32")
      try rows.withUnsafeBytes { Data($0) }.write(to: file)
    }
  }

  /// Reads what a peer wrote, over the indexes of the data it learned from.
  static func read(from folder: URL, name: String, width: Int, like data: Interactions) throws
    -> MatrixFactorization
  {
    func table(_ side: String, _ count: Int) throws -> ParameterTable {
      let bytes = try Data(contentsOf: folder.appendingPathComponent("\(name)-\(side).f32"))
      let values = bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
      var table = ParameterTable(rowCount: count, width: width)
      for row in 0..<count { table.setRow(row, to: values[row * width..<(row + 1) * width]) }
      return table
    }
    return MatrixFactorization(
      users: data.users, items: data.items, userTable: try table("users", data.users.count),
      itemTable: try table("items", data.items.count))
  }
}
