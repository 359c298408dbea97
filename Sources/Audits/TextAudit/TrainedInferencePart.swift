// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Evidence

/// The part of an audit of texts in which adversaries learn from some authors and tell of others.
struct TrainedInferencePart: AuditPart {
  let name = "trained"
  let passCount = 0

  /// One target with the classes of its authors.
  private struct Goal: Sendable {
    let target: InferenceTarget
    let task: AttributeTask
    let refusal: String?
  }

  /// Who tells a goal: adversaries, or nobody for the baselines.
  private struct Unit: Sendable {
    let goal: Int
    let adversary: TrainedAdversary?
    let turn: Int
  }

  private let job: TextAuditJob
  private let material: AuditedAuthors
  private let goals: [Goal]
  private let units: [Unit]
  private let texts: SharedValue<AuthorTexts>

  /// Prepares the work; texts are counted when the first unit begins.
  init(_ job: TextAuditJob, _ material: AuditedAuthors, _ knowledge: InferenceKnowledge) {
    self.job = job
    self.material = material
    let goals = job.attributes.flatMap { attribute in
      TrainedInferencePart.levels(of: attribute).map { level in
        TrainedInferencePart.goal(attribute, level, job, material, knowledge)
      }
    }
    self.goals = goals
    units = (0..<job.repeatCount).flatMap { turn in
      goals.indices.filter { goals[$0].refusal == nil }.flatMap { goal in
        [Unit(goal: goal, adversary: nil, turn: turn)]
          + job.trained.map { Unit(goal: goal, adversary: $0, turn: turn) }
      }
    }
    texts = SharedValue {
      AuthorTexts(
        identifiers: material.authors.map(\.identifier),
        texts: material.authors.map { $0.texts.map(\.text) },
        defended: material.defended?.map { $0.texts.map(\.text) },
        places: { knowledge.placeNames(in: $0) }, seed: Seed(job.seed).derive("curve"), jobs: 1)
    }
  }

  private static func levels(of attribute: InferredAttribute) -> [AttributeClasses.PlaceGrain?] {
    attribute.isPlace ? [.region, .country] : [nil]
  }

  private static func goal(
    _ attribute: InferredAttribute, _ level: AttributeClasses.PlaceGrain?, _ job: TextAuditJob,
    _ material: AuditedAuthors, _ knowledge: InferenceKnowledge
  ) -> Goal {
    let grain = level ?? .region
    let classes = material.authors.map { author in
      material.value(of: attribute, author).flatMap {
        knowledge.classes.classIndex(of: $0, attribute: attribute, places: grain)
      }
    }
    let task = AttributeTask(
      classes: classes,
      classCount: knowledge.classes.names(of: attribute, places: grain).count)
    return Goal(
      target: InferenceTarget(attribute: attribute, level: level?.rawValue), task: task,
      refusal: task.refusal(foldCount: job.foldCount))
  }

  var unitCount: Int { units.count }

  func record(of place: Int) async throws(AuditError) -> JSONValue {
    let unit = units[place]
    let goal = goals[unit.goal]
    // Folds differ by target and turn alone, so that adversaries are compared on the same ones.
    let words = "\(goal.target.attribute.rawValue) \(goal.target.level ?? "")"
    let seed = Seed(job.seed).derive("folds").derive(words).derive("turn", unit.turn)
    guard let adversary = unit.adversary else {
      let told = texts.value.baselines(of: goal.task, foldCount: job.foldCount, seed: seed)
      return ["majority": Self.json(told.majority), "random": Self.json(told.random)]
    }
    let told = texts.value.readings(
      of: goal.task, by: adversary, foldCount: job.foldCount, seed: seed)
    var members: [String: JSONValue] = [
      "readings": Self.json(told.readings),
      "curve": .array(
        told.shortened.map { ["texts": .int($0.count), "readings": Self.json($0.readings)] }),
    ]
    members["defended"] = told.defended.map(Self.json)
    return .object(members)
  }

  /// Ranks and confidences, without a class: 0 for an author whose class is not known.
  private static func json(_ readings: [ClassReading?]) -> JSONValue {
    [
      "ranks": .array(readings.map { .int($0?.rank ?? 0) }),
      "confidences": .array(readings.compactMap(\.self).map { .number($0.confidence) }),
    ]
  }

  private static func readings(_ json: JSONValue?) throws(AuditError) -> [ClassReading?] {
    let ranks = json?["ranks"]?.elements?.compactMap(\.wholeNumber) ?? []
    let confidences = json?["confidences"]?.elements?.compactMap(\.double) ?? []
    guard !ranks.isEmpty, ranks.count(where: { $0 > 0 }) == confidences.count else {
      throw AuditError(
        "AUD087", .tampered, "journal.jsonl: a unit 'trained' is not of its form.",
        remedy: "Begin the audit again with --force.")
    }
    var next = 0
    return ranks.map { rank in
      guard rank > 0 else { return nil }
      next += 1
      return ClassReading(rank: rank, confidence: confidences[next - 1])
    }
  }

  // MARK: - What was found

  func results(of records: [JSONValue]) throws(AuditError) -> PartResults {
    var told = TrainedCells()
    for (unit, record) in zip(units, records) {
      let target = goals[unit.goal].target
      guard let adversary = unit.adversary?.rawValue else {
        for name in ["majority", "random"] {
          told.add(try Self.readings(record[name]), target, name, to: .baselines)
        }
        continue
      }
      let own = try Self.readings(record["readings"])
      if let after = record["defended"] {
        told.add(own, target, adversary, to: .before)
        told.add(try Self.readings(after), target, adversary, to: .released)
      } else {
        told.add(own, target, adversary, to: .released)
      }
      for point in record["curve"]?.elements ?? [] {
        told.add(
          try Self.readings(point["readings"]), target, adversary,
          to: .few(point["texts"]?.wholeNumber ?? 0))
      }
    }
    var results = PartResults()
    results.measures = measures(told) + missing
    results.series = series(told)
    for goal in goals {
      let unplaced = material.authors.indices.count {
        goal.task.classes[$0] == nil
          && material.value(of: goal.target.attribute, material.authors[$0]) != nil
      }
      guard unplaced > 0 else { continue }
      let words = [goal.target.attribute.rawValue, goal.target.level].compactMap(\.self)
      results.facts["of-no-class-\(words.joined(separator: "-"))"] = String(unplaced)
    }
    return results
  }

  private func measures(_ told: TrainedCells) -> [Measurement] {
    let majority = told[.baselines].filter { $0.adversary == "majority" }
    let of = { (cells: [InferenceCell], group: [String: String]) in
      InferenceMeasures(
        cells: cells, baseline: majority, grades: material.grades, group: group, seed: job.seed)
    }
    var measures = of(told[.baselines], [:]).all + of(told[.released], [:]).all
    if !told[.before].isEmpty {
      measures += of(told[.before], ["texts": "before"]).all
      measures += DefenceMeasures(before: told[.before], after: told[.released], seed: job.seed).all
    }
    // Baselines gain nothing on themselves, and calibrate nothing.
    return measures.filter { measure in
      !["majority", "random"].contains(measure.group["adversary"] ?? "")
        || measure.name.hasPrefix("accuracy")
    }
  }

  private func series(_ told: TrainedCells) -> [Series] {
    let majority = told[.baselines].filter { $0.adversary == "majority" }
    let sides: [([InferenceCell], [String: String])] =
      told[.before].isEmpty
      ? [(told[.released], [:])]
      : [(told[.released], [:]), (told[.before], ["texts": "before"])]
    return sides.flatMap { cells, group in
      InferenceSeries(
        InferenceMeasures(
          cells: cells, baseline: majority, grades: material.grades, group: group, seed: job.seed)
      ).all
    } + told.curves(whole: told[.before].isEmpty ? told[.released] : told[.before])
  }

  /// What could not be told, with the reason, for every adversary.
  private var missing: [Measurement] {
    goals.flatMap { goal -> [Measurement] in
      guard let reason = goal.refusal else { return [] }
      return job.trained.flatMap { adversary in
        ["accuracy-top1", "accuracy-top3", "attribute-advantage"].map {
          Measurement(
            missing: $0, reason: reason,
            group: goal.target.group.merging(["adversary": adversary.rawValue]) { $1 })
        }
      }
    }
  }
}
