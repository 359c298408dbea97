// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Evidence

/// Puts an audit's outcome together from what its models got right.
struct CorpusOutcome {
  let audit: CorpusAudit
  let learner: CorpusLearner
  let jobs: Int
  let measures: CorpusMeasures
  /// What training on a document does to examples.
  private let effects: SubsetEstimates
  /// What it seems to do where none was trained on.
  private let chance: SubsetEstimates

  /// The most documents whose influence is looked at: those that are memorized most.
  private static let influencerLimit = 100
  /// The most points of a curve.
  static let pointLimit = 200

  /// Estimates the effect of every document on itself.
  ///
  /// - Parameters:
  ///   - audit: The audit.
  ///   - learner: The learner.
  ///   - rightCounts: How many things each model got right in each example, `[models][examples]`.
  ///   - jobs: The number of threads; changes nothing but the time.
  /// - Throws: What the estimates throw.
  init(
    audit: CorpusAudit, learner: CorpusLearner, rightCounts: [[Int]], jobs: Int
  ) throws(AuditError) {
    let trials = learner.learner.trialCounts
    let performance = rightCounts.map { counts in
      zip(counts, trials).map { Double($0) / Double($1) }
    }
    let models = rightCounts.indices
    do throws(AttacksError) {
      effects = try SubsetEstimates(
        inclusion: models.map { audit.design.isIncluded(model: $0) }, performance: performance)
      chance = try SubsetEstimates(
        inclusion: models.map { audit.sham.isIncluded(model: $0) }, performance: performance)
    } catch {
      throw AuditError(error)
    }
    let (documents, twins) = (audit.examples.documents, audit.examples.twins)
    let (own, sham) = (effects, chance)
    let reads = documents.indices.compactMap { place in
      own.effect(of: place, on: place).map {
        CorpusMeasures.Read(
          document: documents[place], copies: documents[place].copies, effect: $0)
      }
    }
    let others = twins.indices.compactMap { place in
      sham.effect(of: place, on: documents.count + place).map {
        CorpusMeasures.Read(document: twins[place], copies: documents[place].copies, effect: $0)
      }
    }
    precondition(
      reads.count == documents.count && others.count == twins.count, "an audit that was checked")
    self.audit = audit
    self.learner = learner
    self.jobs = jobs
    measures = CorpusMeasures(
      documents: reads, twins: others, isClassifier: audit.job.learner.isClassifier,
      thresholds: .init(isClassifier: audit.job.learner.isClassifier), seed: audit.job.seed)
  }

  /// The document: measures, the policy's conditions, and the verdict that follows from them.
  var document: AuditDocument {
    get throws(AuditError) {
      var document = AuditDocument(
        tool: Tool.name, kind: CorpusAuditJob.kind, seed: audit.job.seed, verdict: .inconclusive,
        reasons: [], criteria: [], account: account, facts: facts,
        measures: measures.all + influence + accuracy,
        series: longTail + measures.series + (try removal),
        findings: findings, timings: [])
      let judged = audit.policy.judge(document)
      document.criteria = judged.criteria
      (document.verdict, document.reasons) = judged.conclusion
      return document
    }
  }

  /// Places of documents, the most memorized first.
  var ranking: [Int] {
    let reads = measures.documents
    return reads.indices.sorted {
      (reads[$1].effect.value, reads[$0].document.identifier)
        < (reads[$0].effect.value, reads[$1].document.identifier)
    }
  }

  /// How many texts that no model learned from depend on one memorized document each.
  private var influence: [Measurement] {
    let (name, least) = ("influence-share", measures.thresholds)
    let chosen = ranking.prefix(CorpusOutcome.influencerLimit).filter {
      measures.documents[$0].effect.value >= least.memorization
    }
    guard !chosen.isEmpty else {
      return [Measurement(missing: name, reason: "no document is memorized", group: [:])]
    }
    let texts = measures.documents.count..<measures.documents.count + measures.twins.count
    let shares = { @Sendable (estimates: SubsetEstimates, places: [Int]) in
      parallelMap(count: places.count, jobs: jobs) { place -> Double in
        let strong = texts.count { text in
          (estimates.effect(of: places[place], on: text)?.value ?? 0) >= least.influence
        }
        return Double(strong) / Double(texts.count)
      }
    }
    // As many twins, from which nothing was learned: what chance alone gives.
    let control = shares(chance, Array(measures.twins.indices.prefix(chosen.count)))
    return [
      CorpusMeasures.mean(
        name,
        zip(chosen, shares(effects, chosen)).map { (measures.documents[$0].document.profile, $1) },
        [:],
        "share of pairs of a memorized document (\(CorpusOutcome.influencerLimit) at most) and a "
          + "never-seen text with an effect of \(least.influence) or more; bootstrap by person",
        control: control.reduce(0, +) / Double(control.count), seed: audit.job.seed)
    ]
  }

  /// How well the models do on texts that none of them learned from, and whether that is learning.
  private var accuracy: [Measurement] {
    let first = measures.documents.count
    let shown = measures.twins.indices.map { place in
      (
        person: measures.twins[place].document.profile,
        accuracy: effects.meanPerformance(on: first + place),
        guess: learner.baseline[first + place]
      )
    }
    let guess = shown.reduce(0.0) { $0 + $1.guess } / Double(max(shown.count, 1))
    return [
      CorpusMeasures.mean(
        "learner-accuracy", shown.map { ($0.person, $0.accuracy) }, [:],
        "mean over never-seen texts and models; the control names the commonest; bootstrap by person",
        control: guess, seed: audit.job.seed),
      CorpusMeasures.mean(
        "learner-gain", shown.map { ($0.person, $0.accuracy - $0.guess) }, [:],
        "accuracy on never-seen texts less that of naming the commonest; bootstrap by person",
        control: 0, seed: audit.job.seed),
    ]
  }

  /// Estimates in descending order: the long tail, beside what chance makes of twins.
  private var longTail: [Series] {
    [("documents of the corpus", measures.documents), ("never-seen twins", measures.twins)].map {
      name, reads in
      let values = reads.map(\.effect.value).sorted(by: >)
      let step = max(1, (values.count + CorpusOutcome.pointLimit - 1) / CorpusOutcome.pointLimit)
      let places = Array(stride(from: 0, to: values.count, by: step))
      return Series(
        "long-tail", group: ["of": name], xName: "share of documents",
        yName: audit.job.learner.isClassifier ? "memorization" : "counterfactual memorization",
        x: places.map { Double($0 + 1) / Double(values.count) }, y: places.map { values[$0] })
    }
  }

  /// What never-seen texts lose without the most memorized documents, beside random ones.
  ///
  /// Left out for transformers, of which each point costs seconds.
  private var removal: [Series] {
    get throws(AuditError) {
      guard audit.job.learner != .transformer else { return [] }
      let (order, all) = (ranking, audit.examples.documents)
      let counts = [0.0, 0.05, 0.1, 0.2, 0.3, 0.4].map { Int($0 * Double(order.count)) }
      let curve: RemovalCurve
      do throws(AttacksError) {
        curve = try RemovalCurve(
          learner.learner, order: order, identifiers: order.map { all[$0].identifier },
          examined: Array(all.count..<learner.learner.exampleCount), counts: counts,
          seed: Seed(audit.job.seed), jobs: jobs)
      } catch {
        throw AuditError(error)
      }
      let shares = curve.counts.map { Double($0) / Double(order.count) }
      return [("most memorized", curve.ordered), ("drawn at random", curve.random)].map {
        Series(
          "removal-cost", group: ["removed": $0], xName: "share of documents removed",
          yName: "accuracy on never-seen texts", x: shares, y: $1)
      }
    }
  }
}
