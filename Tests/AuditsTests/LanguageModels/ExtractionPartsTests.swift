// SPDX-License-Identifier: Apache-2.0

import Attacks
import Compute
import Corpora
import Evidence
import LanguageModels
import TestSupport
import Testing

@testable import Audits

@Suite struct ExtractionPartsTests {
  private static let sample = LanguageModelAuditFixture.sample

  /// The documents of one side of the sample corpus.
  private static func documents(areMembers: Bool) throws -> [LabelledDocument] {
    var found: [LabelledDocument] = []
    try LabelledDocument.forEach(of: CorpusFolder(at: sample)) {
      if $0.set.isMember == areMembers { found.append($0) }
    }
    return found
  }

  private func job() -> LanguageModelAuditJob {
    var job = LanguageModelAuditFixture.job()
    job.risks = [.memorize]
    job.referenceCount = 3
    job.extraction.sampleCount = 30
    job.extraction.sampleTokens = 160
    job.extraction.valueCount = 30
    job.extraction.candidateCount = 6
    job.extraction.drawCount = 2
    job.extraction.personCount = 8
    job.extraction.nullCount = 5
    return job
  }

  /// What the parts of an audit measure, unit after unit; all parts where none is named.
  private func results(
    _ job: LanguageModelAuditJob, _ model: any LanguageModel, of names: Set<String> = []
  ) async throws -> [Evidence.Measurement] {
    let audit = try LanguageModelAudit(job, SubjectModel(model: model, tokenizer: nil))
    var measures: [Evidence.Measurement] = []
    for part in audit.parts where names.isEmpty || names.contains(part.name) {
      var records: [JSONValue] = []
      for unit in 0..<part.unitCount {
        let record = try await part.record(of: unit)
        // As the journal gives it back.
        records.append(try JSONValue(parsing: record.canonicalBytes()))
      }
      measures += try part.results(of: records).measures
    }
    return measures
  }

  private func measure(
    _ name: String, _ measures: [Evidence.Measurement]
  ) throws -> Evidence.Measurement {
    try measure(name, [:], measures)
  }

  private func measure(
    _ name: String, _ group: [String: String], _ measures: [Evidence.Measurement]
  ) throws -> Evidence.Measurement {
    try #require(measures.first { $0.name == name && $0.group == group }, "\(name) \(group)")
  }

  private func outputs(_ job: LanguageModelAuditJob, _ model: RecitingModel) -> [String] {
    let seed = Seed(job.seed).derive("extraction").derive("samples")
    return (0..<job.extraction.sampleCount).map { sample in
      let text = model.recited(seed.key(for: "sample-\(sample)"))
      return String(
        decoding: Array(text.utf8.prefix(job.extraction.sampleTokens)), as: UTF8.self)
    }
  }

  @Test func whatIsRecitedIsFoundWordForWord() async throws {
    let job = job()
    let members = try Self.documents(areMembers: true).map(\.text).filter { $0.utf8.count >= 60 }
    let model = RecitingModel(knowing: members)
    let found = try await results(job, model, of: ["samples"])
    let outputs = outputs(job, model)
    #expect(try measure("verbatim-rate", found).value == 1)
    // A recited text is one stretch; it is the members' own unless a never-seen text holds all of it.
    let others = try Self.documents(areMembers: false).map(\.text)
    let own = outputs.count { output in !others.contains { $0.contains(output) } }
    #expect(own > outputs.count / 2)
    let exclusive = try measure("verbatim-rate", ["stretch": "trained-only"], found)
    #expect(exclusive.value == Double(own) / Double(outputs.count))
    #expect(exclusive.control == 0)
    let longest = outputs.map(\.utf8.count).max() ?? 0
    #expect(try measure("longest-verbatim-bytes", found).value == Double(longest))
    let tokens = try measure("verbatim-rate", ["stretch": "50-tokens"], found)
    #expect(tokens.reason == "no tokenizer of the model is known here")
  }

  /// Whether a value stands in a text as whole words, found by trying every place.
  private func stands(_ value: String, in text: String) -> Bool {
    let (value, text) = (Array(value), Array(text))
    guard value.count <= text.count else { return false }
    let isWordly = { (one: Character) in one.isLetter || one.isNumber }
    return (0...text.count - value.count).contains { start in
      let end = start + value.count
      guard text[start..<end].elementsEqual(value) else { return false }
      let opens = start == 0 || !isWordly(text[start - 1]) || !isWordly(value[0])
      let closes = end == text.count || !isWordly(text[end]) || !isWordly(value[value.count - 1])
      return opens && closes
    }
  }

  @Test func theValuesOfPeopleInRecitedTextsAreCountedOnce() async throws {
    let job = job()
    let model = RecitingModel(knowing: try Self.documents(areMembers: true).map(\.text))
    let found = try await results(job, model, of: ["samples"])
    let text = outputs(job, model).joined(separator: "\n")
    let people = try LabelledPeople(of: CorpusFolder(at: Self.sample)).people
    let entries = PersonalLexicon(people).entries
    let own = entries.filter(\.isMember)
    let others = entries.filter { !$0.isMember }
    let said = own.count { stands($0.value, in: text) }
    #expect(said > 10)
    let recall = try measure("pii-recall", found)
    #expect(recall.n == own.count)
    #expect(recall.value == Double(said) / Double(own.count))
    let alsoSaid = others.count { stands($0.value, in: text) }
    #expect(recall.control == Double(alsoSaid) / Double(others.count))
    let precision = try measure("pii-precision", found)
    #expect(precision.value == Double(said) / Double(said + alsoSaid))
  }

  @Test func whoKnowsTextsByHeartGoesOnWithThem() async throws {
    let job = job()
    let pairs = try LabelledPairs(of: CorpusFolder(at: Self.sample), limit: 12, seed: .init(1))
    let texts = pairs.pairs.map { Array($0.member.text.utf8) }
    let model = RecitingModel(knowing: pairs.pairs.map(\.member.text))
    let found = try await results(job, model, of: ["suffixes"])
    let rate = try measure("suffix-extraction-rate", ["prefix": "50-tokens"], found)
    let whole = texts.filter { $0.count >= 100 }
    // What two texts that begin alike hold after their beginning cannot be told by it.
    let forked = whole.count { text in
      texts.contains { $0.starts(with: text.prefix(50)) && !$0.starts(with: text.prefix(100)) }
    }
    #expect(rate.n == whole.count)
    #expect(5 * forked < whole.count)
    #expect(try #require(rate.value) >= Double(whole.count - forked) / Double(whole.count))
    #expect(rate.control == 0)
    let sampled = try measure(
      "sampled-suffix-extraction-rate", ["prefix": "50-tokens", "samples": "10000"], found)
    let greedy = try #require(rate.value)
    #expect(try #require(sampled.value) >= greedy)
    // The model tells one likeliest token a place, so that drawing among these is greedy decoding.
    let cut = try measure(
      "sampled-suffix-extraction-rate",
      ["prefix": "50-tokens", "samples": "1", "rule": "top-k-40"], found)
    #expect(cut.value == greedy)
    #expect(cut.control == 0)
  }

  @Test func whoKnowsTextsByHeartFillsTheirGaps() async throws {
    var job = job()
    job.limit = 60
    let texts = try AuditedTexts(job)
    let people = try LabelledPeople(of: CorpusFolder(at: Self.sample)).people
    let items = InferenceItem.all(
      texts, people, job.extraction, seed: Seed(job.seed).derive("extraction")
    ).filter(\.isMember)
    let known = texts.pairs.map(\.member.text)
    let forked = items.count { item in
      // The model gets the text without the blank before the gap.
      let before = item.gap.before.utf8
      let prompt = before.last == UInt8(ascii: " ") ? before.dropLast() : before[...]
      let isForked = known.contains {
        $0.utf8.starts(with: prompt) && !$0.hasPrefix(item.gap.before + item.value)
      }
      // The model does not end a text, so that a last word may run on into noise.
      return isForked || item.gap.after.isEmpty
    }
    #expect(items.count > 20)
    #expect(4 * forked < items.count)
    let found = try await results(
      job, RecitingModel(knowing: known), of: ["candidates"])
    for name in ["inference-accuracy", "reconstruction-accuracy"] {
      let accuracy = try measure(name, found)
      #expect(accuracy.n == items.count)
      let share = try #require(accuracy.value)
      #expect(
        share >= Double(items.count - forked) / Double(items.count),
        "\(name): \(share) of \(items.count), \(forked) forked")
      let control = try #require(accuracy.control)
      #expect(control < 0.5, "\(name): \(control)")
    }
  }

  @Test func whoKnowsPeopleByHeartAnswersEveryQuestion() async throws {
    let job = job()
    let people = try LabelledPeople(of: CorpusFolder(at: Self.sample)).people
    let probes = AssociationProbe.all(
      people, job.extraction, seed: Seed(job.seed).derive("extraction"))
    #expect(Set(probes.filter(\.isMember).map(\.person)).count == job.extraction.personCount)
    #expect(
      Set(probes.filter(\.isMember).map(\.person)).isDisjoint(
        with: probes.filter { !$0.isMember }.map(\.person)))
    let model = RecitingModel(
      knowing: probes.filter(\.isMember).map { "\($0.prompt) \($0.value)" })
    let found = try await results(job, model, of: ["people"])
    for form in AttributePrompt.Form.allCases {
      let group = ["prompt": form.rawValue]
      for name in ["propile-rate", "propile-likeliest-rate", "propile-precedence"] {
        #expect(try measure(name, group, found).value == 1)
      }
      #expect(try measure("propile-rate", group, found).control == 0)
      #expect(try #require(measure("propile-precedence", group, found).control) < 0.9)
    }
  }

  @Test func aModelThatWasNeverTrainedStaysWithinChance() async throws {
    var job = job()
    job.extraction.valueCount = 100
    let found = try await results(job, LookupModel(knowing: []))
    for name in ["verbatim-rate", "suffix-extraction-rate", "propile-rate", "pii-recall"] {
      let values = found.filter { $0.name == name }.compactMap(\.value)
      #expect(!values.isEmpty)
      #expect(values.allSatisfy { $0 == 0 }, "\(name)")
    }
    let accuracy = try measure("inference-accuracy", found)
    let chance = try #require(measure("inference-chance", found).value)
    // Four standard errors of a share of so many.
    let error = 4 * (chance * (1 - chance) / Double(try #require(accuracy.n))).squareRoot()
    #expect(abs(try #require(accuracy.value) - chance) < error)
    #expect(abs(try #require(accuracy.control) - chance) < error)
  }

  @Test func aModelOfTextAloneIsAskedWhatItCanBeAsked() async throws {
    let job = job()
    let members = try Self.documents(areMembers: true).map(\.text)
    let model = RecitingModel(knowing: members, isScoring: false)
    let found = try await results(job, model)
    #expect(try #require(measure("verbatim-rate", found).value) > 0.9)
    #expect(try #require(measure("pii-recall", found).value) > 0)
    #expect(try measure("propile-rate", ["prompt": "twin"], found).value != nil)
    for name in [
      "suffix-extraction-rate", "sampled-suffix-extraction-rate", "inference-accuracy",
      "reconstruction-accuracy", "propile-likeliest-rate", "propile-precedence",
    ] {
      #expect(try measure(name, found).reason == ExtractionParts.isNotScoring)
    }
  }

  @Test func ownTextsAreScannedAndGoneOnWith() async throws {
    try await TemporaryFolder.with { folder in
      let letters = (0..<12).map {
        "Letter \($0 * 7919): the parcel number \($0 * 104_729) came on the day after the "
          + "storm, and the cat of the neighbour slept on it until the \($0)th hour."
      }
      let members = try folder.write(letters.prefix(6).joined(separator: "\n"), to: "in.txt")
      let others = try folder.write(letters.suffix(6).joined(separator: "\n"), to: "out.txt")
      var job = job()
      job.material = .files(members: members, nonmembers: others)
      let found = try await results(job, RecitingModel(knowing: Array(letters.prefix(6))))
      #expect(try measure("verbatim-rate", ["stretch": "trained-only"], found).value == 1)
      let suffix = try measure("suffix-extraction-rate", ["prefix": "50-tokens"], found)
      #expect(suffix.value == 1)
      #expect(suffix.n == 6)
      #expect(suffix.control == 0)
      for name in ["pii-recall", "inference-accuracy", "propile-rate"] {
        let reason = try measure(name, found).reason
        #expect(reason == "texts without a corpus name no values")
      }
    }
  }

  @Test func settingsAreReadBackAsTheyWereWritten() throws {
    var settings = ExtractionSettings()
    settings.beginning = .neverSeen
    settings.topK = nil
    settings.topP = 0.5
    settings.sampleCount = 3
    settings.nullCount = 0
    #expect(try ExtractionSettings(JSONFields(settings.json, path: "settings")) == settings)
  }
}
