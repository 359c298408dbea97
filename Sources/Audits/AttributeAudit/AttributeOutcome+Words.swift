// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence

extension AttributeAudit {
  /// Facts about inputs and settings.
  var facts: [String: String] {
    var facts = planFacts
    facts.merge(recipe.settings.map { ("training-\($0.key)", $0.value) }) { $1 }
    facts["audited-model"] = subject
    facts["folds"] = String(AttributeTask.foldCount)
    facts["kernels"] = job.recommender.kernels.rawValue
    facts["data-digest"] = dataDigest.hex
    facts["policy-digest"] = policyDigest.hex
    facts["split-seed"] = String(recipe.seed)
    facts["golds"] = String(units.count { $0.isGold })
    for (role, digest) in judged?.digests ?? [:] { facts["digest-\(role)"] = digest }
    facts["verify-command"] = "palimpsest runs show RUN"
    return facts
  }
}

extension AttributeOutcome {
  /// What was done, in words.
  var account: Account {
    let origin =
      audit.judged == nil
      ? "A recommender was trained on the interactions" : "A recommender was given"
    let erasure =
      audit.request == nil
      ? "" : " Something was erased from it, and the model after and Golds were looked at as well."
    return Account(
      asked: "What do a recommender's vectors tell of people who never said it?",
      done: "\(origin).\(erasure)",
      tested:
        "For every attribute of the file, adversaries learned to tell it from four fifths of the "
        + "users and told it of the others, in turn: from the vectors that the model keeps of users "
        + "(vectors), from the mean of its vectors of their items (pooled), and from the items "
        + "themselves without any model (histories). Naming the commonest class, drawing by shares, "
        + "and learning from classes that were dealt out at random show what chance gives.",
      shows:
        "Whether who holds the vectors, and the attributes of some users, can tell those of the "
        + "others, how surely, and of whom most. Where an erasure was made, whether it changed that.",
      cannotShow:
        "What a stronger adversary tells, or one with other data. What the histories tell "
        + "by themselves no change of the model takes away. Attributes that users did not state, "
        + "or that the file lacks, were not looked at.")
  }
}
