// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Evidence
import LanguageModels

extension LanguageModelOutcome {
  /// Facts about inputs and settings.
  var facts: [String: String] {
    let (job, model) = (audit.job, audit.subject.model)
    var facts = audit.texts.facts
    facts["model"] = model.identity.name
    facts["model-digest"] = model.identity.digest
    facts["architecture"] = model.identity.architecture
    facts["capability"] = model.capability.name
    facts["risks"] = job.risks.map(\.rawValue).joined(separator: " ")
    facts["prompt-tokens-at-most"] = job.promptLimit.map(String.init) ?? "all"
    facts["limit"] = String(job.limit)
    facts["values"] = String(pairs.reduce(0) { $0 + $1.pair.member.values.count })
    facts["values-in-several-documents"] = String(
      audit.texts.stray.values.reduce(0) { $0 + $1.count })
    facts["values-answered"] = String(pairs.reduce(0) { $0 + $1.member.values.count })
    facts["kernels"] = job.kernels.rawValue
    facts["policy-digest"] = audit.policyDigest.hex
    for part in parts { facts.merge(part.facts) { $1 } }
    for (role, digest) in audit.texts.digests { facts["\(role)-digest"] = digest.hex }
    if job.isAddress {
      facts["scores-are-of"] = "the served model, as its server computes it"
    }
    facts["verify-command"] = "palimpsest runs show RUN"
    return facts
  }

  /// What was done, in words.
  var account: Account {
    let more = audit.job.risks.contains(.memorize) ? LanguageModelOutcome.extraction : ""
    let isCorpus = !audit.texts.pairs.isEmpty
    let told = audit.subject.model.capability.name
    return Account(
      asked: "What does this model remember of what it was trained on?",
      done: "Nothing was changed in the model; it was asked.",
      tested: (isCorpus
        ? "Documents that the model was trained on were held against twins: documents of people from "
          + "the same distribution that no model ever saw. For each value in them the model got the "
          + "text before it and was asked to go on; each text was scored as a whole; planted secrets "
          + "were ranked among secrets that could have stood in their place."
        : "Texts that the model is said to have been trained on were held against texts that it is "
          + "said never to have seen.") + more,
      shows: "How much more the model says of what it was trained on than of what it never saw, "
        + "with intervals. The model tells: \(told).",
      cannotShow: "That nothing else is remembered: other prompts, finer attacks or more attempts "
        + "may find more. What a measure could not be made for is listed with its reason.")
  }

  private static let extraction =
    " Besides, as far as it can be asked that, it wrote texts by itself, which were searched for what "
    + "it was trained on, and went on with texts from their first part; where people are known, it "
    + "filled gaps in sentences and was asked about people by name."

  /// The people of whom the model says most, masked.
  var findings: [Finding] {
    var counts: [String: (said: Int, asked: Int)] = [:]
    for read in pairs {
      let said = read.member.values.values.count { $0.match == .exact }
      let old = counts[read.pair.member.profile] ?? (0, 0)
      counts[read.pair.member.profile] = (old.said + said, old.asked + read.member.values.count)
    }
    let most = counts.filter { $0.value.said > 0 }.sorted {
      ($1.value.said, $0.key) < ($0.value.said, $1.key)
    }
    return most.prefix(20).enumerated().compactMap { place, person in
      guard let digest = try? audit.subjectKey.digest(of: person.key) else { return nil }
      return Finding(
        id: "exposed-\(place + 1)", risk: "memorize", unit: "person",
        outcome: "\(person.value.said)-of-\(person.value.asked)-values-said",
        location: "the model's greedy continuations", digest: digest,
        masked: SubjectKey.masked(person.key))
    } + parts.flatMap(\.findings)
  }
}
