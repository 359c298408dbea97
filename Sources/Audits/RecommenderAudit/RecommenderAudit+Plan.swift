// SPDX-License-Identifier: Apache-2.0

import Compute
public import Evidence
import Recommenders
import Unlearning

extension RecommenderAudit {
  /// Everything that the result depends on.
  static func plan(
    _ job: RecommenderAuditJob, recipe: TrainingRecipe, erase: [String], data: Digest,
    policy: Digest, judged: JudgedModels?
  ) throws(AuditError) -> JSONValue {
    var members: [String: JSONValue] = [
      "kind": "audit recommender", "tool": .string(Tool.name), "data": .string(data.hex),
      "reading": .strings(job.data.options.facts), "erase": .array(erase.map(JSONValue.string)),
      "seed": .int(job.seed), "golds": .int(job.goldCount), "policy": .string(policy.hex),
      "kernels": .string(job.kernels.rawValue), "training": .strings(recipe.settings),
      "split-seed": .int(recipe.seed),
      "shows-values": .bool(job.showsValues),
    ]
    do {
      if let path = job.eraseFile {
        members["erase-file"] = .string(try Digest.sha256(contentsOf: path).hex)
      }
      if let path = job.attributes {
        members["attributes"] = .string(try Digest.sha256(contentsOf: path).hex)
      }
    } catch {
      throw AuditError(error)
    }
    switch job.door {
    case .erasing(let method):
      members["method"] = .string(method.rawValue)
      members["unlearning"] = .strings(job.unlearning.facts)
    case .judging:
      members["method"] = "judged"
      members["models"] = .strings(judged?.digests ?? [:])
    }
    return .object(members)
  }

  /// What resuming needs besides the plan: paths, and named subjects as digests.
  ///
  /// - Parameter resolve: Makes a path good from any working folder.
  /// - Returns: The details for a run's private file.
  /// - Throws: `AuditError` where a digest cannot be computed.
  public func details(
    resolvingPaths resolve: (String) -> String = { $0 }
  ) throws(AuditError) -> JSONValue {
    let hiding = HiddenSubjects(key: subjectKey, split: split)
    return try job.resolvingPaths(resolve).json(erase: hiding.hide(job.erase))
  }
}

extension InteractionReaderOptions {
  /// The options by stable name.
  var facts: [String: String] {
    var facts = ["skip-bad-rows": "\(skipBadRows)"]
    facts["user-column"] = userColumn
    facts["item-column"] = itemColumn
    facts["rating-column"] = ratingColumn
    facts["min-rating"] = minRating.map { "\($0)" }
    return facts
  }
}

extension ReverseBPRConfiguration {
  /// The settings by stable name.
  var facts: [String: String] {
    var facts = [
      "form": form.rawValue, "forget-rate": "\(forgetRate)", "retain-rate": "\(retainRate)",
      "regularization": "\(regularization)", "retain-per-forget": "\(retainPerForget)",
      "retain-per-item-forget": "\(retainPerItemForget)", "pass-limit": "\(passLimit)",
      "stop-pair-limit": "\(stopPairLimit)", "calibrated-passes": "\(calibratedPasses)",
      "calibrated-retain": "\(calibratedRetain)", "repair-per-forget": "\(repairPerForget)",
    ]
    facts["fixed-passes"] = fixedPasses.map { "\($0)" }
    return facts
  }
}
