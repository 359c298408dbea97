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
    /// The class of each author; nil where it is not known or of none.
    let classes: [Int?]
    let classCount: Int
    let refusal: String?

    /// What somebody tells who always ranks classes by how many of all authors have them.
    ///
    /// Of all and not of the other folds, whose commonest class is, where classes are balanced, the one
    /// that the fold has fewer of: that baseline would be beaten by chance.
    var majority: [ClassReading?] {
      var shares = [Double](repeating: 0, count: classCount)
      let known = classes.compactMap(\.self)
      for label in known { shares[label] += 1 / Double(known.count) }
      let guess = ClassGuess(shares)
      return classes.map { truth in truth.map { ClassReading(guess, truth: $0) } }
    }
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
  private let texts: SharedValue<ReadTexts>

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
    var units: [Unit] = []
    for turn in 0..<job.repeatCount {
      for goal in goals.indices where goals[goal].refusal == nil {
        units.append(Unit(goal: goal, adversary: nil, turn: turn))
        units += job.trained.map { Unit(goal: goal, adversary: $0, turn: turn) }
      }
    }
    self.units = units
    texts = SharedValue {
      ReadTexts(material, seed: Seed(job.seed).derive("curve")) { knowledge.placeNames(in: $0) }
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
    return Goal(
      target: InferenceTarget(attribute: attribute, level: level?.rawValue), classes: classes,
      classCount: knowledge.classes.names(of: attribute, places: grain).count,
      refusal: refusal(
        classes, foldCount: job.foldCount,
        valueCount: material.authors.count { material.value(of: attribute, $0) != nil }))
  }

  /// Why nothing can be told of some classes; nil where it can.
  private static func refusal(
    _ classes: [Int?], foldCount: Int, valueCount: Int
  ) -> String? {
    let known = classes.compactMap(\.self)
    guard !known.isEmpty else {
      return valueCount == 0
        ? "nothing is known of it of any author"
        : "none of the values of \(valueCount) authors is one that the vocabulary knows"
    }
    guard Set(known).count > 1 else { return "all authors are of one class" }
    guard known.count >= 2 * foldCount else {
      return "\(known.count) authors of a known class; \(2 * foldCount) are needed for "
        + "\(foldCount) folds"
    }
    return nil
  }

  var unitCount: Int { units.count }

  func record(of place: Int) async throws(AuditError) -> JSONValue {
    let unit = units[place]
    let goal = goals[unit.goal]
    // Folds differ by target and turn alone, so that adversaries are compared on the same ones.
    let words = "\(goal.target.attribute.rawValue) \(goal.target.level ?? "")"
    let seed = Seed(job.seed).derive("folds").derive(words).derive("turn", unit.turn)
    guard let adversary = unit.adversary else {
      return [
        "majority": TrainedInferencePart.json(goal.majority),
        "random": try told(goal, by: RandomAdversary(), seed)[0],
      ]
    }
    let texts = texts.value
    let versions = texts.versions(for: adversary)
    let told = try told(goal, by: adversary.made, seed, versions)
    var members: [String: JSONValue] = ["readings": told[0]]
    if material.defended != nil { members["defended"] = told[1] }
    members["curve"] = .array(
      zip(texts.counts, told.suffix(texts.counts.count)).map {
        ["texts": .int($0), "readings": $1]
      })
    return .object(members)
  }

  /// Lets somebody tell a goal of all authors, fold by fold, and says how near each version came.
  private func told(
    _ goal: Goal, by adversary: any TextAdversary, _ seed: Seed, _ versions: [ReadAuthors]? = nil
  ) throws(AuditError) -> [JSONValue] {
    let versions = versions ?? [texts.value.plain[0]]
    do throws(AttacksError) {
      let told = try CrossValidatedGuesses(
        adversary, authors: versions[0], versions: Array(versions.dropFirst()),
        classes: goal.classes, classCount: goal.classCount, foldCount: job.foldCount, seed: seed)
      return told.guesses.map { guesses in
        TrainedInferencePart.json(
          zip(guesses, goal.classes).map { guess, truth in
            guard let guess, let truth else { return nil }
            return ClassReading(guess, truth: truth)
          })
      }
    } catch {
      throw AuditError(error)
    }
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
    var results = self.told(told)
    results.measures += missing
    for goal in goals {
      let unplaced = material.authors.indices.count {
        goal.classes[$0] == nil
          && material.value(of: goal.target.attribute, material.authors[$0]) != nil
      }
      guard unplaced > 0 else { continue }
      let words = [goal.target.attribute.rawValue, goal.target.level].compactMap(\.self)
      results.facts["of-no-class-\(words.joined(separator: "-"))"] = String(unplaced)
    }
    return results
  }

  /// The measures and curves of the baselines, and of the texts before and after a defence.
  private func told(_ told: TrainedCells) -> PartResults {
    let majority = told[.baselines].filter { $0.adversary == "majority" }
    let sides: [(cells: [InferenceCell], group: [String: String])] = [
      (told[.baselines], [:]), (told[.released], [:]), (told[.before], ["texts": "before"]),
    ]
    var results = PartResults()
    for side in sides {
      let measures = ToldMeasures(
        cells: side.cells, baseline: majority, grades: material.grades, group: side.group,
        seed: job.seed)
      let found = measures.all
      results.measures += found
      results.series += ToldSeries(measures: measures, found: found).all
    }
    if !told[.before].isEmpty {
      results.measures +=
        DefenceMeasures(before: told[.before], after: told[.released], seed: job.seed).all
    }
    // Baselines gain nothing on themselves, and calibrate nothing.
    results.measures.removeAll { measure in
      ["majority", "random"].contains(measure.group["adversary"] ?? "")
        && !measure.name.hasPrefix("accuracy")
    }
    results.series.removeAll { ["majority", "random"].contains($0.group["of"] ?? "") }
    results.series += told.curves(
      whole: told[.before].isEmpty ? told[.released] : told[.before])
    return results
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
