// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Recommenders

/// Puts an attribute audit's outcome together from its units' records.
struct AttributeOutcome {
  let audit: AttributeAudit
  let vulnerability: AttributeVulnerability
  private let guesses: [String: [String: AttributeGuesses]]
  private let recordFacts: [String: String]
  private let jobs: Int

  /// Collects records, and refuses those that do not fit the audit.
  ///
  /// - Parameters:
  ///   - audit: The audit.
  ///   - records: Its units' records.
  ///   - jobs: The most resamples under way at once; changes no result.
  /// - Throws: AUD084 where beliefs are about other people than the audit's.
  init(audit: AttributeAudit, records: [AttributeRecord], jobs: Int) throws(AuditError) {
    self.audit = audit
    self.jobs = jobs
    var guesses: [String: [String: AttributeGuesses]] = [:]
    var facts: [String: String] = [:]
    for record in records {
      guesses.merge(record.guesses) { $1 }
      facts.merge(record.facts) { $1 }
    }
    let fits = records.flatMap(\.fits)
    let people = audit.people
    var isFitting = fits.count == people.count
    for (run, told) in guesses {
      let isRetained = run.hasSuffix(" \(AttributeRun.People.retained.rawValue)")
      for task in isRetained ? audit.retainedTasks : audit.tasks {
        isFitting =
          isFitting && told[task.name]?.count == task.users.count
          && told[task.name]?.classCount == task.classes.count
      }
    }
    guard isFitting else {
      throw AuditError(
        "AUD084", .unexpected, "The run's records are about other users than its inputs.",
        remedy: "Begin the audit anew with --force.")
    }
    self.guesses = guesses
    recordFacts = facts
    vulnerability = AttributeVulnerability(
      fits: fits, people: people, model: audit.subject, seed: audit.job.recommender.seed,
      jobs: jobs)
  }

  /// The document: measures, the policy's conditions, and the verdict that follows from them.
  var document: AuditDocument {
    var measures: [Measurement] = []
    var series: [Series] = vulnerability.series
    for place in audit.tasks.indices {
      let found = self.measures(of: place)
      measures += found.measures
      series += found.series
    }
    var document = AuditDocument(
      tool: Tool.name, kind: AttributeAuditJob.kind, seed: audit.job.recommender.seed,
      verdict: .inconclusive, reasons: [], criteria: [], account: account,
      facts: audit.facts.merging(recordFacts) { $1 }, measures: measures + vulnerability.measures,
      series: series, findings: findings, timings: [])
    let judged = audit.policy.judge(document)
    document.criteria = judged.criteria
    (document.verdict, document.reasons) = judged.conclusion
    return document
  }

  private func scores(
    _ model: String, _ adversary: AttributeRun.Adversary, _ people: AttributeRun.People,
    _ task: AttributeTask
  ) -> AttributeScores? {
    let run = AttributeRun(model: model, adversary: adversary, people: people)
    return guesses[run.key]?[task.name].map { AttributeScores(task, $0) }
  }

  private func measures(of place: Int) -> (measures: [Measurement], series: [Series]) {
    let (task, seed) = (audit.tasks[place], audit.job.recommender.seed)
    let shuffled = task.shuffled(seed: Seed(seed))
    var measures: [Measurement] = []
    var series: [Series] = []
    var base: AttributeScores?
    for adversary in AttributeRun.Adversary.allCases {
      let model = adversary == .histories ? "none" : audit.subject
      guard let found = scores(model, adversary, .all, task) else { continue }
      let chance = scores(model, adversary, .shuffled, shuffled)
      var group = ["attribute": task.name, "adversary": adversary.rawValue]
      if adversary != .histories { group["model"] = model }
      measures +=
        AttributeMeasures(
          task: task, scores: found, chance: chance, group: group, seed: seed, jobs: jobs
        ).all
      if adversary == .vectors {
        measures += AttributeMeasures.baselines(task, found, seed: seed)
        measures += vulnerability.correlations(task, found)
        series = AttributeVulnerability.series(task, found, chance)
        base = found
      } else if adversary == .histories, let base {
        measures.append(difference(task, base, found))
      }
    }
    return (measures + comparison(of: place), series)
  }

  /// What vectors tell beyond the histories that they were made of.
  private func difference(
    _ task: AttributeTask, _ vectors: AttributeScores, _ histories: AttributeScores
  ) -> Measurement {
    AttributeMeasures.resampled(
      "attribute-auc-difference",
      [
        "attribute": task.name, "adversary": "vectors", "model": audit.subject,
        "against": "histories",
      ], users: task.users.count, control: 0, "user by user; bootstrap by user",
      seed: audit.job.recommender.seed, jobs: jobs
    ) { counts in
      guard let one = vectors.area(counts: counts), let other = histories.area(counts: counts)
      else { return nil }
      return one - other
    }
  }

  /// What was told before and after the erasure, where there is one.
  private func comparison(of place: Int) -> [Measurement] {
    guard audit.request != nil else { return [] }
    let task = audit.retainedTasks[place]
    var all: [String: AttributeScores] = [:]
    for run in guesses.keys.filter({ $0.hasSuffix(" vectors retained") }) {
      let model = String(run.prefix { $0 != " " })
      all[model] = guesses[run]?[task.name].map { AttributeScores(task, $0) }
    }
    let compared = AttributeComparison(
      task: task, scores: all, seed: audit.job.recommender.seed, jobs: jobs)
    return compared.all + erased(audit.tasks[place])
  }

  /// What the audited model tells of those who are erased; the models after have nothing of them.
  private func erased(_ task: AttributeTask) -> [Measurement] {
    let gone = Set(audit.request?.users ?? [])
    let places = task.users.indices.filter { gone.contains(task.users[$0]) }
    guard !places.isEmpty else { return [] }
    let group = ["attribute": task.name, "adversary": "vectors", "set": "forget"]
    let after = ["unlearned", "gold"].filter { $0 != audit.subject }.map {
      Measurement(
        missing: "attribute-auc", reason: "the model keeps no vector of erased users",
        group: group.merging(["model": $0]) { $1 })
    }
    guard let told = guesses["\(audit.subject) vectors all"]?[task.name] else { return after }
    let part = task.restricted { gone.contains($0) }
    let scores = AttributeScores(
      part,
      AttributeGuesses(
        classCount: told.classCount, probabilities: places.flatMap { Array(told.row($0)) }))
    return [
      AttributeMeasures.resampled(
        "attribute-auc", group.merging(["model": audit.subject]) { $1 }, users: part.users.count,
        control: 0.5, "of users who are erased; bootstrap by user",
        seed: audit.job.recommender.seed, jobs: jobs
      ) { scores.area(counts: $0) }
    ] + after
  }

  /// The users of whom most is told, by keyed digest.
  private var findings: [Finding] {
    var told: [(gain: Double, user: Int32, task: Int)] = []
    for (place, task) in audit.tasks.enumerated() {
      guard let found = scores(audit.subject, .vectors, .all, task) else { continue }
      for user in task.users.indices { told.append((found.gains[user], task.users[user], place)) }
    }
    told.sort { ($1.gain, $0.user, $0.task) < ($0.gain, $1.user, $1.task) }
    return told.prefix(20).enumerated().compactMap { place, one in
      let identifier = audit.split.train.users.identifiers[Int(one.user)]
      guard one.gain > 0, let digest = try? audit.subjectKey.digest(of: identifier) else {
        return nil
      }
      let showsValues = audit.job.recommender.showsValues
      return Finding(
        id: "told-\(place + 1)", risk: "infer", unit: "user",
        outcome: "gain-\((one.gain * 1_000).rounded() / 1_000)",
        location: "attribute \(audit.tasks[one.task].name), vectors of the \(audit.subject) model",
        digest: digest, masked: showsValues ? identifier : SubjectKey.masked(identifier))
    }
  }
}
