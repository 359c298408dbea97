// SPDX-License-Identifier: Apache-2.0

import CKernels

/// Items' rows packed so that many users can be ranked against all of them.
///
/// A score is the inner product of a user's and an item's row: the products of the columns are
/// added in ascending order in one float accumulator, fused in the AVX sets. It depends on the two
/// rows alone, not on who else is ranked. Cost: O(users * items * width), bound by arithmetic.
package struct RankingPanels: Sendable {
  /// The number of items.
  package let itemCount: Int
  /// The number of columns.
  package let width: Int
  private let panels: AlignedFloats

  /// Packs items' rows.
  ///
  /// - Parameters:
  ///   - values: The rows, `[items, stride]`.
  ///   - itemCount: The number of rows.
  ///   - stride: Floats between rows.
  ///   - width: Meaningful columns of a row.
  package init(values: [Float], itemCount: Int, stride: Int, width: Int) {
    precondition(width > 0 && width <= stride && values.count >= itemCount * stride, "rows")
    self.itemCount = itemCount
    self.width = width
    panels = AlignedFloats(count: pk_panel_floats(itemCount, width))
    panels.withFloats { panels in
      guard let base = panels.baseAddress else { return }
      pk_pack_panels(values, itemCount, stride, width, base)
    }
  }

  /// Users' rows and the items that must not be listed for them.
  package struct Users: Sendable {
    /// The rows, `[users, stride]`, on the items' columns.
    package let values: [Float]
    /// Floats between rows.
    package let stride: Int
    /// Where each user's masked items begin, `[users + 1]`; empty where nothing is masked.
    package let maskOffsets: [Int]
    /// The masked items, ascending in each row.
    package let maskItems: [Int32]

    /// Wraps the rows; the mask has a row for each of them, or none at all.
    package init(values: [Float], stride: Int, maskOffsets: [Int], maskItems: [Int32]) {
      precondition(stride > 0 && values.count % stride == 0, "whole rows")
      precondition(
        maskOffsets.isEmpty || maskOffsets.count == values.count / stride + 1, "a mask row a user")
      self.values = values
      self.stride = stride
      self.maskOffsets = maskOffsets
      self.maskItems = maskItems
    }
  }

  /// Returns the best items of some users.
  ///
  /// - Parameters:
  ///   - rows: The users' rows.
  ///   - users: What the rows are taken from.
  ///   - k: The length of a list, at least 1.
  ///   - kernels: The kernel set; scores are reproducible within one set.
  /// - Returns: Items, `[rows, k]`, by score descending, ties by lower item, padded with -1.
  package func top(
    _ rows: ArraySlice<Int32>, of users: Users, k: Int, kernels: KernelSet
  ) -> [Int32] {
    precondition(k > 0 && width <= users.stride, "a list has a place")
    precondition(kernels.isSupported, "a kernel set that this processor runs")
    let rowCount = Int32(users.values.count / users.stride)
    precondition(rows.allSatisfy { $0 >= 0 && $0 < rowCount }, "a row that the users lack")
    return [Int32](unsafeUninitializedCapacity: rows.count * k) { top, count in
      rows.withUnsafeBufferPointer { rows in
        write(rows, of: users, k: k, kernels: kernels, to: top)
      }
      count = rows.count * k
    }
  }

  private func write(
    _ rows: UnsafeBufferPointer<Int32>, of users: Users, k: Int, kernels: KernelSet,
    to top: UnsafeMutableBufferPointer<Int32>
  ) {
    guard let topBase = top.baseAddress, !rows.isEmpty else { return }
    users.values.withUnsafeBufferPointer { values in
      users.maskOffsets.withUnsafeBufferPointer { offsets in
        users.maskItems.withUnsafeBufferPointer { items in
          panels.withFloats { panels in
            var ranking = pk_ranking(
              users: values.baseAddress, user_stride: users.stride, width: width,
              panels: panels.baseAddress, item_count: itemCount, user: rows.baseAddress,
              user_count: rows.count, mask_offsets: offsets.isEmpty ? nil : offsets.baseAddress,
              mask_items: items.baseAddress, k: k)
            AlignedFloats(count: pk_rank_workspace_floats(&ranking)).withFloats { workspace in
              guard let base = workspace.baseAddress else { return }
              pk_rank(&ranking, topBase, base, kernels.code)
            }
          }
        }
      }
    }
  }
}
