// SPDX-License-Identifier: Apache-2.0

public import Compute

/// The best items of each user over the whole catalogue, by a model's scores.
public enum TopItems {
  /// Users ranked as one unit of work; results do not depend on it.
  private static let usersPerUnit = 240

  /// Returns the `k` best items of each user, by score descending and ties by lower position.
  ///
  /// The score is the inner product of the two representations, summed column by column in one
  /// float accumulator (with fused multiply-add in the AVX sets): a user's list depends neither on
  /// the other users nor on `jobs`. Items whose score is not a number are never listed. Every item
  /// is scored: O(users * items * width).
  ///
  /// - Parameters:
  ///   - model: The model; its representations are read once.
  ///   - users: Users' row positions in the model, in any order, repeated ones included.
  ///   - masked: Pairs over the model's users and items that must not be listed; nil for none.
  ///   - k: The length of a list, at least 0.
  ///   - jobs: The largest number of threads.
  ///   - kernels: The kernel set; scores are reproducible within one set.
  /// - Returns: Item positions, `[users, k]`; -1 where no item is left.
  public static func lists(
    model: some Recommender, users: [Int32], masked: Interactions? = nil, k: Int, jobs: Int = 1,
    kernels: KernelSet = .best
  ) -> [Int32] {
    let userRows = model.userRepresentations
    let itemRows = model.itemRepresentations
    precondition(k >= 0 && userRows.width == itemRows.width, "rows on the same columns")
    if let masked {
      precondition(
        masked.users == model.users && masked.items == model.items, "a mask over the same indexes")
    }
    guard k > 0, !users.isEmpty else { return [] }
    let panels = RankingPanels(
      values: itemRows.values, itemCount: itemRows.rowCount, stride: itemRows.stride,
      width: itemRows.width)
    let rows = RankingPanels.Users(
      values: userRows.values, stride: userRows.stride, maskOffsets: masked?.rowOffsets ?? [],
      maskItems: masked?.columns ?? [])
    let unitCount = (users.count + usersPerUnit - 1) / usersPerUnit
    let units = parallelMap(count: unitCount, jobs: jobs) { unit in
      let first = unit * usersPerUnit
      let last = min(first + usersPerUnit, users.count)
      return panels.top(users[first..<last], of: rows, k: k, kernels: kernels)
    }
    return Array(units.joined())
  }
}
