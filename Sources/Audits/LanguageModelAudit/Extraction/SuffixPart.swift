// SPDX-License-Identifier: Apache-2.0

import Attacks
import Evidence
import LanguageModels

/// Whether a model goes on with a text as the text does, given its first 50 tokens.
struct SuffixPart: AuditPart {
  /// One text.
  struct Item: Sendable {
    let text: String
    let isMember: Bool
    /// How often the text, or the one that it is the twin of, was trained on; nil where unknown.
    let copies: Int?
  }

  private static let textsPerUnit = 32
  /// The rule of the second probability: Carlini et al., 2021, section 4.2, draw among 40 tokens.
  private static let topK = 40

  let name = "suffixes"
  let settings: ExtractionSettings
  let model: any LanguageModel
  let items: [Item]

  private var isScoring: Bool { PromptedModel(model).isScoring }
  private var isAsked: Bool { settings.suffixTokens > 0 && isScoring }
  private var units: [Range<Int>] {
    isAsked ? LanguageModelUnit.ranges(items.count, of: SuffixPart.textsPerUnit) : []
  }
  /// Files of weights tell whole distributions; what an endpoint tells beside a token costs it time.
  private var topK: Int? { model.capability == .distributions ? SuffixPart.topK : nil }

  var unitCount: Int { units.count }
  var passCount: Int { isAsked ? items.count : 0 }

  func record(of place: Int) async throws(AuditError) -> JSONValue {
    var readings: [JSONValue] = []
    do throws(LanguageModelError) {
      for item in items[units[place]] { readings.append(try await reading(of: item.text)) }
    } catch {
      throw AuditError(error)
    }
    return ["texts": .array(readings)]
  }

  private func reading(of text: String) async throws(LanguageModelError) -> JSONValue {
    let probe = try await SuffixProbe.probe(
      of: text, prefixCount: settings.suffixTokens, model)
    guard let probe,
      let reading = try await SuffixReading.reading(of: probe, model, topK: topK)
    else { return .null }
    return [
      "full": .bool(probe.isFull), "greedy": .bool(reading.isGreedy),
      "logprob": SuffixPart.json(reading.logProbability),
      "is-cut": .bool(reading.cutLogProbability != nil),
      "cut": reading.cutLogProbability.map(SuffixPart.json) ?? .null,
    ]
  }

  /// A logarithm as the journal keeps it: none for that of zero, which JSON cannot hold.
  private static func json(_ logarithm: Double) -> JSONValue {
    logarithm.isFinite ? .number(logarithm) : .null
  }

  func results(of records: [JSONValue]) throws(AuditError) -> PartResults {
    guard settings.suffixTokens > 0 else { return PartResults() }
    guard isScoring else {
      return PartResults(measures: SuffixMeasures.missing(ExtractionParts.isNotScoring))
    }
    do throws(EvidenceError) {
      var readings: [SuffixMeasures.Read?] = []
      for record in records {
        let fields = try JSONFields(record, path: "journal.jsonl: suffixes")
        readings += try fields.list("texts") {
          value, path throws(EvidenceError) -> SuffixMeasures.Read? in
          value == .null ? nil : try SuffixPart.reading(json: value, path: path)
        }
      }
      return PartResults(
        measures: SuffixMeasures(
          Array(zip(items, readings)), prefixCount: settings.suffixTokens, topK: topK
        ).all,
        facts: ["suffix-tokens": String(settings.suffixTokens)])
    } catch {
      throw AuditError(error)
    }
  }

  private static func reading(
    json: JSONValue, path: String
  ) throws(EvidenceError) -> SuffixMeasures.Read {
    let fields = try JSONFields(json, path: path)
    let cut = try fields.optionalNumber("cut")
    return SuffixMeasures.Read(
      isFull: try fields.bool("full"),
      reading: SuffixReading(
        isGreedy: try fields.bool("greedy"),
        logProbability: try fields.optionalNumber("logprob") ?? -.infinity,
        cutLogProbability: try fields.bool("is-cut") ? cut ?? -.infinity : nil))
  }
}
