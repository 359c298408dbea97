// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Evidence

extension CorpusOutcome {
  /// Facts about inputs and settings.
  var facts: [String: String] {
    let (job, design) = (audit.job, audit.design)
    var facts = audit.planFacts
    let bound = design.squaredErrorBound(modelCount: job.models).squareRoot()
    let errors = measures.documents.compactMap(\.effect.standardError)
    facts["share"] = String(job.share)
    facts["limit"] = String(job.limit)
    facts["error-bound"] = CorpusOutcome.rounded(bound)
    facts["standard-error-largest"] = CorpusOutcome.rounded(errors.max() ?? 0)
    facts["memorized-from"] = String(measures.thresholds.memorization)
    facts["influence-from"] = String(measures.thresholds.influence)
    facts["kernels"] = job.kernels.rawValue
    facts["corpus-digest"] = audit.examples.digest.hex
    facts["policy-digest"] = audit.policyDigest.hex
    facts["verify-command"] = "palimpsest runs show RUN"
    return facts
  }

  /// What was done, in words.
  var account: Account {
    let task =
      audit.job.learner.isClassifier
      ? "learned to tell the \(audit.job.target) of a text" : "learned to go on with texts"
    return Account(
      asked: "Which documents of this corpus would a model learn by heart?",
      done: "No model of anybody's was touched: \(audit.job.models) small ones "
        + "(\(audit.job.learner.rawValue)) \(task), each from a random part of the documents.",
      tested:
        "Each document was held against itself: how well models do on it that learned from it, "
        + "less how well models do that did not. Twins, from which no model learned, were treated as if "
        + "they had been, which shows what chance alone gives.",
      shows: "Which documents a model knows only because it read them: rare ones, that no other "
        + "document explains. They are the first that a larger model would give away.",
      cannotShow: "What a larger model remembers. It may learn from others what this one has to "
        + "memorize, and may memorize what this one cannot hold. A document that stands there in "
        + "several wordings is memorized for none of them, and may still be told in full.")
  }

  /// The documents that are memorized most, masked.
  var findings: [Finding] {
    let least = measures.thresholds.memorization
    return ranking.prefix(20).enumerated().compactMap { place, number in
      let read = measures.documents[number]
      guard read.effect.value >= least,
        let digest = try? audit.subjectKey.digest(of: read.document.identifier)
      else { return nil }
      return Finding(
        id: "memorized-\(place + 1)", risk: "memorize", unit: "document",
        outcome: "memorization-\(CorpusOutcome.rounded(read.effect.value))",
        location: "kind \(read.document.kind.name), copies \(read.copies)", digest: digest,
        masked: SubjectKey.masked(read.document.identifier))
    }
  }

  /// A number with three digits after the point at most.
  private static func rounded(_ value: Double) -> String {
    String((value * 1_000).rounded() / 1_000)
  }
}
