// SPDX-License-Identifier: Apache-2.0

import Compute
import Recommenders

/// What somebody hands back who was asked to erase.
enum Answer: String, CaseIterable {
  case reverseBPR = "honest: reverse BPR"
  case retrained = "honest: trained anew"
  case nothing = "no-op"
  case filter = "output filter"
  case fineTuned = "fine-tune on retained"
  case rowDrop = "row drop"
  case otherData = "other data erased"
  case otherDataDisguised = "other data, rows dropped"

  /// Whether the answer makes sense for a request, and is due: 50 of a kind, or 75 for rows alone.
  func isGiven(to kind: ErasureRequest.Kind, turn: Int) -> Bool {
    switch self {
    case .rowDrop, .otherDataDisguised: kind != .interactions
    default: turn < 2
    }
  }

  /// The model that is handed back.
  func model(_ bed: ErasureBed, _ request: ErasureRequest) throws -> MatrixFactorization {
    switch self {
    case .reverseBPR: bed.unlearn(request).model
    case .retrained: try bed.gold(request, 1000).model
    case .nothing, .filter: bed.original
    case .fineTuned: bed.fineTuned(request, passes: 5)
    case .rowDrop: bed.dropping(request, from: bed.original)
    case .otherData: bed.wronglyErased(request, isDisguised: false)
    case .otherDataDisguised: bed.wronglyErased(request, isDisguised: true)
    }
  }

  /// The lists of 20 that are served to everybody whom the model knows.
  ///
  /// What a user keeps from training is masked; erased pairs are not, since whoever serves has
  /// deleted them. A filter serves neither erased pairs, users nor items.
  func lists(
    of model: MatrixFactorization, _ bed: ErasureBed, _ request: ErasureRequest
  ) -> [ServedList] {
    let train = bed.split.train
    let isFilter = self == .filter
    let masked = isFilter ? train : train.filter { request.kind(of: $0) == nil }
    let shown = isFilter ? bed.dropping(request, from: model) : model
    let factors = AlignedFactors(shown, users: train.users, items: train.items)
    let users = (0..<Int32(train.users.count)).filter { factors.hasUser[Int($0)] }
    let lists = TopItems.lists(
      model: factors.withoutMissingItems(), users: users, masked: masked, k: 20)
    return users.enumerated().map { place, user in
      ServedList(
        user: train.users.identifiers[Int(user)],
        items: lists[place * 20..<place * 20 + 20].filter { $0 >= 0 }
          .map { train.items.identifiers[Int($0)] })
    }
  }
}
