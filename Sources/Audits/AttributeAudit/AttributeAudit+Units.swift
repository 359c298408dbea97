// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import Recommenders
import Unlearning

extension AttributeAudit {
  /// C for histories, whose rows have length 1; vectors take scikit-learn's usual 1.
  static let historyStrength = 3.0

  /// The work to be done, in the order in which it is begun.
  var units: [AttributeUnit] {
    [.models, .histories] + (0..<goldCount).map { .gold($0 + 1) }
  }

  private var goldCount: Int {
    guard request != nil else { return 0 }
    return judged.map { $0.golds.isEmpty ? job.recommender.goldCount : $0.golds.count }
      ?? job.recommender.goldCount
  }

  /// Everybody of whom something is told, by position, ascending.
  var people: [Int32] { Set(tasks.flatMap(\.users)).sorted() }

  /// The audited model's name: `unlearned` where no model from before the erasure is there.
  var subject: String {
    request != nil && judged != nil && judged?.before == nil ? "unlearned" : "original"
  }

  /// Does one unit of work.
  ///
  /// - Parameters:
  ///   - unit: The unit.
  ///   - jobs: The most folds under way at once; changes no result.
  /// - Returns: What the unit found.
  /// - Throws: `AuditError` where training fails.
  func work(on unit: AttributeUnit, jobs: Int) throws(AuditError) -> AttributeRecord {
    switch unit {
    case .models: try readModels(jobs)
    case .histories: readHistories(jobs)
    case .gold(let index): try readGold(index, jobs)
    }
  }

  private func readModels(_ jobs: Int) throws(AuditError) -> AttributeRecord {
    var record = AttributeRecord()
    let (audited, after) = try models(&record)
    let factors = AlignedFactors(audited, users: split.train.users, items: split.train.items)
    for people in [AttributeRun.People.all, .shuffled] {
      for adversary in [AttributeRun.Adversary.vectors, .pooled] {
        tell(
          AttributeRun(model: subject, adversary: adversary, people: people), of: tasks, factors,
          jobs, into: &record)
      }
    }
    record.fits = UserFit.all(of: people, in: factors, split: split, jobs: jobs)
    guard request != nil else { return record }
    tell(retained(subject), of: retainedTasks, factors, jobs, into: &record)
    if let after {
      let factors = AlignedFactors(after, users: split.train.users, items: split.train.items)
      tell(retained("unlearned"), of: retainedTasks, factors, jobs, into: &record)
    }
    return record
  }

  /// The run on a model's vectors of those whom all models have.
  func retained(_ model: String) -> AttributeRun {
    AttributeRun(model: model, adversary: .vectors, people: .retained)
  }

  /// The audited model and, where it is not that itself, the model after the erasure.
  private func models(
    _ record: inout AttributeRecord
  ) throws(AuditError) -> (audited: MatrixFactorization, after: MatrixFactorization?) {
    if let judged {
      record.facts["method"] = "judged"
      if let before = judged.before { return (before, request == nil ? nil : judged.after) }
      if let after = judged.after { return (after, nil) }
    }
    let trained = try recipe.train(split, kernels: job.recommender.kernels)
    record.facts["original-passes"] = String(trained.epochCount)
    guard let request else { return (trained.model, nil) }
    return (trained.model, try unlearned(request, trained.model, &record))
  }

  private func unlearned(
    _ request: ErasureRequest, _ original: MatrixFactorization, _ record: inout AttributeRecord
  ) throws(AuditError) -> MatrixFactorization {
    guard case .erasing(let method) = job.recommender.door else { return original }
    record.facts["method"] = method.rawValue
    switch method {
    case .none: return original
    case .exact: return try recipe.train(remaining, kernels: job.recommender.kernels).model
    case .reverseBPR:
      let outcome = ReverseBPR.unlearn(
        request, from: original, split: split, configuration: job.recommender.unlearning,
        seed: Seed(job.recommender.seed).derive("unlearn"), kernels: job.recommender.kernels)
      record.facts["stop"] = outcome.stop.rawValue
      return outcome.model
    }
  }

  /// The split without the erased pairs, over what still occurs in it.
  private var remaining: InteractionSplit {
    split.removing { request?.kind(of: $0) != nil }.compacted()
  }

  private func readHistories(_ jobs: Int) -> AttributeRecord {
    var record = AttributeRecord()
    for people in [AttributeRun.People.all, .shuffled] {
      let run = AttributeRun(model: "none", adversary: .histories, people: people)
      for task in tasks {
        let told = people == .shuffled ? task.shuffled(seed: Seed(job.recommender.seed)) : task
        record.guesses[run.key, default: [:]][task.name] = AttributeGuesses.linear(
          told, rows: HistoryRows.weighted(split.train, users: task.users),
          strength: AttributeAudit.historyStrength, jobs: jobs)
      }
    }
    return record
  }

  private func readGold(_ index: Int, _ jobs: Int) throws(AuditError) -> AttributeRecord {
    var record = AttributeRecord()
    let gold: MatrixFactorization
    if let given = judged?.golds, !given.isEmpty {
      gold = given[index - 1]
    } else {
      var own = recipe
      own.seed = Seed(job.recommender.seed).derive("gold", index).value
      let trained = try own.train(remaining, kernels: job.recommender.kernels)
      record.facts["gold-\(index)-passes"] = String(trained.epochCount)
      gold = trained.model
    }
    let factors = AlignedFactors(gold, users: split.train.users, items: split.train.items)
    tell(retained("gold-\(index)"), of: retainedTasks, factors, jobs, into: &record)
    return record
  }

  /// Lets one adversary tell every attribute.
  private func tell(
    _ run: AttributeRun, of tasks: [AttributeTask], _ factors: AlignedFactors, _ jobs: Int,
    into record: inout AttributeRecord
  ) {
    for task in tasks {
      let rows =
        run.adversary == .pooled
        ? HistoryRows.pooled(split.train, users: task.users, factors: factors)
        : HistoryRows.vectors(of: task.users, in: factors)
      let told =
        run.people == .shuffled ? task.shuffled(seed: Seed(job.recommender.seed)) : task
      record.guesses[run.key, default: [:]][task.name] = AttributeGuesses.linear(
        told, vectors: rows, jobs: jobs)
    }
  }
}
