// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Evidence
import LanguageModels

/// Lets a model write without a prefix of what it was trained on, and looks what of that it repeats.
///
/// Carlini et al., "Extracting Training Data from Large Language Models", 2021, arXiv:2012.07805,
/// section 4.1; Nasr et al., "Scalable Extraction of Training Data from (Production) Language Models",
/// 2023, arXiv:2311.17035, section 3. Each text is searched in all that was trained on.
struct SamplePart: AuditPart {
  /// The texts of one unit of work; the corpus is read once a unit.
  private static let samplesPerUnit = 50
  /// The words that a sample from a never-seen text goes on from.
  private static let promptWords = 5

  let name = "samples"
  let settings: ExtractionSettings
  let seed: Seed
  let subject: SubjectModel
  let texts: ScannedTexts
  /// Texts that were never trained on; empty where samples start from the declared beginning.
  let prompts: [String]
  /// The values that are looked for; nil where the texts name none.
  let lexicon: PersonalLexicon?

  private var units: [Range<Int>] {
    LanguageModelUnit.ranges(settings.sampleCount, of: SamplePart.samplesPerUnit)
  }

  var unitCount: Int { units.count }
  var passCount: Int { settings.sampleCount }

  func record(of place: Int) async throws(AuditError) -> JSONValue {
    var outputs: [String] = []
    do throws(LanguageModelError) {
      for sample in units[place] { outputs.append(try await output(of: sample)) }
    } catch {
      throw AuditError(error)
    }
    let spans = try texts.spans(of: outputs, least: settings.least)
    let tokenCount = subject.tokenizer.map { tokenizer in
      { (text: String) in tokenizer.encode(text, addsSpecial: false).count }
    }
    let readings = outputs.indices.map { place in
      var reading = SampleReading(
        outputs[place], members: spans.members[place], others: spans.others[place],
        tokenCount: tokenCount)
      if let found = lexicon?.search(outputs[place]) {
        (reading.exact, reading.normalized) = (found.exact, found.normalized)
      }
      return reading
    }
    return [
      "samples": .array(readings.map(\.json)), "member-bytes": .int(spans.memberBytes),
      "other-bytes": .int(spans.otherBytes),
    ]
  }

  /// What the model writes for a sample, which depends on the sample's name and the seed alone.
  private func output(of sample: Int) async throws(LanguageModelError) -> String {
    let key = seed.derive("samples").key(for: "sample-\(sample)")
    let generation = GenerationSettings(
      tokenLimit: settings.sampleTokens, temperature: settings.temperature, topK: settings.topK,
      topP: settings.topP, seed: key)
    let text =
      prompts.isEmpty
      ? ""
      : prompts[Int(seed.derive("prompts").key(for: "sample-\(sample)") % UInt64(prompts.count))]
    let words = text.split(separator: " ").prefix(SamplePart.promptWords).joined(separator: " ")
    return try await PromptedModel(subject.model).continuation(after: words, generation)
  }

  func results(of records: [JSONValue]) throws(AuditError) -> PartResults {
    do throws(EvidenceError) {
      var readings: [SampleReading] = []
      var facts: [String: String] = [:]
      for record in records {
        let fields = try JSONFields(record, path: "journal.jsonl: samples")
        readings += try fields.list("samples") { value, path throws(EvidenceError) in
          try SampleReading(json: value, path: path)
        }
        let own = try fields.optionalInteger("member-bytes", as: Int.self)
        let other = try fields.optionalInteger("other-bytes", as: Int.self)
        facts["scanned-bytes-trained-on"] = own.map(String.init)
        facts["scanned-bytes-never-seen"] = other.map(String.init)
      }
      facts.merge(drawn) { $1 }
      return PartResults(
        measures: VerbatimMeasures(readings, least: settings.least).all
          + PersonalValueMeasures(readings, lexicon).all,
        facts: facts)
    } catch {
      throw AuditError(error)
    }
  }

  /// How samples are drawn, in words.
  private var drawn: [String: String] {
    [
      "samples": String(settings.sampleCount), "sample-tokens": String(settings.sampleTokens),
      "samples-go-on-from": settings.beginning.rawValue,
      "samples-drawn": "temperature \(settings.temperature), top-k "
        + "\(settings.topK.map { "\($0) where the model can" } ?? "off"), top-p \(settings.topP)",
      "values-looked-for": lexicon.map { String($0.entries.count { $0.isMember }) } ?? "0",
    ]
  }
}
