// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import LanguageModels

/// Whether the sentence that a value was taken out of tells which it was, to who can ask the model.
///
/// Inference ranks given candidates, reconstruction those that the model itself writes in the gap.
struct InferencePart: AuditPart {
  private static let itemsPerUnit = 8

  let name = "candidates"
  let settings: ExtractionSettings
  let seed: Seed
  let model: any LanguageModel
  /// The most tokens before a value that the model gets; nil for all.
  let promptLimit: Int?
  let items: [InferenceItem]
  /// The values that are known, by attribute: what the model writes is recognized by them.
  let known: [String: [String]]

  private var isScoring: Bool { PromptedModel(model).isScoring }
  private var units: [Range<Int>] {
    isScoring ? LanguageModelUnit.ranges(items.count, of: InferencePart.itemsPerUnit) : []
  }

  var unitCount: Int { units.count }
  var passCount: Int {
    isScoring ? items.reduce(0) { $0 + $1.candidates.count + 2 * settings.drawCount } : 0
  }

  func record(of place: Int) async throws(AuditError) -> JSONValue {
    var readings: [JSONValue] = []
    do throws(LanguageModelError) {
      for item in items[units[place]] { readings.append(try await reading(of: item).json) }
    } catch {
      throw AuditError(error)
    }
    return ["values": .array(readings)]
  }

  private func reading(
    of item: InferenceItem
  ) async throws(LanguageModelError) -> InferenceReading {
    var reading = InferenceReading()
    let scores = try await item.gap.scores(
      of: item.candidates, promptLimit: promptLimit, model)
    if let scores, scores.count > 1 {
      reading.rank = CandidateRank(of: scores[0], among: Array(scores.dropFirst()))
    }
    guard settings.drawCount > 0, let drawn = try await drawn(item) else { return reading }
    reading.drawnCount = drawn.count
    guard !drawn.isEmpty else {
      reading.isReconstructed = false
      return reading
    }
    let own = try await item.gap.scores(of: drawn, promptLimit: promptLimit, model)
    // The first of equally likely ones is named, and they are in the order of the letters.
    reading.isReconstructed = own.map { scores in
      scores.indices.max { (scores[$0], $1) < (scores[$1], $0) }.map { drawn[$0] } == item.value
    }
    return reading
  }

  /// The different known values that the model writes in the gap, in ascending order; nil where the
  /// gap cannot be asked about.
  private func drawn(_ item: InferenceItem) async throws(LanguageModelError) -> [String]? {
    let text = item.gap.before + item.value
    let probe = try await ValueProbe.probe(
      of: item.gap.before.utf8.count..<text.utf8.count, in: text, promptLimit: promptLimit, model)
    guard let probe else { return nil }
    var found: Set<String> = []
    for draw in 0..<settings.drawCount {
      let generation = GenerationSettings(
        tokenLimit: item.mostTokens(beyond: probe.target.count), temperature: settings.temperature,
        topK: settings.topK, topP: settings.topP,
        seed: seed.derive("draws", draw).key(for: item.identifier))
      let said = try await PromptedModel(model).continuation(after: probe.prompt, generation)
      if let value = item.recognized(in: said, by: known[item.attribute] ?? []) {
        found.insert(value)
      }
    }
    return found.sorted()
  }

  func results(of records: [JSONValue]) throws(AuditError) -> PartResults {
    guard settings.valueCount > 0 else { return PartResults() }
    guard isScoring else {
      return PartResults(measures: InferenceMeasures.missing(ExtractionParts.isNotScoring))
    }
    do throws(EvidenceError) {
      var readings: [InferenceReading] = []
      for record in records {
        let fields = try JSONFields(record, path: "journal.jsonl: candidates")
        readings += try fields.list("values") { value, path throws(EvidenceError) in
          try InferenceReading(json: value, path: path)
        }
      }
      return PartResults(
        measures: InferenceMeasures(items, readings).all,
        facts: [
          "candidates-at-most": String(settings.candidateCount),
          "draws-of-a-value": String(settings.drawCount),
        ])
    } catch {
      throw AuditError(error)
    }
  }
}
