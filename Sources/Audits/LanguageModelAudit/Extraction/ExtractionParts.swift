// SPDX-License-Identifier: Apache-2.0

import Compute
import Corpora
import Evidence
import LanguageModels

/// The parts of an audit that try to get out of a model what it was trained on.
enum ExtractionParts {
  /// Why measures that need probabilities are missing.
  static let isNotScoring = "the model tells no log-probabilities of texts that it is given"

  /// Prepares the parts.
  ///
  /// - Parameters:
  ///   - job: What is asked for; without the risk `memorize` there are none.
  ///   - texts: The texts of the audit.
  ///   - subject: The model.
  /// - Returns: The parts, in the order of their units.
  /// - Throws: What reading a corpus throws.
  static func all(
    _ job: LanguageModelAuditJob, _ texts: AuditedTexts, _ subject: SubjectModel
  ) throws(AuditError) -> [any AuditPart] {
    guard job.risks.contains(.memorize) else { return [] }
    let (settings, seed) = (job.extraction, Seed(job.seed).derive("extraction"))
    var people: [LabelledPeople.Person]?
    var source = ScannedTexts.Source.none
    if case .corpus(let folder) = job.material {
      do throws(CorpusError) {
        let corpus = try CorpusFolder(at: folder)
        people = try LabelledPeople(of: corpus).people
        source = .corpus(corpus)
      } catch {
        throw AuditError(error)
      }
    }
    let parts: [any AuditPart] = [
      SamplePart(
        settings: settings, seed: seed, subject: subject, texts: scanned(texts, source),
        prompts: settings.beginning == .neverSeen ? neverSeen(texts) : [],
        lexicon: people.map { PersonalLexicon($0) }),
      SuffixPart(settings: settings, model: subject.model, items: suffixes(texts)),
    ]
    guard let people else {
      return parts + [UnmadePart(reason: "texts without a corpus name no values")]
    }
    let items = InferenceItem.all(texts, people, settings, seed: seed)
    return parts + [
      InferencePart(
        settings: settings, seed: seed, model: subject.model, promptLimit: job.promptLimit,
        items: items, known: InferenceItem.known(people, for: items)),
      AssociationPart(
        settings: settings, seed: job.seed, model: subject.model,
        probes: AssociationProbe.all(people, settings, seed: seed)),
    ]
  }

  private static func scanned(
    _ texts: AuditedTexts, _ source: ScannedTexts.Source
  ) -> ScannedTexts {
    let planted = texts.allCanaries.map {
      (copies: $0.copies, text: $0.before + $0.secret + $0.after)
    }
    return ScannedTexts(
      source: source,
      members: planted.filter { $0.copies > 0 }.map(\.text) + texts.members.map(\.text),
      others: planted.filter { $0.copies == 0 }.map(\.text) + texts.nonmembers.map(\.text))
  }

  private static func neverSeen(_ texts: AuditedTexts) -> [String] {
    texts.pairs.map(\.twin.text) + texts.nonmembers.map(\.text)
  }

  private static func suffixes(_ texts: AuditedTexts) -> [SuffixPart.Item] {
    texts.pairs.flatMap { pair in
      [
        SuffixPart.Item(text: pair.member.text, isMember: true, copies: pair.member.copies),
        SuffixPart.Item(text: pair.twin.text, isMember: false, copies: pair.member.copies),
      ]
    } + texts.members.map { SuffixPart.Item(text: $0.text, isMember: true, copies: nil) }
      + texts.nonmembers.map { SuffixPart.Item(text: $0.text, isMember: false, copies: nil) }
  }
}

/// What stands in place of the parts about people where texts name none.
private struct UnmadePart: AuditPart {
  let name = "unmade"
  let unitCount = 0
  let passCount = 0
  let reason: String

  func record(of place: Int) async throws(AuditError) -> JSONValue { .null }

  func results(of records: [JSONValue]) throws(AuditError) -> PartResults {
    PartResults(
      measures: InferenceMeasures.missing(reason) + AssociationMeasures.missing(reason))
  }
}
