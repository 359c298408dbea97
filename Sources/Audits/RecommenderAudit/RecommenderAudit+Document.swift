// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Recommenders

extension RecommenderAudit {
  /// Puts the outcome together from the units' records.
  func document(
    _ records: [UnitRecord], probe: ErasureProbe
  ) throws(AuditError) -> AuditDocument {
    guard let unlearned = records.first?.readings["unlearned"] else {
      throw AuditError(
        "AUD015", .unexpected, "The run holds no reading of the erased model.",
        remedy: "Begin the audit anew with --force.")
    }
    var readings = ErasureReadings(
      original: records.first?.readings["original"], unlearned: unlearned,
      golds: records.dropFirst().compactMap { $0.readings["gold"] })
    readings.inspection = records.first?.inspection
    let comparison = ErasureComparison(
      readings: readings, resamples: policy.resamples, seed: Seed(job.seed).derive("bootstrap"),
      namedUserCount: request.users.count, namedItemCount: request.items.count)
    let criteria = ErasureCriteria(
      comparison: comparison, policy: policy, kinds: request.kinds, isSingle: isSingle,
      isForeign: judged != nil, isGoldGiven: judged?.golds.isEmpty == false,
      isListsOnly: judged?.served != nil)
    let judgement = ErasureJudgement(
      criteria: criteria.all, givenGoldCount: judged?.golds.count ?? 0)
    let measures = ErasureMeasures(
      comparison: comparison, probe: probe, seed: job.seed, isSingle: isSingle)
    let facts = facts(records)
    return AuditDocument(
      tool: Tool.name, kind: "audit recommender", seed: job.seed, verdict: judgement.verdict,
      reasons: judgement.reasons, criteria: judgement.criteria,
      account: ErasureAccount(audit: self, probe: probe, facts: facts, judgement: judgement)
        .account, facts: facts,
      measures: measures.all + groupLosses(comparison),
      series: ErasureSeries(readings: readings, path: records.first?.path ?? []).all,
      findings: try findings(unlearned), timings: timings(records))
  }

  /// Whether a kind has one user or one item, whose history no statistic can settle.
  func isSingle(_ kind: ErasureRequest.Kind) -> Bool {
    switch kind {
    case .users: request.users.count == 1
    case .items: request.items.count == 1
    case .interactions: Set(request.interactions.map(\.user)).count == 1
    }
  }

  private func groupLosses(_ comparison: ErasureComparison) -> [Measurement] {
    let quartiles = UserGroups.activityQuartiles(
      split.train, users: comparison.readings.unlearned.retain.users)
    let named = attributes.map { UserGroups.byAttribute($0, users: split.train.users) } ?? []
    return (quartiles + named).map { $0.loss(in: comparison, seed: job.seed) }
  }

  private func facts(_ records: [UnitRecord]) -> [String: String] {
    var facts = file.facts
    for record in records { facts.merge(record.facts) { $1 } }
    facts.merge(recipe.settings.map { ("training-\($0.key)", $0.value) }) { $1 }
    facts["kernels"] = job.kernels.rawValue
    facts["data-digest"] = dataDigest.hex
    facts["policy-digest"] = policyDigest.hex
    facts["split-seed"] = String(recipe.seed)
    facts["erased-users"] = String(request.users.count)
    facts["erased-items"] = String(request.items.count)
    facts["erased-single-interactions"] = String(request.interactions.count)
    facts["erased-training-pairs"] = String(split.train.count - retained.train.count)
    facts["golds"] = String(units.count - 1)
    for (role, digest) in judged?.digests ?? [:] { facts["digest-\(role)"] = digest }
    facts["verify-command"] = "palimpsest runs show RUN"
    return facts
  }

  /// Erased identifiers that the model still stores, by keyed digest.
  private func findings(_ unlearned: ModelReading) throws(AuditError) -> [Finding] {
    guard unlearned.storedUserCount + unlearned.storedItemCount > 0 else { return [] }
    let stored = judged?.after
    let named =
      request.users.map { ("user", split.train.users.identifiers[Int($0)]) }
      + request.items.map { ("item", split.train.items.identifiers[Int($0)]) }
    var findings: [Finding] = []
    for (noun, identifier) in named {
      let index = noun == "user" ? stored?.users : stored?.items
      if let index, index.position(of: identifier) == nil { continue }
      let digest = try AuditError.wrapping { try subjectKey.digest(of: identifier) }
      findings.append(
        Finding(
          id: "stored-\(findings.count + 1)", risk: "erasure", unit: noun,
          outcome: "identifier-stored", location: "the model after erasure", digest: digest,
          masked: job.showsValues ? identifier : SubjectKey.masked(identifier)))
    }
    return findings
  }

  private func timings(_ records: [UnitRecord]) -> [Measurement] {
    records.flatMap { record in
      record.seconds.keys.sorted().map { step in
        Measurement(
          "cpu-seconds", record.seconds[step] ?? 0, n: 1, group: ["step": step],
          method: "processor time of the working thread")
      }
    }
  }
}
