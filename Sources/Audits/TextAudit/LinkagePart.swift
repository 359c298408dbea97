// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Evidence

/// The part of an audit of texts that cuts authors into two accounts and seeks one of them among others.
struct LinkagePart: AuditPart {
  let name = "link"
  let passCount = 0

  /// How authors are cut, and among whom an account is sought.
  private struct Design: Hashable, Sendable {
    let division: LinkageDivision
    let decoys: LinkageQuestions.Decoys

    /// What is judged: no thread is shared with any candidate, and decoys are near in time or drawn.
    static let judged = Design(division: .threadsOfAll, decoys: .nearestInTime)

    /// The judged one first; the others inform.
    static let all = [
      judged, Design(division: .threadsOfAll, decoys: .nearestInSize),
      Design(division: .threadsOfAuthor, decoys: .nearestInTime),
      Design(division: .texts, decoys: .nearestInTime),
    ]

    /// What measures of it are of, besides the score.
    var group: [String: String] {
      var group: [String: String] = [:]
      if division != .threadsOfAll { group["division"] = division.rawValue }
      if decoys != .nearestInTime { group["decoys"] = decoys.rawValue }
      return group
    }
  }

  /// One way of cutting authors, with the questions that it gives.
  private struct Trial: Sendable {
    let design: Design
    let questions: LinkageQuestions
    let scores: [LinkageScore]
    let features: SharedValue<LinkageFeatures>
    /// Of the texts after a defence; nil where there was none, and for controls.
    let defended: SharedValue<LinkageFeatures>?
  }

  private struct Unit: Sendable {
    let trial: Int
    let score: LinkageScore
    let fold: Int
  }

  private let trials: [Trial]
  private let units: [Unit]
  private let seed: UInt64
  private let facts: [String: String]
  private let hasDefence: Bool
  /// Why accounts cannot be linked, at all or after the defence; nil where they can.
  private let refusal: String?

  /// Of more texts than this share nobody knows what a defence left, so that nothing is said of it.
  private static let mostMissing = 0.1
  /// How many texts an author needs to be counted among those with many.
  static let manyTexts = 20

  /// Cuts authors into accounts.
  ///
  /// - Throws: `AUD088` for fewer than three authors with texts for two accounts.
  init(_ job: TextAuditJob, _ material: AuditedAuthors) throws(AuditError) {
    seed = job.seed
    hasDefence = material.defended != nil
    var (trials, facts): ([Trial], [String: String]) = ([], [:])
    var refusal: String?
    for design in Design.all {
      let isJudged = design == .judged
      let divided = design.division.accounts(
        of: material.authors, seed: Seed(job.seed).derive("link"))
      let questions: LinkageQuestions
      do throws(AttacksError) {
        questions = try LinkageQuestions(
          divided.pairs, candidateCount: job.candidateCount, decoys: design.decoys,
          foldCount: job.foldCount, seed: Seed(job.seed).derive("link"))
      } catch {
        // Other ways of cutting inform; without the first there is nothing to judge.
        guard isJudged else { continue }
        // Beside attributes that can be told, linkage is missing and no reason to tell nothing.
        guard job.risks != [.link] else {
          throw AuditError("AUD088", .badData, error.message, remedy: error.remedy)
        }
        refusal = error.message
        break
      }
      // Where everybody is a candidate, nobody can be chosen by size.
      if design.decoys == .nearestInSize && questions.pairs.count <= job.candidateCount { continue }
      let features = SharedValue { LinkageFeatures(questions) }
      var (defended, missing): (LinkageQuestions?, Int) = (nil, 0)
      if isJudged, let authors = material.defended {
        (defended, missing) = questions.asked(of: authors)
        let count = questions.pairs.reduce(0) { $0 + $1.textCount }
        // A text that cannot be found again is no text that a defence made safe.
        if Double(missing) > LinkagePart.mostMissing * Double(count) {
          refusal =
            "\(missing) of \(count) texts have no text of the same identifier after the defence"
        }
      }
      trials.append(
        Trial(
          design: design, questions: questions,
          scores: isJudged ? LinkagePart.scores(questions) : [.learned, .size],
          features: features,
          defended: isJudged && refusal == nil
            ? defended.map { asked in SharedValue { LinkageFeatures(asked) } } : nil))
      guard isJudged else { continue }
      if missing > 0 { facts["link-texts-missing-after"] = String(missing) }
      let isThreaded = material.authors.contains { $0.texts.contains { $0.thread != nil } }
      facts["link-threads"] = isThreaded ? "kept apart" : "none: topics may tell accounts"
      facts["linked-authors"] = String(questions.pairs.count)
      facts["link-authors-left-out"] = String(divided.leftOutCount)
      facts["link-repeated-texts"] = String(divided.repeatCount)
      facts["link-candidates"] = String(min(job.candidateCount, questions.pairs.count))
    }
    self.trials = trials
    self.refusal = refusal
    self.facts = facts
    units = trials.enumerated().flatMap { place, trial in
      trial.scores.flatMap { score in
        (0..<trial.questions.foldCount).map { Unit(trial: place, score: score, fold: $0) }
      }
    }
  }

  /// The scores that texts and accounts tell.
  private static func scores(_ questions: LinkageQuestions) -> [LinkageScore] {
    let accounts = questions.pairs.flatMap { [$0.asked, $0.sought] }
    let hasTimes = accounts.contains { $0.texts.contains { $0.time != nil } }
    let hasNames = accounts.allSatisfy { $0.name != nil }
    return LinkageScore.allCases.filter { score in
      switch score {
      case .timing: hasTimes
      case .names: hasNames
      case .style, .topic, .learned, .size: true
      }
    }
  }

  var unitCount: Int { units.count }

  func record(of place: Int) async throws(AuditError) -> JSONValue {
    let unit = units[place]
    let trial = trials[unit.trial]
    let attack = LinkageAttack(trial.questions)
    do throws(AttacksError) {
      let own = try attack.ranks(
        fold: unit.fold, by: unit.score, training: trial.features.value,
        judged: trial.features.value)
      guard let defended = trial.defended else { return ["ranks": LinkagePart.json(own)] }
      let after = try attack.ranks(
        fold: unit.fold, by: unit.score, training: trial.features.value, judged: defended.value)
      return ["ranks": LinkagePart.json(own), "defended": LinkagePart.json(after)]
    } catch {
      throw AuditError(error)
    }
  }

  /// Numbers alone: decoys above, decoys as high, candidates, texts.
  private static func json(_ ranks: [LinkageRank]) -> JSONValue {
    .array(
      ranks.map { rank in
        .array(
          [rank.aboveCount, rank.tiedCount, rank.candidateCount, rank.textCount].map {
            .int($0)
          })
      })
  }

  /// The ranks of a fold; authors are known by the places of their questions.
  private func ranks(_ json: JSONValue?, _ unit: Unit) throws(AuditError) -> [LinkageRank] {
    let questions = trials[unit.trial].questions
    let members = questions.pairs.indices.filter { questions.folds[$0] == unit.fold }
    let rows = json?.elements?.map { $0.elements?.compactMap(\.wholeNumber) ?? [] } ?? []
    guard rows.count == members.count, rows.allSatisfy({ $0.count == 4 }) else {
      throw AuditError(
        "AUD087", .tampered, "journal.jsonl: a unit 'link' is not of its form.",
        remedy: "Begin the audit again with --force.")
    }
    return zip(members, rows).map { member, row in
      LinkageRank(
        author: questions.pairs[member].author, textCount: row[3], candidateCount: row[2],
        aboveCount: row[0], tiedCount: row[1])
    }
  }

  func results(of records: [JSONValue]) throws(AuditError) -> PartResults {
    var results = PartResults()
    results.facts = facts
    if let refusal {
      results.measures = ["mrr", "link-advantage"].map {
        Measurement(
          missing: $0, reason: refusal, group: ["score": LinkageScore.learned.rawValue])
      }
    }
    for (place, trial) in trials.enumerated() {
      for score in trial.scores {
        var (before, after): ([LinkageRank], [LinkageRank]) = ([], [])
        for (unit, record) in zip(units, records)
        where unit.trial == place && unit.score == score {
          before += try ranks(record["ranks"], unit)
          if trial.defended != nil { after += try ranks(record["defended"], unit) }
        }
        // A way of cutting that is not tried after the defence is of the texts before it.
        var group = trial.design.group.merging(["score": score.rawValue]) { $1 }
        if hasDefence && trial.defended == nil { group["texts"] = "before" }
        let measures = LinkageMeasures(
          before: before.sorted { $0.author < $1.author },
          after: trial.defended == nil ? nil : after.sorted { $0.author < $1.author },
          group: group, seed: seed)
        results.measures += measures.all
        guard isDrawn(trial, score) else { continue }
        results.series += measures.curves(words: words(trial.design, score))
      }
    }
    return results
  }

  /// Whether a score has a line of its own: few enough that a reader can tell them apart.
  private func isDrawn(_ trial: Trial, _ score: LinkageScore) -> Bool {
    if trial.design.division == .texts { return score == .learned }
    return trial.design == .judged && score != .size
      && (trial.defended == nil || score == .learned)
  }

  private func words(_ design: Design, _ score: LinkageScore) -> String {
    switch (design.division, design.decoys) {
    case (.threadsOfAll, .nearestInTime): score.rawValue
    case (.threadsOfAll, .nearestInSize): "\(score.rawValue), decoys of like size"
    case (.threadsOfAuthor, _): "\(score.rawValue), decoys may share threads"
    case (.texts, _): "control: \(score.rawValue), topics leak"
    }
  }
}
