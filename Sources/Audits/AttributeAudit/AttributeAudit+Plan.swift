// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
public import Evidence
import Recommenders

extension AttributeAudit {
  /// Everything that the result depends on.
  static func plan(
    _ job: AttributeAuditJob, _ recipe: TrainingRecipe, erase: [String], _ data: Digest,
    _ policy: Digest, _ judged: JudgedModels?
  ) throws(AuditError) -> JSONValue {
    let whole = try RecommenderAudit.plan(
      job.recommender, recipe: recipe, erase: erase, data: data, policy: policy, judged: judged)
    var members = whole.members ?? [:]
    members["kind"] = .string(AttributeAuditJob.kind)
    members["columns"] = .array(job.columns.map(JSONValue.string))
    if !job.isErasing { members["golds"] = 0 }
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
    var resolved = job
    resolved.recommender = job.recommender.resolvingPaths(resolve)
    return resolved.json(erase: try hiding.hide(job.recommender.erase))
  }

  /// What the audit would do and on what, without any identifier: what `--plan` prints.
  public var planFacts: [String: String] {
    var facts = file.facts.merging(split.facts) { $1 }.merging(columnFacts) { $1 }
    facts["units"] = units.map(\.id).joined(separator: " ")
    facts["attributes"] = tasks.map(\.name).joined(separator: " ")
    let isTraining = judged == nil
    let golds = units.count { $0.isGold } * (judged?.golds.isEmpty == false ? 0 : 1)
    facts["trainings-at-most"] = String((isTraining ? 1 : 0) + golds)
    if let request {
      facts["erased-users"] = String(request.users.count)
      facts["erased-items"] = String(request.items.count)
      facts["erased-single-interactions"] = String(request.interactions.count)
    }
    return facts
  }
}
