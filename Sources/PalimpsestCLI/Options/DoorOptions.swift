// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audits

/// Where the model after erasure comes from.
struct DoorOptions: ParsableArguments {
  @Option(help: "How to erase. (default: reverse-bpr)")
  var unlearn: RecommenderAuditJob.Method?

  @Option(help: ArgumentHelp("The model after an erasure elsewhere.", valueName: "file"))
  var model: String?

  @Option(help: ArgumentHelp("The model before it, where there is one.", valueName: "file"))
  var before: String?

  @Option(
    help: ArgumentHelp(
      "The lists served after it, where there is no model: TSV or CSV with the columns user and "
        + "item, best first, or with a third, rank, from 1 for the best.", valueName: "file"))
  var served: String?

  @Option(
    help: ArgumentHelp(
      "A model trained without the erased data; repeatable, and trained here where left out.",
      valueName: "file"))
  var gold: [String] = []

  @Option(
    help: ArgumentHelp(
      "Pairs, as in --erase-file, that the model was not trained on, where its header does not "
        + "say how data were split.", valueName: "file"))
  var heldOut: String?

  @Option(help: ArgumentHelp("User ids of an npz, one a line, in its order.", valueName: "file"))
  var userIds: String?

  @Option(help: ArgumentHelp("Item ids of an npz, one a line, in its order.", valueName: "file"))
  var itemIds: String?

  /// Whether a model or lists from elsewhere are judged.
  var isJudging: Bool { model != nil || served != nil }

  func validate() throws {
    if isJudging && unlearn != nil {
      throw ValidationError("--unlearn erases here; --model and --served were erased elsewhere.")
    }
    if model != nil && served != nil {
      throw ValidationError("--model and --served exclude each other.")
    }
    let companions = [before, heldOut, userIds, itemIds].compactMap(\.self) + gold
    if !isJudging && !companions.isEmpty {
      throw ValidationError(
        "--before, --gold, --held-out, --user-ids and --item-ids belong to --model or --served.")
    }
  }

  /// The door that the flags open.
  var door: RecommenderAuditJob.Door {
    guard isJudging else { return .erasing(unlearn ?? .reverseBPR) }
    var judged = RecommenderAuditJob.Judged()
    judged.after = model
    judged.served = served
    judged.before = before
    judged.golds = gold
    judged.heldOut = heldOut
    judged.userIdentifiers = userIds
    judged.itemIdentifiers = itemIds
    return .judging(judged)
  }
}
