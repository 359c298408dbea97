// SPDX-License-Identifier: Apache-2.0

import CKernels

/// The tables and data of BPR training by several threads that share rows without locks.
///
/// Niu, Recht, Re and Wright, "Hogwild!: A Lock-Free Approach to Parallelizing Stochastic Gradient
/// Descent", NIPS 2011, arXiv:1106.5730. The loss is the forward one of `PairwiseObjective`. Threads
/// meet only inside the C kernel, which says what a meeting does; with one thread results are
/// reproducible within a kernel set.
package struct HogwildTables: Sendable {
  /// How the item that a user did not choose is drawn.
  package enum Negatives: Sendable {
    /// Every item alike.
    case uniform
    /// The item of an interaction drawn at random.
    case popularity
  }

  /// The factors of a row.
  package let factorCount: Int
  /// The number of interactions.
  package let pairCount: Int
  private let userCount: Int
  private let itemCount: Int
  private let columns: Int
  private let users: AlignedFloats
  private let items: AlignedFloats
  private let signatures: AlignedFloats
  private let pairs: [Int32]
  private let rowOffsets: [Int]
  private let rowItems: [Int32]

  /// Copies rows and indexes the interactions.
  ///
  /// - Parameters:
  ///   - users: Users' rows, `[users, stride]`; the column after the factors is not read.
  ///   - items: Items' rows, `[items, stride]`; the column after the factors is the bias.
  ///   - stride: Floats between rows.
  ///   - factorCount: The factors of a row.
  ///   - rowOffsets: Where each user's items begin, `[users + 1]`.
  ///   - rowItems: The users' items, ascending in each row.
  package init(
    users: [Float], items: [Float], stride: Int, factorCount: Int, rowOffsets: [Int],
    rowItems: [Int32]
  ) {
    precondition(factorCount > 0 && factorCount < stride, "factors and a bias in a row")
    self.factorCount = factorCount
    userCount = users.count / stride
    itemCount = items.count / stride
    precondition(rowOffsets.count == userCount + 1, "a row of items a user")
    precondition(rowItems.count < Int(UInt32.max) && itemCount < Int(Int32.max), "32-bit draws")
    let items32 = Int32(itemCount)
    precondition(rowItems.allSatisfy { $0 >= 0 && $0 < items32 }, "items that exist")
    pairCount = rowItems.count
    columns = (factorCount + 15) / 16 * 16
    self.rowOffsets = rowOffsets
    self.rowItems = rowItems
    pairs = HogwildTables.interleaved(rowOffsets, rowItems)
    self.users = HogwildTables.padded(users, stride, factorCount, width: columns)
    self.items = HogwildTables.padded(items, stride, factorCount, width: columns + 16)
    signatures = AlignedFloats(count: userCount * 16)
    signatures.withFloats { pk_hogwild_sign(rowOffsets, rowItems, userCount, $0.baseAddress) }
  }

  /// Rows with the factors first and, where a row has a whole line more, the bias on that line.
  private static func padded(_ rows: [Float], _ stride: Int, _ factorCount: Int, width: Int)
    -> AlignedFloats
  {
    let block = AlignedFloats(count: rows.count / stride * width)
    let biasColumn = (factorCount + 15) / 16 * 16
    block.withFloats { floats in
      for row in 0..<rows.count / stride {
        for column in 0..<factorCount {
          floats[row * width + column] = rows[row * stride + column]
        }
        if biasColumn < width {
          floats[row * width + biasColumn] = rows[row * stride + factorCount]
        }
      }
    }
    return block
  }

  private static func interleaved(_ offsets: [Int], _ items: [Int32]) -> [Int32] {
    var pairs: [Int32] = []
    pairs.reserveCapacity(items.count * 2)
    for user in 0..<offsets.count - 1 {
      for item in items[offsets[user]..<offsets[user + 1]] {
        pairs.append(Int32(user))
        pairs.append(item)
      }
    }
    return pairs
  }

  /// Makes draws and steps; safe to call from several threads at once.
  ///
  /// - Parameters:
  ///   - draws: How many triples are drawn; rejected ones count.
  ///   - seed: The seed of these draws.
  ///   - learningRate: The step size.
  ///   - regularization: The strength of the L2 penalty on rows that move.
  ///   - negatives: How the other item is drawn.
  ///   - kernels: The kernel set.
  /// - Returns: How many draws were rejected because the user had chosen the other item.
  package func step(
    draws: Int, seed: Seed, learningRate: Float, regularization: Float, negatives: Negatives,
    kernels: KernelSet
  ) -> Int {
    precondition(kernels.isSupported, "a kernel set that this processor runs")
    guard pairCount > 0, draws > 0 else { return 0 }
    return users.withFloats { users in
      items.withFloats { items in
        signatures.withFloats { signatures in
          pairs.withUnsafeBufferPointer { pairs in
            rowOffsets.withUnsafeBufferPointer { offsets in
              rowItems.withUnsafeBufferPointer { rowItems in
                var hogwild = pk_hogwild(
                  users: users.baseAddress, items: items.baseAddress, columns: columns,
                  pairs: pairs.baseAddress, pair_count: pairCount, item_count: itemCount,
                  row_offsets: offsets.baseAddress, row_items: rowItems.baseAddress,
                  signatures: signatures.baseAddress, learning_rate: learningRate,
                  regularization: regularization,
                  negatives: negatives == .uniform ? PK_UNIFORM : PK_POPULARITY)
                return pk_hogwild_run(&hogwild, seed.value, draws, kernels.code)
              }
            }
          }
        }
      }
    }
  }

  /// Returns the users' rows, `[users, stride]`, with the constant 1 after the factors.
  package func userRows(stride: Int) -> [Float] {
    rows(of: users, count: userCount, width: columns, stride: stride) { _ in 1 }
  }

  /// Returns the items' rows, `[items, stride]`, with the bias after the factors.
  package func itemRows(stride: Int) -> [Float] {
    items.withFloats { floats in
      rows(of: items, count: itemCount, width: columns + 16, stride: stride) { row in
        floats[row * (columns + 16) + columns]
      }
    }
  }

  private func rows(
    of block: AlignedFloats, count: Int, width: Int, stride: Int, last: (Int) -> Float
  ) -> [Float] {
    precondition(stride > factorCount, "room for the last column")
    var rows = [Float](repeating: 0, count: count * stride)
    block.withFloats { floats in
      for row in 0..<count {
        for column in 0..<factorCount {
          rows[row * stride + column] = floats[row * width + column]
        }
        rows[row * stride + factorCount] = last(row)
      }
    }
    return rows
  }
}
