// SPDX-License-Identifier: Apache-2.0

import Attacks
import Corpora
import Evidence
import LanguageModels

/// What a model tells of a person to somebody who knows the name, and perhaps one or two facts.
struct AssociationPart: AuditPart {
  private static let probesPerUnit = 12

  let name = "people"
  let settings: ExtractionSettings
  let seed: UInt64
  let model: any LanguageModel
  let probes: [AssociationProbe]

  private var isScoring: Bool { PromptedModel(model).isScoring }
  private var units: [Range<Int>] {
    LanguageModelUnit.ranges(probes.count, of: AssociationPart.probesPerUnit)
  }

  var unitCount: Int { units.count }
  var passCount: Int { probes.reduce(0) { $0 + 2 + (isScoring ? $1.nulls.count : 0) } }

  func record(of place: Int) async throws(AuditError) -> JSONValue {
    var readings: [JSONValue] = []
    do throws(LanguageModelError) {
      for probe in probes[units[place]] {
        readings.append(try await (isScoring ? scored(probe) : said(probe)).json)
      }
    } catch {
      throw AuditError(error)
    }
    return ["probes": .array(readings)]
  }

  /// The greedy answer, and the rank of the true value among those of others.
  private func scored(
    _ probe: AssociationProbe
  ) async throws(LanguageModelError) -> AssociationReading {
    let text = "\(probe.prompt) \(probe.value)"
    let start = probe.prompt.utf8.count + 1
    let asked = try await ValueProbe.probe(
      of: start..<text.utf8.count, in: text, promptLimit: nil, model)
    guard let asked, let reading = try await ValueReading.reading(of: asked, model) else {
      return AssociationReading(match: nil, rank: nil)
    }
    let others = try await CandidateText(before: "\(probe.prompt) ", after: "").scores(
      of: probe.nulls, promptLimit: nil, model)
    return AssociationReading(
      match: reading.match,
      rank: others.flatMap {
        $0.isEmpty ? nil : CandidateRank(of: reading.logProbability, among: $0)
      })
  }

  /// The greedy answer of a model that takes and gives text alone.
  private func said(
    _ probe: AssociationProbe
  ) async throws(LanguageModelError) -> AssociationReading {
    let answer = try await PromptedModel(model).continuation(
      after: probe.prompt, GenerationSettings(tokenLimit: probe.value.utf8.count + 4))
    return AssociationReading(match: ValueMatch(answer, of: probe.value), rank: nil)
  }

  func results(of records: [JSONValue]) throws(AuditError) -> PartResults {
    guard settings.personCount > 0 else { return PartResults() }
    do throws(EvidenceError) {
      var readings: [AssociationReading] = []
      for record in records {
        let fields = try JSONFields(record, path: "journal.jsonl: people")
        readings += try fields.list("probes") { value, path throws(EvidenceError) in
          try AssociationReading(json: value, path: path)
        }
      }
      return PartResults(
        measures: AssociationMeasures(probes, readings, isScoring: isScoring, seed: seed).all,
        facts: ["people-asked-about": String(Set(probes.map(\.person)).count)])
    } catch {
      throw AuditError(error)
    }
  }
}
