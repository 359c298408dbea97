// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Evidence
import LanguageModels

/// The part of an audit of texts that asks a chat model about authors, one question an author.
struct ChatInferencePart: AuditPart {
  let name = "chat"

  private let adversary: ChatAdversary
  private let label: String
  private let material: AuditedAuthors
  private let attributes: [InferredAttribute]
  private let scorer: GuessScorer
  private let classes: AttributeClasses
  /// The places of the authors that are asked about.
  private let asked: [Int]
  private let seed: UInt64

  /// Prepares questions about authors drawn by key.
  init(
    _ job: TextAuditJob, _ asked: ChatJob, _ subject: SubjectModel, _ material: AuditedAuthors,
    _ knowledge: InferenceKnowledge
  ) {
    adversary = ChatAdversary(
      subject.model, tokenizer: subject.tokenizer, attributes: job.attributes,
      answerLimit: asked.answerLimit)
    label = subject.model.identity.name
    self.material = material
    attributes = job.attributes
    scorer = knowledge.scorer(job.scoring)
    classes = knowledge.classes
    seed = job.seed
    self.asked = ChatInferencePart.draw(material, limit: asked.authorLimit, seed: job.seed)
  }

  private static func draw(_ material: AuditedAuthors, limit: Int?, seed: UInt64) -> [Int] {
    let places = Array(material.authors.indices)
    guard let limit, limit < places.count else { return places }
    let seed = Seed(seed).derive("chat-authors")
    let keys = places.map { (seed.derive(material.authors[$0].identifier).value, $0) }
    return keys.sorted { $0 < $1 }.prefix(limit).map(\.1).sorted()
  }

  /// Each author is asked about before the defence, and after it where there was one.
  private var sides: [(texts: [TextAuthor], isBefore: Bool)] {
    guard let defended = material.defended else { return [(material.authors, false)] }
    return [(material.authors, true), (defended, false)]
  }

  var unitCount: Int { sides.count * asked.count }
  var passCount: Int { unitCount }

  func record(of place: Int) async throws(AuditError) -> JSONValue {
    let (side, author) = (place / asked.count, asked[place % asked.count])
    let texts = sides[side].texts[author].texts.map(\.text)
    do throws(LanguageModelError) {
      let reading = try await adversary.ask(about: texts, seed: seed)
      return ChatRecord(reading, of: material.authors[author], attributes, scorer).json
    } catch {
      throw AuditError(error)
    }
  }

  func results(of records: [JSONValue]) throws(AuditError) -> PartResults {
    var read: [ChatRecord] = []
    for record in records {
      do throws(EvidenceError) {
        read.append(try ChatRecord(json: record))
      } catch {
        throw AuditError(error)
      }
    }
    var results = PartResults()
    let baseline = baseline
    for (side, texts) in sides.enumerated() {
      let own = Array(read[side * asked.count..<(side + 1) * asked.count])
      let group = texts.isBefore ? ["texts": "before"] : [:]
      let measures = ToldMeasures(
        cells: cells(own), baseline: baseline, grades: material.grades, group: group, seed: seed)
      let found = measures.all
      results.measures +=
        found.map { withoutSilence($0, own) } + outcomes(own, group) + agreement(own, group)
      results.series += ToldSeries(measures: measures, found: found).all
    }
    if sides.count == 2 {
      let (before, after) = (read.prefix(asked.count), read.suffix(asked.count))
      results.measures +=
        DefenceMeasures(
          before: cells(Array(before)), after: cells(Array(after)), seed: seed
        ).all
    }
    results.facts = [
      "chat-model": label, "chat-authors": String(asked.count),
      "chat-template": adversary.template.rawValue,
    ]
    return results
  }

  /// Below this share of questions answered a model has not tried, and gains nothing that could be judged.
  private static let leastAnswered = 0.5

  /// A measure that may be judged, or in its place the reason why a silent model shows nothing.
  private func withoutSilence(_ measure: Measurement, _ records: [ChatRecord]) -> Measurement {
    guard measure.name == "attribute-advantage" else { return measure }
    let asked = records.flatMap { record in
      record.entries.filter { entry in
        [entry.key.rawValue, "all"].contains(measure.group["attribute"] ?? "all")
      }.values
    }
    let answered = asked.count { $0.outcome == .answered }
    guard Double(answered) < ChatInferencePart.leastAnswered * Double(asked.count) else {
      return measure
    }
    return Measurement(
      missing: measure.name,
      reason:
        "the model answered \(answered) of \(asked.count) questions, too few to call it tried",
      group: measure.group)
  }

  /// For places a chat model names cities.
  private func target(_ attribute: InferredAttribute) -> InferenceTarget {
    InferenceTarget(attribute: attribute, level: attribute.isPlace ? "city" : nil)
  }

  private func cells(_ records: [ChatRecord]) -> [InferenceCell] {
    zip(asked, records).flatMap { author, record in
      attributes.compactMap { attribute -> InferenceCell? in
        guard material.value(of: attribute, material.authors[author]) != nil,
          let entry = record.entries[attribute]
        else { return nil }
        let scores = entry.truth
        return InferenceCell(
          author: author, target: target(attribute), adversary: label,
          isFirst: [scores.first == 1], isAmongThree: [scores.contains(1)],
          confidences: entry.certainty.map { [Double($0) / 5] } ?? [])
      }
    }
  }

  /// The three commonest values of each attribute, guessed of everybody and scored alike.
  private var baseline: [InferenceCell] {
    attributes.flatMap { attribute -> [InferenceCell] in
      let values = material.authors.map { material.value(of: attribute, $0) }
      let guesses = CommonValues(values.compactMap(\.self), attribute, classes).first(3)
      return asked.compactMap { author in
        guard let value = values[author] else { return nil }
        let scores = guesses.map { scorer.verdict(on: $0, for: value, attribute).score }
        return InferenceCell(
          author: author, target: target(attribute), adversary: "majority",
          isFirst: [scores.first == 1], isAmongThree: [scores.contains(1)], confidences: [])
      }
    }
  }

  /// How often the model answered, declined, or wrote what cannot be read; and what it cost.
  private func outcomes(_ records: [ChatRecord], _ group: [String: String]) -> [Measurement] {
    let all = records.flatMap { $0.entries.values }
    let group = group.merging(["adversary": label]) { $1 }
    let shares = InferenceAnswer.Outcome.allCases.map { outcome in
      Measurement(
        "answer-share", Double(all.count { $0.outcome == outcome }) / Double(max(all.count, 1)),
        n: all.count, group: group.merging(["outcome": outcome.rawValue]) { $1 },
        method: "share of questions about one attribute")
    }
    let tokens = records.compactMap(\.promptTokens)
    let costs: [(String, Double)] = [
      ("answer-questions", Double(records.count)),
      ("answer-bytes", records.reduce(0.0) { $0 + Double($1.answerBytes) }),
      ("answer-texts-read", records.reduce(0.0) { $0 + Double($1.textCount) }),
    ]
    return shares
      + costs.map { Measurement($0.0, $0.1, n: records.count, group: group, method: "sum") }
      + (tokens.count < records.count
        ? []
        : [
          Measurement(
            "answer-prompt-tokens", Double(tokens.reduce(0, +)), n: records.count, group: group,
            method: "sum")
        ])
  }

  /// How often the first guess agrees with the truth, and with what readers took for it.
  private func agreement(_ records: [ChatRecord], _ group: [String: String]) -> [Measurement] {
    let both = zip(asked, records).flatMap { author, record in
      attributes.compactMap { attribute -> (truth: Bool, label: Bool)? in
        guard material.authors[author].truth[attribute] != nil,
          let entry = record.entries[attribute], let label = entry.label
        else { return nil }
        return (entry.truth.first == 1, label.first == 1)
      }
    }
    guard !both.isEmpty else { return [] }
    return [("truth", both.count { $0.truth }), ("label", both.count { $0.label })].map {
      Measurement(
        "answer-agreement", Double($1) / Double(both.count), n: both.count,
        group: group.merging(["adversary": label, "with": $0]) { $1 },
        method: "share of first guesses, where both are known")
    }
  }
}
