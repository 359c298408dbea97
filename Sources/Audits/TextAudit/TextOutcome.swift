// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Evidence

/// Puts an audit's outcome together from what its parts found.
struct TextOutcome {
  let audit: TextAudit
  let results: [PartResults]
  let timings: [Measurement]

  /// The document: measures, the policy's conditions, and the verdict that follows from them.
  var document: AuditDocument {
    var document = AuditDocument(
      tool: Tool.name, kind: TextAuditJob.kind, seed: audit.job.seed, verdict: .inconclusive,
      reasons: [], criteria: [], account: account, facts: facts,
      measures: results.flatMap(\.measures), series: results.flatMap(\.series),
      findings: results.flatMap(\.findings), timings: timings)
    let judged = audit.policy.judge(document)
    document.criteria = judged.criteria
    (document.verdict, document.reasons) = judged.conclusion
    return document
  }

  /// Facts about inputs and settings.
  private var facts: [String: String] {
    var facts = audit.planFacts
    for part in results { facts.merge(part.facts) { $1 } }
    facts["format"] = audit.material.format.rawValue
    facts["scoring"] = audit.job.scoring.rawValue
    facts["folds"] = String(audit.job.foldCount)
    facts["repeats"] = String(audit.job.repeatCount)
    facts["kernels"] = audit.job.kernels.rawValue
    facts["texts-digest"] = audit.material.digest.hex
    facts["policy-digest"] = audit.policyDigest.hex
    facts["verify-command"] = "palimpsest runs show RUN"
    if audit.chat != nil {
      facts["prompt-version"] = InferencePrompt.version
      facts["prompt-role"] = InferencePrompt.role
      facts["prompt"] = InferencePrompt(attributes: audit.job.attributes).message(about: ["..."])
    }
    return facts
  }

  /// What was done, in words.
  private var account: Account {
    let hasDefence = audit.job.defence != .none
    return Account(
      asked: "What do these texts tell of their authors, and which accounts are one person's?",
      done: "\(audit.material.authors.count) authors with \(audit.material.textCount) texts. "
        + "Adversaries learned from some authors, whose attributes they were told, and were asked about "
        + "others, of whom they saw nothing but texts."
        + (hasDefence
          ? " The same adversaries then read the texts after a defence; they did not learn from these."
          : ""),
      tested: audit.job.risks.map { risk in
        risk == .attribute
          ? "Each adversary is held against naming the commonest class without reading a word."
          : "For linkage, each author's texts were cut into two accounts, of which one was sought among "
            + "others."
      }.joined(separator: " "),
      shows: "Which attributes leak, to which adversary, and by how much more than a guess"
        + (hasDefence ? "; and how much of that the defence took away." : "."),
      cannotShow:
        "What a stronger adversary infers: a large language model or a person with time and a search "
        + "engine. An attribute that no adversary here told is not shown to be safe.")
  }
}
